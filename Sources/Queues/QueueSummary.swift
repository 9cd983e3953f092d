/// Milliseconds since 1970-01-01 UTC, or a length of time in milliseconds.
public typealias Milliseconds = Int64

/// One queue as the overview shows it. Copies share its facts: the store, the screen and its lists each have all queues.
public struct QueueSummary: Equatable, Sendable {
    /// The time before a reading in which finished jobs count for the rates, in ms.
    public static let rateWindow: Milliseconds = 60_000
    /// The difference between two clocks up to which they count as equal, in ms.
    public static let clockTolerance: Milliseconds = 1_000

    private struct Facts: Equatable, Sendable {
        var id: QueueID
        var family: Family?
        var isLibraryKnown = true
        var isPaused = false
        var unreadable: [Unreadable] = []
        var counts = JobCounts()
        var waitingInPaused: Int? = 0
        var oldestWaiting: Milliseconds?
        var isOldestMalformed = false
        var completedPerMinute: Int?
        var failedPerMinute: Int?
        var concurrency: Int?
        var latestFailure: [UInt8]?
        var latestFailureAt: Milliseconds?
        var evidence = QueueEvidence()
        var thresholds = HealthThresholds.standard
        var remembered: RememberedHealth?
        var finishedTimes: FinishedTimes?
    }

    private var facts: SharedValue<Facts>

    /// The queue.
    public var id: QueueID {
        _read { yield facts.value.id }
        _modify { yield &facts.value.id }
    }

    /// The family of its keys; nil while the keys do not show it.
    public var family: Family? {
        _read { yield facts.value.family }
        _modify { yield &facts.value.family }
    }

    /// Whether it is known which library the keys belong to, Bull or BullMQ. It is not where the keys that show it cannot be read.
    public var isLibraryKnown: Bool {
        _read { yield facts.value.isLibraryKnown }
        _modify { yield &facts.value.isLibraryKnown }
    }

    /// Whether the queue is globally paused, as far as `meta` could be read.
    public var isPaused: Bool {
        _read { yield facts.value.isPaused }
        _modify { yield &facts.value.isPaused }
    }

    /// The keys that could not be read, in the order of their names. What they hold is unknown, never 0.
    public var unreadable: [Unreadable] {
        _read { yield facts.value.unreadable }
        _modify { yield &facts.value.unreadable }
    }

    /// The number of jobs by state.
    public var counts: JobCounts {
        _read { yield facts.value.counts }
        _modify { yield &facts.value.counts }
    }

    /// The number of waiting jobs in the list `paused`, where all families but BullMQ 6 keep them while the queue is
    /// paused; nil where it could not be read.
    public var waitingInPaused: Int? {
        _read { yield facts.value.waitingInPaused }
        _modify { yield &facts.value.waitingInPaused }
    }

    /// The time at which the oldest waiting job was added, in ms since 1970 on the producer's clock; nil without one,
    /// or while unread. Jobs with a time in the future count only where all have one.
    public var oldestWaiting: Milliseconds? {
        _read { yield facts.value.oldestWaiting }
        _modify { yield &facts.value.oldestWaiting }
    }

    /// Whether the time of the oldest waiting job is not a number.
    public var isOldestMalformed: Bool {
        _read { yield facts.value.isOldestMalformed }
        _modify { yield &facts.value.isOldestMalformed }
    }

    /// The number of jobs that completed in the 60 s before this reading; nil while unknown.
    public var completedPerMinute: Int? {
        _read { yield facts.value.completedPerMinute }
        _modify { yield &facts.value.completedPerMinute }
    }

    /// The number of jobs that failed in the 60 s before this reading; nil while unknown.
    public var failedPerMinute: Int? {
        _read { yield facts.value.failedPerMinute }
        _modify { yield &facts.value.failedPerMinute }
    }

    /// The maximum number of active jobs; nil without a limit.
    public var concurrency: Int? {
        _read { yield facts.value.concurrency }
        _modify { yield &facts.value.concurrency }
    }

    /// The newest failed reason: that of the job that failed last, cut to 1 KiB; nil without one, or while unread.
    public var latestFailure: [UInt8]? {
        _read { yield facts.value.latestFailure }
        _modify { yield &facts.value.latestFailure }
    }

    /// The time at which that job failed, in ms since 1970 on the worker's clock; nil without one, or while unread.
    public var latestFailureAt: Milliseconds? {
        _read { yield facts.value.latestFailureAt }
        _modify { yield &facts.value.latestFailureAt }
    }

    /// The facts for a verdict, besides the counts.
    public var evidence: QueueEvidence {
        _read { yield facts.value.evidence }
        _modify { yield &facts.value.evidence }
    }

    /// From when on a verdict is passed.
    public var thresholds: HealthThresholds {
        _read { yield facts.value.thresholds }
        _modify { yield &facts.value.thresholds }
    }

    /// The health that is remembered, where this is the queue at a moment of its past; nil where it was read.
    public var remembered: RememberedHealth? {
        _read { yield facts.value.remembered }
        _modify { yield &facts.value.remembered }
    }

    /// How long the jobs waited and ran that finished last; nil where no alarm needs that, and while unread.
    public var finishedTimes: FinishedTimes? {
        _read { yield facts.value.finishedTimes }
        _modify { yield &facts.value.finishedTimes }
    }

    /// Creates a queue of which nothing but its id is known yet.
    public init(id: QueueID) { facts = SharedValue(Facts(id: id)) }

    /// Returns its health at `now`, ms since 1970 on the server's clock.
    public func health(at now: Milliseconds) -> QueueHealth { QueueHealth(self, now: now) }

    /// Returns whether a key of this name could not be read.
    public func cannotRead(_ key: String) -> Bool { unreadable.contains { $0.key.elementsEqual(key.utf8) } }
}

extension QueueSummary {
    /// The counts under the names of BullMQ's `getJobCounts`: `paused` are waiting jobs of a paused queue, which BullMQ 6 no
    /// longer separates. Nil is a count that could not be read.
    public var clientCounts: [(name: String, count: Int?)] {
        let states: [JobState] = [.active, .delayed, .prioritized, .failed, .completed, .waitingChildren]
        let waiting = counts[.waiting].flatMap { sum in waitingInPaused.map { sum - $0 } }
        let others = states.map { (name: $0.rawValue, count: counts[$0]) }
        let hasPaused = family?.has(.pausedList) != false || waitingInPaused != 0
        return [("waiting", waiting)] + others + (hasPaused ? [("paused", waitingInPaused)] : [])
    }
}

/// The library, with its major version, whose keys a queue has (data model, 3.4). It decides the scripts.
public enum Family: Int, CaseIterable, Comparable, Sendable {
    /// Legacy Bull 3 and 4.
    case bull = 0
    case bullmq3 = 3
    case bullmq4 = 4
    case bullmq5 = 5
    case bullmq6 = 6

    /// Returns whether `left` is the older family.
    public static func < (left: Family, right: Family) -> Bool { left.rawValue < right.rawValue }
}
