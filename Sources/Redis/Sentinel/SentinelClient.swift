import Threads

/// The primary that Sentinels name. When they name another one, the connection counts as ended, and the next one leads
/// there.
final class SentinelClient: RedisClient {
    private let connection: Connection
    private let watch: SentinelWatch
    private let survey: (inout Set<Address>) throws(RedisError) -> SentinelSurvey
    /// The addresses of Sentinels that did not answer.
    private var silent: Set<Address> = []

    /// Connects to the primary. It waits for a failover that is under way for `patience` ms; nil for as long as connecting
    /// may take.
    init(
        _ endpoint: Endpoint, name: String?, timeouts: Timeouts, patience: Int64? = nil, stop: StopSignal?,
        first: [Command] = []
    ) throws(RedisError) {
        let deadline = Deadline(milliseconds: patience ?? timeouts.connect)
        let waiter = Waiter(stop: stop)
        while true {
            let watch = try SentinelWatch(endpoint, name: name, timeouts: timeouts, stop: stop)
            do throws(RedisError) {
                let master = try Connection(
                    endpoint.at(watch.master), name: name, timeouts: timeouts, Waiter(stop: stop, watch: watch),
                    first: first)
                // A server that was primary until now may not know yet that it no longer is.
                if master.identity?.isReplica != true {
                    (connection, self.watch) = (master, watch)
                    survey = { [master = watch.masterName] (silent: inout Set<Address>) throws(RedisError) in
                        var survey = SentinelSurvey()
                        try survey.ask(
                            endpoint, master: master, timeouts: timeouts.brief, stop: stop, silent: &silent)
                        return survey
                    }
                    return
                }
                guard deadline.remaining > 0 else {
                    throw .unreachable("The Sentinels name a server that is a replica")
                }
            } catch {
                guard watch.namesAnother() || error.mayPass && deadline.remaining > 0 else { throw error }
            }
            do throws(RedisError) {
                try waiter.wait(for: [], until: Deadline(milliseconds: 200))
            } catch {
                guard case .timedOut = error else { throw error }
            }
        }
    }

    var isOpen: Bool { connection.isOpen }
    var isCluster: Bool { false }
    var traffic: Traffic { connection.traffic }
    var greeting: Greeting? { connection.greeting }
    var nodes: [RedisNode] { connection.nodes }

    var announcement: Int32? { watch.descriptor }

    func hasEnded() -> Bool { connection.hasEnded() || watch.namesAnother() }

    func server(of key: [UInt8]) -> Connection? { connection }

    func failover(of key: [UInt8]) throws(RedisError) -> FailoverSign {
        let found = try survey(&silent)
        if let primary = found.primary { watch.note(primary) }
        return watch.namesAnother() ? .underWay : found.sign
    }

    func pipeline(
        _ commands: [Command], limit: Int, longest: Int?, isRepeatable: Bool
    ) throws(RedisError) -> [Reply] {
        try connection.pipeline(commands, limit: limit, longest: longest)
    }

    func stream(_ command: Command, to take: (ArraySlice<UInt8>) -> Bool) throws(RedisError) -> Reply? {
        try connection.stream(command, to: take)
    }

    func sendAhead(_ commands: [Command]) -> Int? { connection.sendAhead(commands) }

    func replies(sentAhead ticket: Int) -> [Reply]? { connection.replies(sentAhead: ticket) }

    func tracker(
        _ endpoint: Endpoint, name: String?, stop: StopSignal?
    ) throws(RedisError) -> any KeyTracker {
        try connection.tracker(endpoint, name: name, stop: stop)
    }

    func close() {
        connection.close()
        watch.close()
    }
}

extension RedisError {
    /// Whether the failure may pass when a failover is over.
    fileprivate var mayPass: Bool {
        switch self {
        case .unreachable, .closed, .timedOut, .silent: true
        default: false
        }
    }
}
