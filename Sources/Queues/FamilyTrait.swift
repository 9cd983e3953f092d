/// A property that only some families have (data model, 4.32): the one place in Swift that compares families. In Lua it
/// is `Scripts/BullMQ/families.lua`.
public enum FamilyTrait: CaseIterable, Sendable {
    /// A stream of events, flows of parents and children, and what else all of BullMQ has.
    case events
    /// The sorted set `prioritized` and its counter `pc`.
    case prioritized
    /// The sorted set `priority`, which helps to keep the order of priorities in a list.
    case priorityHelper
    /// Ids like `0:<ms>` among the waiting ones, which wake workers.
    case listMarkers
    /// The id `0:0` among the waiting ones, for prioritized jobs.
    case priorityMarker
    /// The sorted set `marker`, and the counters `atm` and `ats`.
    case marker
    /// The list `paused`, which holds the waiting ids while a queue is paused.
    case pausedList
    /// Job schedulers; older families have repeatables.
    case schedulers
    /// Limits of concurrency and rate that belong to the queue.
    case queueLimits
    /// Deduplication ids.
    case deduplication
    /// The policies that let a parent run, or ignore a child, when the child fails.
    case parentPolicies
    /// The policy that detaches a child when it fails.
    case detachingChildren
    /// Telemetry in the options of a job.
    case telemetry
    /// A `delay` in the stored options of every job, also of one without a delay.
    case storedDelay

    /// The families that have it.
    public var families: ClosedRange<Family> {
        switch self {
        case .events: .bullmq3 ... .bullmq6
        case .prioritized, .detachingChildren: .bullmq4 ... .bullmq6
        case .priorityHelper: .bull ... .bullmq3
        case .listMarkers, .storedDelay: .bullmq3 ... .bullmq4
        case .priorityMarker: .bullmq4 ... .bullmq4
        case .pausedList: .bull ... .bullmq5
        case .marker, .schedulers, .queueLimits, .deduplication, .parentPolicies, .telemetry: .bullmq5 ... .bullmq6
        }
    }

    /// Returns the families that have both this and another trait. There must be one.
    public func families(with other: FamilyTrait) -> ClosedRange<Family> { families.clamped(to: other.families) }
}

extension Family {
    /// Returns whether the family has a trait.
    public func has(_ trait: FamilyTrait) -> Bool { trait.families.contains(self) }

    /// Whether the family is Bull, not BullMQ.
    public var isBull: Bool { !has(.events) }

    /// Creates the family of a release of BullMQ; nil for the major numbers that its ports use. A release newer than we
    /// know is taken for the newest that we know.
    public init?(major: Int) {
        guard major >= FamilyTrait.events.families.lowerBound.rawValue else { return nil }
        self = Family(rawValue: major) ?? FamilyTrait.events.families.upperBound
    }

    /// The name of the library: `Bull`, or `BullMQ` with its major version.
    public var name: String { isBull ? "Bull" : "BullMQ \(rawValue)" }
}

extension ClosedRange<Family> {
    /// Only Bull.
    public static var bull: ClosedRange<Family> { .bull ... .bull }
    /// Every family of BullMQ, where the keys do not show which one it is.
    public static var anyBullMQ: ClosedRange<Family> { FamilyTrait.events.families }
    /// The families of a queue that does not exist yet.
    public static var ofNewQueue: ClosedRange<Family> { FamilyTrait.marker.families }

    /// Whether a queue whose family is one of these is Bull's.
    public var isBull: Bool { upperBound.isBull }

    /// Returns whether at least the newest of these families has a trait.
    public func mayHave(_ trait: FamilyTrait) -> Bool { upperBound.has(trait) }
}
