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

/// How many jobs of one queue are in each state.
public struct JobCounts: Hashable, Sendable {
    private var counts: [Int]

    /// No jobs at all.
    public init() { counts = Array(repeating: 0, count: JobState.allCases.count) }

    /// The number of jobs in `state`, never negative.
    public subscript(state: JobState) -> Int {
        get { counts[state.index] }
        set { counts[state.index] = max(0, newValue) }
    }

    /// All jobs of the queue, finished ones included; `Int.max` where there are more.
    public var total: Int { Self.sum(counts) }

    /// State by state, the sum of both; `Int.max` where it is larger.
    public static func + (left: JobCounts, right: JobCounts) -> JobCounts {
        var sum = left
        for state in JobState.allCases { sum[state] = Self.sum([left[state], right[state]]) }
        return sum
    }

    /// The sum of counts, none of them negative; `Int.max` where it is larger, so that no server can stop us by a claim.
    public static func sum(_ numbers: [Int]) -> Int {
        numbers.reduce(0) { sum, number in
            let (next, overflows) = sum.addingReportingOverflow(number)
            return overflows ? .max : next
        }
    }
}

extension JobState {
    fileprivate var index: Int {
        switch self {
        case .waiting: 0
        case .active: 1
        case .prioritized: 2
        case .delayed: 3
        case .failed: 4
        case .completed: 5
        case .waitingChildren: 6
        }
    }
}
