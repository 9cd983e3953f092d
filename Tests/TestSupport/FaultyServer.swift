import Foundation
public import Redis

/// A server between a client and a real one, which answers some commands with an error of its own.
public final class FaultyServer: Sendable {
    /// Returns the error line for a command, without its `-`; nil where the real server answers.
    public typealias Fault = @Sendable (_ words: [String]) -> String?

    /// A server that hangs up on a command: before the real server gets it, or after the real server has done it.
    public enum HangUp: Sendable { case before, after }
    /// Returns whether a command makes the server hang up; nil where it is answered.
    public typealias Loss = @Sendable (_ words: [String]) -> HangUp?

    private let listener: Listener

    /// Creates a server that passes one connection on to the server at `endpoint` until it is lost. Later connections
    /// are lost at once.
    public init(before endpoint: Endpoint, losing loss: @escaping Loss) throws {
        listener = try Listener()
        listener.serveFirst { client in try? Self.serve(client, endpoint, { _ in nil }, loss) }
    }

    /// Creates a server that passes every connection on to the server at `endpoint`, and hangs up at a command for which
    /// `isUnknown` is true, as some proxies do.
    public init(
        before endpoint: Endpoint, hangingUpAt isUnknown: @escaping @Sendable (_ command: String) -> Bool
    ) throws {
        listener = try Listener()
        listener.serveAll { client in
            try? Self.serve(client, endpoint, { _ in nil }) { isUnknown($0[0].uppercased()) ? .before : nil }
        }
    }

    /// Creates a server that passes one connection on to the server at `endpoint` where `answer` has no reply to a
    /// command.
    public init(before endpoint: Endpoint, answering answer: @escaping @Sendable (_ words: [String]) -> Reply?) throws {
        listener = try Listener()
        listener.serveOnce { client in try? Self.serve(client, endpoint, { answer($0).map(Self.encode) }) }
    }

    /// Creates a server that passes one connection on to the server at `endpoint` where `fault` has no error for a
    /// command.
    public init(before endpoint: Endpoint, fault: @escaping Fault) throws {
        listener = try Listener()
        listener.serveOnce { client in
            try? Self.serve(client, endpoint, { fault($0).map { Array("-\($0)\r\n".utf8) } })
        }
    }

    /// The address of the listener.
    public var endpoint: Endpoint { Endpoint(address: .tcp(host: "127.0.0.1", port: listener.port)) }

    /// The address as `redis://127.0.0.1:PORT`.
    public var url: String { "redis://127.0.0.1:\(listener.port)" }

    deinit { listener.close() }

    private static func serve(
        _ client: FileHandle, _ endpoint: Endpoint, _ own: (_ words: [String]) -> [UInt8]?, _ loss: Loss = { _ in nil }
    ) throws {
        let server = try Connection(endpoint)
        var pending: [UInt8] = []
        while case let data = client.availableData, !data.isEmpty {
            pending += data
            var answer: [UInt8] = []
            while let words = command(&pending) {
                let texts = words.map { String(decoding: $0, as: UTF8.self) }
                if let bytes = own(texts) {
                    answer += bytes
                    continue
                }
                let hangUp = loss(texts)
                if hangUp == .before { return }
                let reply = try server.send(Command(texts[0], arguments: Array(words.dropFirst())))
                // A script that the server does not have yet is sent again.
                if hangUp == .after, reply.error?.code != "NOSCRIPT" { return }
                answer += encode(reply)
            }
            try client.write(contentsOf: Data(answer))
        }
    }

    /// Removes the first command, an array of bulk strings, from the bytes; returns nil while it is incomplete.
    private static func command(_ bytes: inout [UInt8]) -> [[UInt8]]? {
        var rest = bytes[...]
        func number() -> Int? {
            guard let end = rest.firstIndex(of: 0x0D), end + 1 < rest.endIndex else { return nil }
            let number = Int(String(decoding: rest[rest.index(after: rest.startIndex)..<end], as: UTF8.self))
            rest = rest[(end + 2)...]
            return number
        }
        guard !rest.isEmpty, let count = number() else { return nil }
        var words: [[UInt8]] = []
        for _ in 0..<count {
            guard !rest.isEmpty, let length = number(), rest.count >= length + 2 else { return nil }
            words.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length + 2)
        }
        bytes = Array(rest)
        return words
    }

    private static func encode(_ reply: Reply) -> [UInt8] {
        switch reply {
        case .status(let bytes): Array("+".utf8) + bytes + Array("\r\n".utf8)
        case .bulk(let bytes): Array("$\(bytes.count)\r\n".utf8) + bytes + Array("\r\n".utf8)
        case .integer(let number): Array(":\(number)\r\n".utf8)
        case .array(let elements): Array("*\(elements.count)\r\n".utf8) + elements.flatMap(encode)
        case .null: Array("$-1\r\n".utf8)
        case .error(let error): Array("-\(error.code) \(error.message)\r\n".utf8)
        }
    }
}
