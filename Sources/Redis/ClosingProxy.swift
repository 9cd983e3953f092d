import Threads

/// A server behind a proxy that closes the connection, without an error, at a command that it does not know, as twemproxy does.
/// Each such command is found out once, and answered by an error from then on.
final class ClosingProxy: RedisClient {
    private let open: () throws(RedisError) -> Connection
    private var connection: Connection
    /// The names of commands that it knows, and of those at which it closes the connection.
    private var (known, unknown): (Set<[UInt8]>, Set<[UInt8]>) = ([], [])
    /// The traffic of the closed connections.
    private var past = Traffic()

    /// Connects with as few commands as possible. Throws where none of these, with which a connection usually begins, closes it.
    init(_ endpoint: Endpoint, beginning: [Command], timeouts: Timeouts, stop: StopSignal?) throws(RedisError) {
        open = { () throws(RedisError) in
            try Connection.open(endpoint, name: nil, timeouts: timeouts, stop: stop)
        }
        connection = try open()
        if let error = try connection.send(Command("PING")).error { throw .refused(error) }
        guard try learn(from: beginning) else { throw .closed("The server closed the connection") }
    }

    var isOpen: Bool { connection.isOpen }
    var isCluster: Bool { false }
    var nodes: [RedisNode] { connection.nodes }

    var traffic: Traffic {
        var traffic = connection.traffic
        traffic.add(past)
        traffic.roundTrips += past.roundTrips
        return traffic
    }

    func hasEnded() -> Bool { connection.hasEnded() }

    func server(of key: [UInt8]) -> Connection? { connection }

    func pipeline(
        _ commands: [Command], limit: Int, longest: Int?, isRepeatable: Bool
    ) throws(RedisError) -> [Reply] {
        while true {
            let sent = commands.filter { !unknown.contains($0.name) }
            do throws(RedisError) {
                var replies = try connection.pipeline(sent, limit: limit, longest: longest)[...]
                known.formUnion(sent.map(\.name))
                return commands.map { command in
                    unknown.contains(command.name) ? .error(Self.error(command)) : replies.popFirst() ?? .null
                }
            } catch {
                guard isRepeatable, case .closed = error, try learn(from: sent) else { throw error }
            }
        }
    }

    /// Finds out at which of some commands, which only read, the connection is closed. Returns whether there is a new one; the
    /// connection is opened again then.
    private func learn(from commands: [Command]) throws(RedisError) -> Bool {
        let before = unknown.count
        for command in commands where !known.contains(command.name) && !unknown.contains(command.name) {
            let trial = try open()
            do throws(RedisError) {
                _ = try trial.send(command)
                known.insert(command.name)
            } catch {
                guard case .closed = error else { throw error }
                unknown.insert(command.name)
            }
            end(trial)
        }
        guard unknown.count > before else { return false }
        let next = try open()
        end(connection)
        connection = next
        return true
    }

    private func end(_ connection: Connection) {
        connection.close()
        past.add(connection.traffic)
        past.roundTrips += connection.traffic.roundTrips
    }

    private static func error(_ command: Command) -> ServerError {
        let name = String(decoding: command.name, as: UTF8.self)
        return ServerError(code: "ERR", message: "unknown command '\(name)': the server, or a proxy, hangs up at it")
    }

    func stream(_ command: Command, to take: (ArraySlice<UInt8>) -> Bool) throws(RedisError) -> Reply? {
        try connection.stream(command, to: take)
    }

    func sendAhead(_ commands: [Command]) -> Int? { nil }

    func replies(sentAhead ticket: Int) -> [Reply]? { nil }

    func tracker(_ endpoint: Endpoint, name: String?, stop: StopSignal?) throws(RedisError) -> any KeyTracker {
        throw .untracked(Self.error(Command("SUBSCRIBE")))
    }

    func close() { connection.close() }
}

extension Command {
    fileprivate var name: [UInt8] { arguments.first ?? [] }
}
