/// The states of a job, in BullMQ's own words. The raw value is the name that the official library gives it.
///
/// A paused queue's waiting jobs are `waiting` here, in whichever list the queue's family keeps them (data model, 2.3).
public enum JobState: String, CaseIterable, Sendable {
    case waiting
    case active
    case prioritized
    case delayed
    case failed
    case completed
    case waitingChildren = "waiting-children"
}

/// The number of jobs of one queue in each state, as far as they could be read.
public struct JobCounts: Hashable, Sendable {
    // One field for each state, below 0 where it could not be read: an array would be a piece of memory for each queue.
    private var (waiting, active, prioritized, delayed) = (0, 0, 0, 0)
    private var (failed, completed, waitingChildren) = (0, 0, 0)

    /// Creates counts of 0 in every state.
    public init() {}

    /// Accesses the number of jobs in `state`, never negative; nil where it could not be read.
    public subscript(state: JobState) -> Int? {
        get {
            let count =
                switch state {
                case .waiting: waiting
                case .active: active
                case .prioritized: prioritized
                case .delayed: delayed
                case .failed: failed
                case .completed: completed
                case .waitingChildren: waitingChildren
                }
            return count < 0 ? nil : count
        }
        set {
            let count = newValue.map { max(0, $0) } ?? -1
            switch state {
            case .waiting: waiting = count
            case .active: active = count
            case .prioritized: prioritized = count
            case .delayed: delayed = count
            case .failed: failed = count
            case .completed: completed = count
            case .waitingChildren: waitingChildren = count
            }
        }
    }

    /// Returns the minimum number of jobs in `state`: 0 where the count could not be read.
    public func atLeast(_ state: JobState) -> Int { self[state] ?? 0 }

    /// Whether no count could be read.
    public var isUnreadable: Bool { JobState.allCases.allSatisfy { self[$0] == nil } }

    /// All jobs of the queue, finished ones included.
    public var total: CountSum { CountSum(JobState.allCases.lazy.map { self[$0] }) }
}

/// A sum of counts, some of which may be unknown.
public struct CountSum: Hashable, Sendable {
    /// The sum of the known counts; at most `Int.max`, so that no count of a server can make it overflow.
    public var atLeast: Int
    /// Whether every count is known, so that `atLeast` is exact.
    public var isExact: Bool

    /// Creates the sum of counts, none of them negative; nil is an unknown one.
    public init(_ numbers: some Sequence<Int?>) {
        (atLeast, isExact) = (0, true)
        for number in numbers { add(number) }
    }

    /// Adds a count, not negative; nil is an unknown one.
    public mutating func add(_ number: Int?) {
        guard let number else {
            isExact = false
            return
        }
        let (sum, overflows) = atLeast.addingReportingOverflow(number)
        atLeast = overflows ? .max : sum
    }
}

extension Int {
    /// Returns the sum of two counts, neither of them negative; at most `Int.max`.
    public func plus(_ other: Int) -> Int { CountSum([self, other]).atLeast }
}
