import Foundation
import Redis
import TestSupport

/// The minimum cost of a reading: its commands are recorded on their way to the server, and then sent again in the same
/// pipelines, whose replies are parsed and not looked at.
final class Floor: @unchecked Sendable {
    /// The endpoint for clients, from which commands are passed on to the server.
    let endpoint: Endpoint
    private let server: String
    private let listener: Int32
    private let lock = NSLock()
    /// The bytes that a client has sent since `begin`, one piece for each time that it waited for replies.
    private var requests: [[UInt8]] = []
    private var isNoting = false
    private var hasReplied = true

    init(_ server: PrivateRedis) throws {
        self.server = server.socketPath
        let path = try Scratch.directory() + "/floor"
        endpoint = Endpoint(address: .unix(path: path))
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let code = Self.withAddress(path) { bind(listener, $0, $1) | listen(listener, 4) }
        guard code == 0 else { throw TestFailure("\(path): \(String(cString: strerror(errno)))") }
        let descriptor = listener
        Thread.detachNewThread { [weak self] in
            while case let client = accept(descriptor, nil, nil), client >= 0, let floor = self {
                Thread.detachNewThread { floor.serve(client) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Returns the median time of the commands of `reading` alone, in ms, on a connection to the server.
    func milliseconds(of connection: Connection, for reading: () throws -> Void) throws -> Double {
        try cost(of: connection, for: reading).milliseconds
    }

    /// Returns the median time of the commands of `reading` alone on a connection to the server, and the CPU time of the server
    /// for them, both in ms.
    func cost(
        of connection: Connection, for reading: () throws -> Void
    ) throws -> (milliseconds: Double, serverMilliseconds: Double) {
        lock.withLock { (requests, isNoting, hasReplied) = ([], true, true) }
        try reading()
        let pipelines = try lock.withLock {
            isNoting = false
            return try requests.map(Self.commands)
        }
        var runs = 0
        let before = try ServerLoad(connection).cpu
        let time = try medianMilliseconds {
            for commands in pipelines { _ = try connection.pipeline(commands) }
            runs += 1
        }
        return (time, (try ServerLoad(connection).cpu - before) / Double(runs))
    }

    /// Returns the commands in a client's bytes: arrays of bulk strings.
    private static func commands(_ bytes: [UInt8]) throws -> [Command] {
        var (commands, position) = ([Command](), 0)
        func number(after sign: Character) throws -> Int {
            guard position < bytes.count, bytes[position] == sign.asciiValue,
                let end = bytes[position...].firstIndex(of: 0x0D),
                let number = Int(String(decoding: bytes[(position + 1)..<end], as: UTF8.self))
            else { throw TestFailure("not a command at byte \(position)") }
            position = end + 2
            return number
        }
        while position < bytes.count {
            let words = try (0..<number(after: "*")).map { _ in
                let length = try number(after: "$")
                defer { position += length + 2 }
                return Array(bytes[position..<(position + length)])
            }
            commands.append(Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst())))
        }
        return commands
    }

    private func serve(_ client: Int32) {
        let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer {
            close(client)
            close(upstream)
        }
        guard Self.withAddress(server, { connect(upstream, $0, $1) }) == 0 else { return }
        while true {
            var watched = [client, upstream].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&watched, 2, -1) > 0 else { continue }
            if watched[1].revents != 0 {
                guard let bytes = Self.read(upstream), Self.write(bytes, to: client) else { return }
                lock.withLock { hasReplied = true }
            } else if watched[0].revents != 0 {
                guard let bytes = Self.read(client), Self.write(bytes, to: upstream) else { return }
                note(bytes)
            }
        }
    }

    /// Records bytes of the client. A pipeline that is longer than a piece may have replies before its end, so a piece
    /// that does not begin a command continues the one before.
    private func note(_ bytes: [UInt8]) {
        lock.withLock {
            guard isNoting else { return }
            if let last = requests.last, !hasReplied || (try? Self.commands(last)) == nil {
                requests[requests.count - 1] += bytes
            } else {
                requests.append(bytes)
            }
            hasReplied = false
        }
    }

    private static func read(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
