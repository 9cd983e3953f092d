import Foundation
import Redis
import TestSupport

/// The commands that a server gets: by MONITOR, and those that MONITOR does not show by their statistics.
final class MonitoredCommands {
    private let descriptor: Int32
    private let connection: Connection
    private var rest: [UInt8] = []
    private var count = 0

    init(_ server: PrivateRedis) throws {
        connection = try server.connect()
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: server.socketPath.utf8) }
        let (size, descriptor) = (socklen_t(MemoryLayout<sockaddr_un>.size), descriptor)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        let command = Array("MONITOR\r\n".utf8)
        guard code == 0, send(descriptor, command, command.count, Int32(MSG_NOSIGNAL)) == command.count else {
            throw TestFailure("not connected: \(String(cString: strerror(errno)))")
        }
    }

    deinit { Foundation.close(descriptor) }

    /// Returns the commands that the server gets while something is done.
    func during(_ work: () throws -> Void) throws -> Set<SentCommand> {
        _ = try commands()
        _ = try connection.send(lines: ["CONFIG RESETSTAT"])
        try work()
        let statistics = try connection.send(lines: ["INFO commandstats"])[0].text ?? ""
        var commands = try commands()
        let names = Set(commands.map(\.name))
        for line in statistics.split(whereSeparator: \.isNewline) where line.hasPrefix("cmdstat_") {
            let name = String(line.dropFirst("cmdstat_".count).prefix { $0 != ":" })
            guard !names.contains(name), !["config|resetstat", "info", "monitor", "acl|dryrun"].contains(name) else {
                continue
            }
            commands.insert(SentCommand(words: name.split(separator: "|").map { Array($0.utf8) }, isOfScript: false))
        }
        return commands
    }

    /// Returns the commands since the last call.
    private func commands() throws -> Set<SentCommand> {
        count += 1
        let end = "end of commands \(count)"
        _ = try connection.send(Command("ECHO", end))
        var found: Set<SentCommand> = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            while let newline = rest.firstIndex(of: 0x0A) {
                let line = rest[..<newline]
                let command = Self.command(in: line)
                let isEnd = command?.words.last == Array(end.utf8)
                rest.removeSubrange(...newline)
                if isEnd { return found }
                let own = ["echo", "flushall", "restore", "dump", "monitor"]
                if let command, !command.words.isEmpty, !own.contains(command.name) { found.insert(command) }
            }
            let length = recv(descriptor, &buffer, buffer.count, 0)
            guard length > 0 else { throw TestFailure("the server hung up") }
            rest += buffer[..<length]
        }
    }

    /// Returns the command of a line such as `+1.2 [0 lua] "GET" "a\x00"`; nil where it has none.
    private static func command(in line: ArraySlice<UInt8>) -> SentCommand? {
        guard let bracket = line.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let isOfScript = line[..<bracket].suffix(4).elementsEqual(" lua".utf8)
        var (words, word, isInside) = ([[UInt8]](), [UInt8](), false)
        var rest = line[(bracket + 1)...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                if isInside { words.append(word) }
                (isInside, word) = (!isInside, [])
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst() else { return nil }
                if next == UInt8(ascii: "x") {
                    word.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                    rest = rest.dropFirst(2)
                } else {
                    let plain: [UInt8: UInt8] = [0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09, 0x61: 0x07, 0x62: 0x08]
                    word.append(plain[next] ?? next)
                }
            default: if isInside { word.append(byte) }
            }
        }
        return SentCommand(words: words, isOfScript: isOfScript)
    }
}
