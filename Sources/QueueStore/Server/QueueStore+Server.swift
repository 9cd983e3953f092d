import Queues
import Redis

extension QueueStore {
    /// How often INFO is read, in ms.
    private static let reportPause: Milliseconds = 5_000

    /// How often the workers are counted, in ms: the list of all connections may be long.
    private static let workersPause: Milliseconds = 15_000

    /// Sends a pipeline together with TIME, and now and then INFO, where they are permitted.
    func askWithStatus(_ commands: [Command], now: Milliseconds) throws(Trouble) -> Replies {
        let readsTime = abilities.canReadTime
        let readsReport = abilities.canReadReport && now >= nextReport
        let readsWorkers = abilities.canListClients && now >= nextWorkers
        var status: [Command] = []
        if readsTime { status.append(Command("TIME")) }
        if readsReport { status.append(Command("INFO")) }
        if readsWorkers { status.append(Command("CLIENT", "LIST")) }
        var replies = try askToRead(status + commands)
        if readsTime { absorb(time: replies.reply(), now: now) }
        if readsReport {
            server.absorb(report: replies.reply())
            noteFollowedCluster()
            nextReport = now + Self.reportPause
        }
        if readsWorkers {
            absorb(clients: replies.reply())
            nextWorkers = now + Self.workersPause
        }
        return replies
    }

    /// Where all nodes of a cluster are read, none is alone.
    func noteFollowedCluster() { server.isCluster = server.isCluster && connection?.isCluster != true }

    /// The most bytes of a string that is read whole for a screen: 8 MiB. Nothing that is shown of a queue is as long, apart from
    /// what is read in pieces.
    static let longestString = 8 * 1_024 * 1_024

    /// Sends a pipeline that reads. Throws an error that says that no other command would fare better. A string beyond
    /// `longest` bytes comes as a list of its beginning and its length.
    func askToRead(_ commands: [Command], longest: Int? = longestString) throws(Trouble) -> Replies {
        let replies = try ask(commands, longest: longest)
        try replies.checkServer()
        return replies
    }

    /// Counts the workers of each queue. Where the server does not list its clients, their number is unknown, never 0; so it
    /// is where some do not say what they wait for.
    private func absorb(clients: Reply) {
        guard let list = clients.bytes else {
            abilities.canListClients = false
            connectedWorkers = nil
            for record in records.values { record.summary.evidence.workers = nil }
            return
        }
        let workers = workers(in: list, of: records.keys)
        connectedWorkers = workers
        let counts = Dictionary(grouping: workers, by: \.queue).mapValues(\.count)
        noteConnected(counts.keys.filter { records[$0] == nil || connected.contains($0) })
        let least: Int? = hasNamelessWorkers(in: list) ? nil : 0
        for (queue, record) in records { record.summary.evidence.workers = counts[queue] ?? least }
    }

    /// Takes over the server's clock. What is no moment that a clock can show is passed over.
    private func absorb(time: Reply, now: Milliseconds) {
        if let microseconds = time.microseconds { clockLead = microseconds / 1_000 - now }
    }
}

extension Reply {
    /// The end of the year 9999, in s since 1970.
    private static let lastSecond: Int64 = 253_402_300_800

    /// What TIME says, in µs since 1970; nil where that is no moment that a clock can show.
    var microseconds: Int64? {
        let parts = (array ?? []).compactMap(\.integer)
        guard parts.count == 2, 0..<Self.lastSecond ~= parts[0], 0..<1_000_000 ~= parts[1] else { return nil }
        return parts[0] * 1_000_000 + parts[1]
    }
}
