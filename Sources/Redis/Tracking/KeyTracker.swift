import Threads

/// Finds out which of the keys that were read through a client have changed since: `CLIENT TRACKING` with a redirect,
/// which also works with replies in the form of RESP2 (Redis 6 and newer).
public protocol KeyTracker: AnyObject {
    /// The client for reading. Each key that it reads is tracked until its next change.
    var reader: any RedisClient { get }

    /// The traffic of all connections.
    var traffic: Traffic { get }

    /// Returns the keys that have changed since the last call. It takes a round trip, and includes everything that the
    /// servers knew when they answered.
    func changes() throws(RedisError) -> KeyChanges

    /// Closes all connections. A second call does nothing.
    func close()
}

/// The changed keys.
public enum KeyChanges: Hashable, Sendable {
    /// These keys, possibly with repetitions.
    case keys([[UInt8]])
    /// Possibly all keys: a database was emptied, or changes may have been missed.
    case everything
}

/// A connection to which a server reports the changes of keys that another connection has read.
final class KeyReports {
    private let connection: Connection
    private let id: Int64
    /// The reply that has the name of the server's process.
    private let server: Reply
    private var fences = 0
    /// The question whose reply ends the present reports.
    private var question: Exchange?

    private static let channel = "__redis__:invalidate"

    /// Connects and subscribes. Throws `untracked` where the server does not permit it.
    init(_ endpoint: Endpoint, name: String?, stop: StopSignal?) throws(RedisError) {
        connection = try Connection(
            endpoint, name: name, timeouts: Timeouts(), Waiter(stop: stop),
            first: [Command("CLIENT", "ID"), Self.question, Command("SUBSCRIBE", Self.channel)])
        let replies = connection.greeting?.replies ?? []
        guard replies.count == 3 else { throw .closed("No reply") }
        if let denial = replies[0].error ?? replies[2].error {
            connection.close()
            throw .untracked(denial)
        }
        (id, server) = (replies[0].integer ?? 0, replies[1])
    }

    deinit { close() }

    /// The traffic of the connection.
    var traffic: Traffic { connection.traffic }

    /// The question for the server's process.
    private static var question: Command { Command("INFO", "server") }

    /// The commands after which the server reports the keys that a connection reads. Behind one address may be several servers,
    /// and another one may know the number as that of a stranger.
    private var orders: [Command] { [Command("CLIENT", "TRACKING", "ON", "REDIRECT", String(id)), Self.question] }

    /// Opens a connection whose keys the server reports. Throws `untracked` where it does not.
    func reader(_ endpoint: Endpoint, name: String?, stop: StopSignal?) throws(RedisError) -> Connection {
        let reader = try Connection(
            endpoint, name: name, timeouts: Timeouts(), Waiter(stop: stop), first: orders)
        do throws(RedisError) { try check(reader.greeting?.replies ?? []) } catch {
            reader.close()
            throw error
        }
        return reader
    }

    /// Asks the server to report the keys that a connection reads from now on. Throws `untracked` where it does not.
    func follow(_ reader: Connection) throws(RedisError) { try check(try reader.pipeline(orders)) }

    /// Throws the reply of a server that does not report keys, or is another one than that of the reports.
    private func check(_ replies: [Reply]) throws(RedisError) {
        guard replies.count == 2 else { throw .closed("No reply") }
        let (here, there) = (Self.process(server), Self.process(replies[1]))
        if let here, let there, here != there { throw .untracked(.severalServers) }
        if replies[0].text != "OK" {
            throw .untracked(
                replies[0].error ?? ServerError(code: "ERR", message: "CLIENT TRACKING is not answered by OK"))
        }
        guard here == nil || there == nil else { return }
        throw .untracked(
            server.error ?? replies[1].error ?? ServerError(code: "ERR", message: "INFO does not tell the run_id"))
    }

    /// Returns the name of a server's process; nil where it is not told.
    private static func process(_ reply: Reply) -> Substring? {
        let line = reply.text?.split(whereSeparator: \.isNewline).first { $0.hasPrefix("run_id:") }
        return line?.dropFirst("run_id:".count)
    }

    /// Asks for everything that the server knows now, without waiting for it.
    func ask() {
        fences += 1
        question = connection.ask(Command("PING", arguments: [Array(String(fences).utf8)]))
    }

    /// Returns the keys that were reported since the last call, up to the question.
    func changes() throws(RedisError) -> KeyChanges {
        guard var question else { return .keys([]) }
        self.question = nil
        let fence = Array(String(fences).utf8)
        let messages = try connection.replies(&question) { reply in
            reply.array?.first?.text == "pong" && reply.array?.last?.bytes == fence
        }
        var keys: [[UInt8]] = []
        for parts in messages.compactMap(\.array) where parts.count == 3 && parts[0].text == "message" {
            guard let changed = parts[2].array else { return .everything }
            keys += changed.compactMap(\.bytes)
        }
        return .keys(keys)
    }

    func close() { connection.close() }
}
