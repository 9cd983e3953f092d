/// What only some families have or do (data model, 4.32): the one place in Swift that compares families. In Lua it is
/// `Scripts/BullMQ/families.lua`.
public enum FamilyTrait: CaseIterable, Sendable {
    /// A stream of events, flows of parents and children, and the rest of what makes BullMQ.
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
    /// While a queue is paused its waiting ids are in the list `paused`.
    case pausedList
    /// Job schedulers; older families have repeatables.
    case schedulers
    /// A queue's own limits of concurrency and rate.
    case queueLimits
    /// Deduplication ids.
    case deduplication
    /// A child may let its parent run, or be ignored, when it fails.
    case parentPolicies
    /// A child may leave its parent when it fails.
    case detachingChildren
    /// Telemetry in the options of a job.
    case telemetry
    /// Options of a job are stored with a delay also where it has none.
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

    /// Returns the families that have this and another trait. There must be one.
    public func families(with other: FamilyTrait) -> ClosedRange<Family> { families.clamped(to: other.families) }
}

extension Family {
    /// Returns whether the family has a trait.
    public func has(_ trait: FamilyTrait) -> Bool { trait.families.contains(self) }

    /// Whether it is one of legacy Bull.
    public var isBull: Bool { !has(.events) }

    /// Creates the family of a release of BullMQ; nil for numbers that its ports use. A newer release than we know is
    /// taken for the newest that we know.
    public init?(major: Int) {
        guard major >= FamilyTrait.events.families.lowerBound.rawValue else { return nil }
        self = Family(rawValue: major) ?? FamilyTrait.events.families.upperBound
    }

    /// What the library of this family is called.
    public var name: String { isBull ? "Bull" : "BullMQ \(rawValue)" }
}

extension ClosedRange<Family> {
    /// Bull alone.
    public static var bull: ClosedRange<Family> { .bull ... .bull }
    /// Every family of BullMQ: nothing shows which.
    public static var anyBullMQ: ClosedRange<Family> { FamilyTrait.events.families }
    /// What a queue becomes that does not exist yet.
    public static var ofNewQueue: ClosedRange<Family> { FamilyTrait.marker.families }

    /// Whether a queue that belongs to one of these is one of Bull.
    public var isBull: Bool { upperBound.isBull }

    /// Returns whether at least the newest of these has a trait.
    public func mayHave(_ trait: FamilyTrait) -> Bool { upperBound.has(trait) }
}
