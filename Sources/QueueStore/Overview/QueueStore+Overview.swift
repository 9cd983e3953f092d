import Queues
import Redis

extension QueueStore {
    /// The maximum number of queues in one pipeline: their 12 commands each keep a server busy for less than 10 ms, and
    /// commands and replies within the memory budget.
    private static let pipelineLimit = 250
    /// The maximum number of pipelines that follow the first reading of a queue at once.
    private static let settlingLimit = 4
    /// The same number for the first answer of a server that is far away; the rest is read with the next one.
    private static let farSettlingLimit = 2

    /// Reads every queue, or the next slice where there are many; the others stay as they were.
    func readQueues(visible: [QueueID] = [], now: Milliseconds) throws(Trouble) -> Overview {
        let first = start.records
        start.records = []
        if isBeginning, lastWatch == nil, !first.isEmpty {
            // They are read but for what completes a first reading.
            try settle(first, rounds: 1)
        } else if try !readChanged(visible, now: now) {
            let unread = listed.filter { $0.readings == 0 }
            let due = unread.isEmpty || isReadWhole ? nextSlice(visible) : unread
            try update(inPipelines: due.map { QueueReading($0, .whole) }, now: now)
        }
        // A queue that was found during this reading is shown once it is read.
        let read = listed.filter { $0.readings > 0 }
        try refuse(read)
        return Overview(queues: read.map(\.summary), discovery: search.discovery)
    }

    /// Reads some queues. One pipeline is sent even without queues, since it brings the status of the server.
    func update(inPipelines readings: [QueueReading], now: Milliseconds) throws(Trouble) {
        for start in stride(from: 0, to: max(1, readings.count), by: Self.pipelineLimit) {
            try update(Array(readings[start..<min(start + Self.pipelineLimit, readings.count)]), now: now)
        }
    }

    /// Whether every queue is read each time.
    private var isReadWhole: Bool { listed.count <= OverviewRequest.wholeLimit }

    /// Returns the queues to read: all of few. Of many those that are visible, those where something happens, and others
    /// in turn; each of the first two kinds is at most a quarter.
    private func nextSlice(_ visible: [QueueID]) -> [QueueRecord] {
        let all = listed
        guard !isReadWhole else { return all }
        let part = OverviewRequest.wholeLimit / 4
        var slice = visible.prefix(part).compactMap { records[$0] }
        var taken = Set(slice.map(\.id))
        func take(_ count: Int, from start: Int, where isWanted: (QueueRecord) -> Bool) -> Int {
            let before = slice.count
            for offset in all.indices where slice.count < before + count {
                let index = (start + offset) % all.count
                if isWanted(all[index]), taken.insert(all[index].id).inserted { slice.append(all[index]) }
                if slice.count == before + count { return index + 1 }
            }
            return start
        }
        burningStart = take(part, from: burningStart) { $0.isBurning || !$0.followUps.isEmpty }
        sliceStart = take(OverviewRequest.wholeLimit - slice.count, from: sliceStart) { _ in true }
        return slice
    }

    /// Reads some queues as `update` does. Throws where the user may not read anything of any of them.
    @discardableResult
    func read(
        _ records: [QueueRecord], with others: [Command] = [], now: Milliseconds
    ) throws(Trouble) -> Replies {
        let replies = try update(records.map { QueueReading($0, .whole) }, with: others, now: now)
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
        _ readings: [QueueReading], with others: [Command] = [], now: Milliseconds
    ) throws(Trouble) -> Replies {
        let (replies, differing) = try readUnsettled(readings, with: others, now: now)
        if !differing.isEmpty { try update(differing, now: now) }
        // A screen of its own, whose commands these are, has its first data before what completes the queue.
        try settle(readings.map(\.record), rounds: isBeginning && !others.isEmpty ? 0 : Self.settlingLimit)
        return replies
    }

    /// Reads some queues in one pipeline, and leaves their urgent follow-ups. Returns the replies to `others`, which are sent
    /// in it, too, and the queues of which everything must be read.
    func readUnsettled(
        _ readings: [QueueReading], with others: [Command], now: Milliseconds
    ) throws(Trouble) -> (others: Replies, differing: [QueueReading]) {
        let time = now + clockLead
        let records = readings.map(\.record)
        noteScattered(records)
        let pending = records.map { record in record.takeFollowUps() }
        var batch = others
        for (reading, followUps) in zip(readings, pending) {
            batch += followUps.flatMap(\.commands) + reading.record.readingCommands(reading.part, at: time)
        }
        var replies = try askWithStatus(batch, now: now)
        let otherReplies = replies.take(others.count)
        var differing: [QueueReading] = []
        for (reading, followUps) in zip(readings, pending) {
            reading.record.absorb(followUps, &replies)
            let isAsKnown = reading.record.absorbReading(reading.part, &replies)
            if !isAsKnown { differing.append(QueueReading(reading.record, .whole)) }
        }
        return (otherReplies, differing)
    }

    /// Reads the urgent follow-ups: those that complete a first reading, the other list of a queue that was just
    /// paused, and the types of keys that cannot be read.
    private func settle(_ records: [QueueRecord], rounds: Int) throws(Trouble) {
        // Another reading that is wanted meanwhile does not wait for them.
        for round in 0..<rounds where !isOtherWanted() && (round < Self.farSettlingLimit || !isBeginning) {
            let urgent = records.filter { $0.isUrgent && !$0.followUps.isEmpty }
            guard !urgent.isEmpty else { break }
            let pending = urgent.map { record in record.takeFollowUps() }
            var replies = try askToRead(pending.joined().flatMap(\.commands))
            for (record, followUps) in zip(urgent, pending) { record.absorb(followUps, &replies) }
        }
        for record in records { record.isUrgent = isBeginning && !record.followUps.isEmpty }
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
