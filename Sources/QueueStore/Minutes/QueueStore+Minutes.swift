import Queues
import Redis

extension QueueStore {
    /// The maximum number of commands in one pipeline, and of queues that are followed.
    private static let (pipelineLimit, followedLimit) = (4_000, 2 * OverviewRequest.countedLimit)

    /// Counts the finished jobs of some queues by the minute: what may have changed since the reading before.
    ///
    /// The first reading takes 38 commands for a queue, later ones at most 6, and none where no job has finished.
    func readMinutes(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueMinutes] {
        let known = queues.filter { records[$0].map { $0.readings > 0 } ?? false }
        if following.minutes.count > Self.followedLimit {
            let wanted = Set(known)
            following.minutes = following.minutes.filter { wanted.contains($0.key) }
        }
        let minute = max(0, now + clockLead) / 60_000
        var (pending, batch): ([(queue: QueueID, minutes: FollowedMinutes, commands: Int)], [Command]) = ([], [])
        for (index, queue) in known.enumerated() {
            guard let summary = records[queue]?.summary else { continue }
            var minutes = following.minutes[queue] ?? FollowedMinutes(queue)
            let commands = minutes.commands(for: summary, at: minute)
            pending.append((queue, minutes, commands.count))
            batch += commands
            if batch.count >= Self.pipelineLimit || index == known.count - 1 {
                try count(pending, batch)
                (pending, batch) = ([], [])
            }
        }
        return known.compactMap { queue in following.minutes[queue]?.minutes(of: queue) }
    }

    private func count(
        _ pending: [(queue: QueueID, minutes: FollowedMinutes, commands: Int)], _ batch: [Command]
    ) throws(Trouble) {
        var replies = try askToRead(batch)
        for (queue, minutes, commands) in pending {
            var (minutes, part) = (minutes, replies.take(commands))
            minutes.absorb(&part)
            following.minutes[queue] = minutes
        }
    }
}
