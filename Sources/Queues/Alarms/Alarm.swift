/// An alarm: a condition, and the queues that it watches.
public struct Alarm: Hashable, Sendable {
    /// How grave it is where a monitoring system asks.
    public enum Level: String, CaseIterable, Hashable, Sendable {
        case warning, critical
    }

    /// The name: that of its section in the configuration, else the text of its condition.
    public var name: String
    /// What raises it.
    public var condition: AlarmCondition
    /// How grave it is.
    public var level: Level
    /// The names of the queues that it watches; empty for all.
    public var queues: [[UInt8]]
    /// The command that is run at each change, without a shell; empty for none.
    public var command: [String]
    /// Whether the terminal of the dashboard rings when it is raised.
    public var rings: Bool

    /// Creates an alarm that does nothing but change.
    public init(
        name: String, condition: AlarmCondition, level: Level = .critical, queues: [[UInt8]] = [],
        command: [String] = [], rings: Bool = false
    ) {
        (self.name, self.condition, self.level) = (name, condition, level)
        (self.queues, self.command, self.rings) = (queues, command, rings)
    }

    /// Returns whether it watches a queue, by its name or by `prefix:name`.
    public func watches(_ queue: QueueID) -> Bool {
        queues.isEmpty || queues.contains { $0 == queue.name || $0 == queue.base }
    }
}

/// An alarm that is raised for a queue.
public struct RaisedAlarm: Hashable, Sendable {
    /// The alarm.
    public let alarm: Alarm
    /// Since when its condition has held, in ms since 1970 on the server's clock.
    public let since: Milliseconds
    /// Whether it is unknown now whether the condition still holds.
    public let isUnknown: Bool
}

/// A change of an alarm for one queue.
public struct AlarmChange: Hashable, Sendable {
    /// The kind of a change.
    public enum Kind: String, Hashable, Sendable {
        case raised, cleared
        /// Whether the condition holds is unknown, because a value could not be read.
        case unknown
        /// Whether it holds is known again, and the alarm is as it was before.
        case known
    }

    /// The alarm.
    public var alarm: Alarm
    /// The queue.
    public var queue: QueueID
    /// What changed.
    public var kind: Kind
    /// The time of the reading, in ms since 1970.
    public var time: Milliseconds
    /// Since when the condition has been so, in ms since 1970.
    public var since: Milliseconds
    /// What the reading says; nothing where nothing was read.
    public var evidence = AlarmEvidence()
    /// The reason why nothing was read, in words; nil where it was.
    public var reason: String?

    /// Creates a change that was read at `time`.
    public init(alarm: Alarm, queue: QueueID, kind: Kind, time: Milliseconds, since: Milliseconds) {
        (self.alarm, self.queue, self.kind) = (alarm, queue, kind)
        (self.time, self.since) = (time, since)
    }

    /// What decided it, or the reason why nothing was read, in words.
    public var facts: String { reason ?? evidence.facts.map(\.text).joined(separator: ", ") }
}
