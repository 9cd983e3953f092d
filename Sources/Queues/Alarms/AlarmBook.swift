/// The states of alarms for the queues that they watch, from one reading to the next. It has no clock of its own.
///
/// An alarm is raised once its condition has held for its whole time, and cleared once it has not held for as long:
/// both need every reading in between to agree. A reading that is unknown agrees with neither, and the time begins again
/// after it.
public struct AlarmBook: Equatable, Sendable {
    private struct Key: Hashable {
        var alarm: Int
        var queue: QueueID
    }

    /// The state of an alarm for a queue.
    private struct Entry: Equatable {
        var isRaised = false
        var isUnknown = false
        /// Since when the readings say the opposite; nil where they do not.
        var turningSince: Milliseconds?
        /// Since when the condition has held, where the alarm is raised.
        var since: Milliseconds?

        /// Whether it is as at the start, so that nothing has to be kept of it.
        var isCalm: Bool { self == Entry() }
    }

    /// The alarms, in their order.
    public let alarms: [Alarm]
    private var entries: [Key: Entry] = [:]

    /// The queues whose finished jobs are looked at; nil where no alarm needs that.
    public var timed: TimedQueues? { TimedQueues(alarms) }

    /// Creates a book in which no alarm is raised.
    public init(_ alarms: [Alarm] = []) { self.alarms = alarms }

    /// Takes a reading of some queues at `now`, ms since 1970 on the server's clock, and returns what it changes. A queue
    /// that is known and missing from a reading of `all` queues is unknown from then on.
    public mutating func take(_ queues: [QueueSummary], now: Milliseconds, all: Bool) -> [AlarmChange] {
        guard !alarms.isEmpty else { return [] }
        var changes: [AlarmChange] = []
        for queue in queues {
            for (index, alarm) in alarms.enumerated() where alarm.watches(queue.id) {
                let truth = alarm.condition.truth(of: queue, now: now)
                let found = take(truth, Key(alarm: index, queue: queue.id), now)
                changes += found.map {
                    var change = $0
                    change.evidence = alarm.condition.evidence(of: queue, now: now)
                    return change
                }
            }
        }
        guard all, !entries.isEmpty else { return changes }
        let present = Set(queues.map(\.id))
        changes += takeSilence(of: entries.keys.filter { !present.contains($0.queue) }, now, "the queue is gone")
        return changes
    }

    /// Notes that nothing could be read, for a reason in words: every raised alarm is unknown. Returns the changes.
    public mutating func takeSilence(now: Milliseconds, reason: String) -> [AlarmChange] {
        takeSilence(of: Array(entries.keys), now, reason)
    }

    private mutating func takeSilence(
        of keys: [Key], _ now: Milliseconds, _ reason: String
    ) -> [AlarmChange] {
        keys.sorted { ($0.queue, $0.alarm) < ($1.queue, $1.alarm) }.flatMap { key -> [AlarmChange] in
            guard entries[key]?.isRaised == true else {
                entries[key]?.turningSince = nil
                if entries[key]?.isCalm == true { entries[key] = nil }
                return []
            }
            return take(.unknown, key, now).map {
                var change = $0
                change.reason = reason
                return change
            }
        }
    }

    /// Takes one reading of an alarm for a queue, and returns the change, if there is one.
    private mutating func take(_ truth: Truth, _ key: Key, _ now: Milliseconds) -> [AlarmChange] {
        var entry = entries[key] ?? Entry()
        let alarm = alarms[key.alarm]
        let wasUnknown = entry.isUnknown
        entry.isUnknown = truth == .unknown
        defer { entries[key] = entry.isCalm ? nil : entry }
        func change(_ kind: AlarmChange.Kind, since: Milliseconds) -> [AlarmChange] {
            [AlarmChange(alarm: alarm, queue: key.queue, kind: kind, time: now, since: since)]
        }
        guard truth != .unknown, (truth == .yes) != entry.isRaised else {
            entry.turningSince = nil
            if wasUnknown == entry.isUnknown { return [] }
            return change(entry.isUnknown ? .unknown : .known, since: now)
        }
        let since = min(entry.turningSince ?? now, now)
        let (elapsed, overflows) = now.subtractingReportingOverflow(since)
        guard overflows || elapsed >= alarm.condition.duration else {
            entry.turningSince = since
            return wasUnknown ? change(.known, since: now) : []
        }
        entry.isRaised.toggle()
        entry.turningSince = nil
        entry.since = entry.isRaised ? since : nil
        return change(entry.isRaised ? .raised : .cleared, since: since)
    }

    /// Returns the alarms that are raised for a queue, the critical ones first.
    public func raised(for queue: QueueID) -> [RaisedAlarm] {
        guard !entries.isEmpty else { return [] }
        let found = alarms.indices.compactMap { index -> RaisedAlarm? in
            guard let entry = entries[Key(alarm: index, queue: queue)], let since = entry.since else { return nil }
            return RaisedAlarm(alarm: alarms[index], since: since, isUnknown: entry.isUnknown)
        }
        return found.filter { $0.alarm.level == .critical } + found.filter { $0.alarm.level == .warning }
    }

    /// Returns the gravest level of the alarms that are raised for one of some queues; nil for none.
    public func level(of queues: [QueueID]) -> Alarm.Level? {
        let levels = Set(queues.flatMap(raised).map(\.alarm.level))
        return levels.contains(.critical) ? .critical : levels.first
    }

    /// The queues for which an alarm is raised, in their order.
    public var raisedQueues: [QueueID] { Set(entries.filter(\.value.isRaised).keys.map(\.queue)).sorted() }

    /// The number of alarms that are raised, over all queues.
    public var raisedCount: Int { entries.values.count(where: \.isRaised) }
}
