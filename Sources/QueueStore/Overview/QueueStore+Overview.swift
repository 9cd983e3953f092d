import Queues
import Redis

extension QueueStore {
    /// The maximum number of queues in one refresh, once each has been read.
    static let sliceLimit = 1_000
    /// The maximum number of queues in one pipeline: their 12 commands each keep a server busy for less than 10 ms, and
    /// commands and replies within the memory budget.
    private static let pipelineLimit = 250
    /// The maximum number of pipelines that follow the first reading of a queue at once.
    private static let settlingLimit = 4

    /// Reads every queue, or the next slice where there are many; the others stay as they were.
    func readOverview(now: Milliseconds) throws(Trouble) -> Overview {
        if try !readChanged(now: now) {
            let unread = listed.compactMap { records[$0] }.filter { $0.readings == 0 }
            try update(inPipelines: unread.isEmpty || listed.count <= Self.sliceLimit ? nextSlice() : unread, now: now)
        }
        // A queue that was found during this reading is shown once it is read.
        let read = listed.compactMap { records[$0] }.filter { $0.readings > 0 }
        try refuse(read)
        return Overview(queues: read.map(\.summary), discovery: search.discovery)
    }

    /// Reads some queues. One pipeline is sent even without queues, since it brings the status of the server.
    func update(inPipelines records: [QueueRecord], now: Milliseconds) throws(Trouble) {
        for start in stride(from: 0, to: max(1, records.count), by: Self.pipelineLimit) {
            try update(Array(records[start..<min(start + Self.pipelineLimit, records.count)]), now: now)
        }
    }

    private func nextSlice() -> [QueueRecord] {
        guard listed.count > Self.sliceLimit else { return listed.compactMap { records[$0] } }
        if sliceStart >= listed.count { sliceStart = 0 }
        let slice = listed[sliceStart..<min(sliceStart + Self.sliceLimit, listed.count)]
        sliceStart = slice.endIndex
        return slice.compactMap { records[$0] }
    }

    /// Reads some queues as `update` does. Throws where the user may not read anything of any of them.
    @discardableResult
    func read(
        _ records: [QueueRecord], with others: [Command] = [], now: Milliseconds
    ) throws(Trouble) -> Replies {
        let replies = try update(records, with: others, now: now)
        try refuse(records)
        return replies
    }

    /// Throws the refusal where the user may not read anything of any queue.
    private func refuse(_ records: [QueueRecord]) throws(Trouble) {
        let denials = records.compactMap(\.denial)
        if let denial = denials.first, denials.count == records.count { throw denial }
    }

    /// Reads some queues in one pipeline, and urgent follow-ups in a few more. Returns the replies to `others`, which
    /// are sent in the first pipeline.
    @discardableResult
    private func update(
        _ records: [QueueRecord], with others: [Command] = [], now: Milliseconds
    ) throws(Trouble) -> Replies {
        let time = now + clockLead
        let pending = records.map { record in record.takeFollowUps() }
        var batch = others
        for (record, followUps) in zip(records, pending) {
            batch += followUps.flatMap(\.commands) + record.readingCommands(at: time)
        }
        var replies = try askWithStatus(batch, now: now)
        let otherReplies = replies.take(others.count)
        for (record, followUps) in zip(records, pending) {
            record.absorb(followUps, &replies)
            record.absorbReading(&replies)
        }
        try settle(records)
        return otherReplies
    }

    /// Reads the urgent follow-ups: those that complete a first reading, the other list of a queue that was just
    /// paused, and the types of keys that cannot be read.
    private func settle(_ records: [QueueRecord]) throws(Trouble) {
        for _ in 0..<Self.settlingLimit {
            let urgent = records.filter { $0.isUrgent && !$0.followUps.isEmpty }
            guard !urgent.isEmpty else { break }
            let pending = urgent.map { record in record.takeFollowUps() }
            var replies = try askToRead(pending.joined().flatMap(\.commands))
            for (record, followUps) in zip(urgent, pending) { record.absorb(followUps, &replies) }
        }
        for record in records { record.isUrgent = false }
    }
}

/// A follow-up and the commands that read it.
private typealias PendingFollowUp = (followUp: FollowUp, commands: [Command])

extension QueueRecord {
    /// Takes the follow-ups that are to be read now.
    fileprivate func takeFollowUps() -> [PendingFollowUp] {
        let pending = followUps.map { ($0, commands(for: $0)) }
        followUps = []
        return pending
    }

    /// Reads the replies to follow-ups.
    fileprivate func absorb(_ pending: [PendingFollowUp], _ replies: inout Replies) {
        for (followUp, commands) in pending {
            var part = replies.take(commands.count)
            absorb(followUp, &part)
        }
    }
}
