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
        var replies = try ask(status + commands)
        if readsTime { absorb(time: replies.next(), now: now) }
        if readsReport {
            server.absorb(report: replies.next())
            nextReport = now + Self.reportPause
        }
        return replies
    }

    private func absorb(time: Reply, now: Milliseconds) {
        let parts = time.elements.compactMap(\.integer)
        guard parts.count == 2 else { return }
        clockLead = parts[0] * 1_000 + parts[1] / 1_000 - now
    }
}
