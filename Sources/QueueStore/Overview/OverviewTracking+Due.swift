import Queues

extension OverviewTracking {
    /// Takes the queues that this overview reads: those that have changed, those that must be read in any case, and those
    /// of which no change is reported yet. Of more than one overview reads, visible ones come first and the rest in turn.
    mutating func takeDue(of all: [QueueRecord], visible: [QueueID]) -> [QueueReading] {
        let open = untracked ?? Set(all.map(\.id))
        let beat = QueueRecord.sweepBeat(of: all.count)
        let limit = OverviewRequest.wholeLimit
        let wanted = all.filter { changed.contains($0.id) || $0.isRestless(beat) }
        var due = wanted
        if all.count <= limit {
            guard !open.isEmpty else { return take(wanted, open, beat) }
            due = all.filter { open.contains($0.id) || changed.contains($0.id) || $0.isRestless(beat) }
        } else if wanted.count > limit {
            due = turn(of: wanted, limit, first: Set(visible))
        } else if !open.isEmpty {
            let taken = Set(wanted.map(\.id))
            due += all.lazy.filter { open.contains($0.id) && !taken.contains($0.id) }.prefix(limit - wanted.count)
        }
        return take(due, open, beat)
    }

    /// Takes some queues off those that have changed and those of which no change is reported yet.
    private mutating func take(_ due: [QueueRecord], _ open: Set<QueueID>, _ beat: Int) -> [QueueReading] {
        let readings = due.map { record in
            let isChanged = changed.contains(record.id) || open.contains(record.id)
            return QueueReading(record, isChanged ? .whole : record.quietPart(beat))
        }
        let read = Set(due.map(\.id))
        changed.subtract(read)
        untracked = open.subtracting(read)
        return readings
    }

    /// Returns a number of records: some first, and of the others those after the last one of the overview before.
    private mutating func turn(of wanted: [QueueRecord], _ limit: Int, first: Set<QueueID>) -> [QueueRecord] {
        let front = wanted.filter { first.contains($0.id) }.prefix(limit / 2)
        let chosen = Set(front.map(\.id))
        let others = wanted.filter { !chosen.contains($0.id) }
        let start = last.flatMap { last in others.firstIndex { last < $0.id } } ?? 0
        let turn = (others[start...] + others[..<start]).prefix(limit - front.count)
        last = turn.last?.id
        return Array(front + turn)
    }
}

extension QueueRecord {
    /// Returns the number of overviews between two readings of a queue without changed keys: 10, and more where a tenth of all
    /// queues is more than 500.
    static func sweepBeat(of count: Int) -> Int { max(1, (count + 4_999) / 5_000) * 10 }

    /// The number of sweeps of which one reads everything of a queue, and the others only its counts.
    private static let wholeSweep = 10

    /// Returns whether it is read even without a changed key: because time alone changes what is shown, because a follow-up is
    /// due, or because its turn has come in a sweep of this number of overviews.
    func isRestless(_ beat: Int) -> Bool { isBurning || !followUps.isEmpty || isTurn(beat) }

    /// Returns what is read of it without a changed key.
    func quietPart(_ beat: Int) -> QueueReading.Part {
        if isBurning || isTurn(beat * Self.wholeSweep) { return .whole }
        return isTurn(beat) ? .counts : .followUps
    }

    /// Whether it is read with each overview: it was not read yet, something runs or finishes, or is not read whole.
    var isBurning: Bool {
        readings == 0 || !problems.isEmpty || summary.counts.atLeast(.active) > 0
            || summary.completedPerMinute != 0 || summary.failedPerMinute != 0
    }

    /// Counts an overview without a reading, so that the slow beats continue, and with them the trend of what waits. `time` is
    /// the server's clock, in ms since 1970.
    func pass(at time: Milliseconds) {
        now = time
        readings += 1
        sampleBacklog()
    }
}
