import Foundation
import TestSupport

@testable import Redis

/// A second connection that receives all published messages. A `Connection` accepts no more replies than the commands
/// that it sent.
final class Subscriber {
    /// A message: its channel without the token of the publisher, and its text.
    struct Message: Hashable, CustomStringConvertible {
        let channel: [UInt8]
        let text: [UInt8]

        init(channel: [UInt8], text: [UInt8]) {
            self.channel = Array(channel.prefix { $0 != UInt8(ascii: "@") })
            self.text = text
        }

        init(_ channel: String, _ text: String) { self.init(channel: Array(channel.utf8), text: Array(text.utf8)) }

        var description: String { "\(channel.text) \(text.text)" }
    }

    private let descriptor: Int32
    private let reader = ReplyReader()
    private let publisher: Connection

    init(_ bench: Bench) throws {
        publisher = bench.connection
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bench.redis.socketPath.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let descriptor = descriptor
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        let command = Array("PSUBSCRIBE *\r\n".utf8)
        guard code == 0, send(descriptor, command, command.count, Int32(MSG_NOSIGNAL)) == command.count else {
            throw TestFailure("not connected: \(String(cString: strerror(errno)))")
        }
        guard try receive(until: { !$0.isEmpty }).first?.array?.first?.text == "psubscribe" else {
            throw TestFailure("not subscribed")
        }
    }

    deinit { Foundation.close(descriptor) }

    /// Returns the messages since the last call.
    func messages() throws -> [Message] {
        _ = try publisher.send(Command("PUBLISH", "end of messages", ""))
        func isEnd(_ reply: Reply) -> Bool { reply.array?.dropFirst(2).first?.text == "end of messages" }
        let replies = try receive { $0.last.map(isEnd) ?? false }
        return replies.filter { !isEnd($0) }.map {
            Message(channel: $0.array?.dropFirst(2).first?.bytes ?? [], text: $0.array?.last?.bytes ?? [])
        }
    }

    private func receive(until isDone: ([Reply]) -> Bool) throws -> [Reply] {
        var replies: [Reply] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isDone(replies) {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { throw TestFailure("the server hung up") }
            try buffer[..<count].withUnsafeBytes { try reader.feed($0, into: &replies) }
        }
        return replies
    }
}
