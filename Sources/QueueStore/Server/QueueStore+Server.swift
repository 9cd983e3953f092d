import Queues
import Redis

extension QueueStore {
    /// How often INFO is read, in ms.
    private static let reportPause: Milliseconds = 5_000

    /// Sends a pipeline together with TIME, and now and then INFO, where they are permitted.
    func askWithStatus(_ commands: [Command], now: Milliseconds) throws(Trouble) -> Replies {
        let readsTime = abilities.canReadTime
        let readsReport = abilities.canReadReport && now >= nextReport
        var status: [Command] = []
        if readsTime { status.append(Command("TIME")) }
        if readsReport { status.append(Command("INFO")) }
        var replies = try askToRead(status + commands)
        if readsTime { absorb(time: replies.reply(), now: now) }
        if readsReport {
            server.absorb(report: replies.reply())
            nextReport = now + Self.reportPause
        }
        return replies
    }

    /// Sends a pipeline that reads. Throws an error that says that no other command would fare better.
    func askToRead(_ commands: [Command]) throws(Trouble) -> Replies {
        let replies = try ask(commands)
        try replies.checkServer()
        return replies
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
