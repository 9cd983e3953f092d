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

    /// All jobs of the queue, finished ones included.
    public var total: Int { counts.reduce(0, +) }

    /// State by state, the sum of both.
    public static func + (left: JobCounts, right: JobCounts) -> JobCounts {
        var sum = left
        for state in JobState.allCases { sum[state] += right[state] }
        return sum
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
