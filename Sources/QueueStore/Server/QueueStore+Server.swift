import Queues
import Redis

extension QueueStore {
    /// The time between two readings of INFO, in ms.
    private static let reportPause: Milliseconds = 5_000

    /// The time between two counts of the workers, in ms: the list of all connections may be long.
    private static let workersPause: Milliseconds = 15_000
    /// The same time while workers are on the screen and the list is no longer than this, in bytes: about 700 clients.
    private static let (shownWorkersPause, shortList): (Milliseconds, Int) = (3_000, 256 * 1_024)

    /// Sends a pipeline together with TIME, and now and then INFO, where they are permitted.
    func askWithStatus(_ commands: [Command], now: Milliseconds) throws(Trouble) -> Replies {
        let readsTime = abilities.canReadTime
        if start.hasReport {
            start.hasReport = false
            nextReport = now + Self.reportPause
        }
        let readsReport = abilities.canReadReport && now >= nextReport
        // The list of clients may be long, so it does not hold up the first queues of a server that is far away.
        let isFirst = isFarAway && lastWatch == nil
        let readsWorkers = abilities.canListClients && now >= nextWorkers && !isFirst
        var status: [Command] = []
        if readsTime { status.append(Command("TIME")) }
        if readsReport { status.append(Command("INFO")) }
        if readsWorkers { status.append(Command("CLIENT", "LIST")) }
        var replies = try askToRead(status + commands)
        if readsTime { absorb(time: replies.reply(), now: now) }
        if readsReport {
            let wasReplica = server.isReplica
            server.absorb(report: replies.reply())
            // What its clients say of workers depends on its role.
            if server.isReplica != wasReplica { nextWorkers = 0 }
            noteFollowedCluster()
            nextReport = now + Self.reportPause
        }
        if readsWorkers {
            absorb(clients: replies.reply())
            nextWorkers = now + Self.workersPause
            workersListedAt = now
        }
        return replies
    }

    /// Lists the clients sooner, while workers are on the screen and the list is short: what they do shows in it.
    func hastenWorkers() {
        guard clientsLength <= Self.shortList else { return }
        nextWorkers = min(nextWorkers, workersListedAt + Self.shownWorkersPause)
    }

    /// Notes that a cluster is read as a whole, so that none of its nodes counts as a part.
    func noteFollowedCluster() { server.isCluster = server.isCluster && connection?.isCluster != true }

    /// The maximum number of bytes of a string that is read whole for a screen: 8 MiB. No shown value of a queue is
    /// longer, apart from those that are read in pieces.
    static let longestString = 8 * 1_024 * 1_024

    /// Sends a pipeline that reads. Throws an error after which every other command would fail as well. A string beyond
    /// `longest` bytes becomes a list of its beginning and its length.
    func askToRead(_ commands: [Command], longest: Int? = longestString) throws(Trouble) -> Replies {
        let replies = try ask(commands, longest: longest)
        try replies.checkServer()
        return replies
    }

    /// Counts the workers of each queue. The number is unknown, never 0, where the server does not list its clients,
    /// where some clients do not show what they wait for, and on a replica: workers connect to its primary.
    private func absorb(clients: Reply) {
        guard let list = clients.bytes else {
            abilities.canListClients = false
            connectedWorkers = nil
            for record in records.values { record.note(workers: nil) }
            return
        }
        clientsLength = list.count
        let workers = workers(in: list, of: records.keys)
        connectedWorkers = workers
        let counts = Dictionary(grouping: workers, by: \.queue).mapValues(\.count)
        noteConnected(counts.keys.filter { records[$0] == nil || connected.contains($0) })
        let least: Int? = server.isReplica || hasNamelessWorkers(in: list) ? nil : 0
        for (queue, record) in records { record.note(workers: counts[queue] ?? least) }
    }

    /// Reads the server's clock. A time that no clock can show is ignored.
    private func absorb(time: Reply, now: Milliseconds) {
        if let microseconds = time.microseconds { clockLead = microseconds / 1_000 - now }
    }
}

extension QueueRecord {
    /// Notes the number of its workers. A summary that does not change stays shared with the screen.
    fileprivate func note(workers: Int?) {
        if summary.evidence.workers != workers { summary.evidence.workers = workers }
    }
}

extension Reply {
    /// The end of the year 9999, in s since 1970.
    private static let lastSecond: Int64 = 253_402_300_800

    /// The time in a reply to TIME, in µs since 1970; nil where no clock can show it.
    var microseconds: Int64? {
        let parts = (array ?? []).compactMap(\.integer)
        guard parts.count == 2, 0..<Self.lastSecond ~= parts[0], 0..<1_000_000 ~= parts[1] else { return nil }
        return parts[0] * 1_000_000 + parts[1]
    }
}
