import Queues
import Redis
import Threads

extension QueueStore {
    /// The time that one answer may spend on reading events, in ms.
    private static let historyTime: Milliseconds = 40
    /// The maximum difference between the clocks of a server and its clients, in ms: events are searched this far
    /// around the times of the job.
    private static let historySlack: Milliseconds = 5_000

    /// Reads the events of a job backwards from its end, and continues with the next answer. It sends only plain range
    /// commands, one for each step: they work on a replica, and for a user with `+@read`.
    func readHistory(of row: JobRow, in queue: QueueID) throws(Trouble) -> RunHistory {
        if record(of: queue).summary.family?.isBull == true { return RunHistory(reach: .noEvents) }
        var followed = FollowedJob(queue: queue, job: row.id)
        if let known = following.job, known.queue == queue, known.job == row.id, known.newest != nil {
            followed = known
        }
        let deadline = MonotonicClock.now + Self.historyTime
        do {
            if followed.newest != nil, try !catchUp(&followed, row, until: deadline) {
                // The job changed long after that; its latest events are read first.
                followed = FollowedJob(queue: queue, job: row.id)
            }
            repeat { try goBack(&followed, row) } while followed.reach == nil && MonotonicClock.now < deadline
        } catch {
            var unreadable = UnreadableKeys()
            try note(error, of: queue.key("events"), in: queue, &unreadable)
            following.job = nil
            return RunHistory(reach: .unreadable(unreadable.entries.first?.part.trouble ?? error))
        }
        following.job = followed
        return followed.history
    }

    /// Reads the entries that were added since. Returns whether all of them were read in time.
    private func catchUp(
        _ followed: inout FollowedJob, _ row: JobRow, until deadline: Milliseconds
    ) throws(Trouble) -> Bool {
        while let after = followed.newest?.idAfter {
            let count = followed.atOnce
            let entries = try entries("XRANGE", of: followed.queue, after, row.lastEvent(Self.historySlack), count)
            followed.take(later: entries)
            if entries.count < count { return true }
            if MonotonicClock.now >= deadline { return false }
        }
        return true
    }

    /// Reads one step of the entries before those that were read.
    private func goBack(_ followed: inout FollowedJob, _ row: JobRow) throws(Trouble) {
        guard followed.reach == nil else { return }
        let first = row.firstEvent(Self.historySlack)
        let end = followed.oldest.map { $0.idBefore ?? Array("0-0".utf8) } ?? row.lastEvent(Self.historySlack)
        let count = followed.atOnce
        let found = try entries("XREVRANGE", of: followed.queue, end, Array(String(first).utf8), count)
        followed.take(earlier: found)
        guard followed.reach == nil, found.count < count else { return }
        let oldest = try entries("XRANGE", of: followed.queue, Array("-".utf8), Array("+".utf8), 1).first?.timestamp
        followed.reach = oldest.map { $0 > first ? .trimmed(since: $0) : .whole } ?? .noEvents
    }

    /// Reads a range of a stream. Long values are cut.
    private func entries(
        _ command: String, of queue: QueueID, _ from: [UInt8], _ to: [UInt8], _ count: Int
    ) throws(Trouble) -> [QueueEvent] {
        let words = [queue.key("events"), from, to] + ["COUNT", String(count)].map { Array($0.utf8) }
        var replies = try askToRead([Command(command, arguments: words)], longest: QueueEvent.longestValue)
        return try replies.next().events
    }
}

extension JobRow {
    /// Returns the earliest time that an event of the job can have, in ms since 1970.
    fileprivate func firstEvent(_ slack: Milliseconds) -> Milliseconds {
        // A producer may choose any time for `timestamp`.
        max(0, max(0, [timestamp, processedOn, finishedOn].compactMap(\.self).min() ?? 0) - slack)
    }

    /// Returns the id of the stream up to which events of the job can be.
    fileprivate func lastEvent(_ slack: Milliseconds) -> [UInt8] {
        let isFinished = state == .failed || state == .completed
        guard isFinished, let finishedOn, finishedOn >= 0 else { return Array("+".utf8) }
        return Array(String(finishedOn + slack).utf8)
    }
}
