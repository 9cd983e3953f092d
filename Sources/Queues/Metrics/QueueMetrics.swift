/// How many jobs of a queue finished in a time, how long they waited and how long they ran.
public struct QueueMetrics: Equatable, Sendable {
    /// The queue and the time.
    public let request: MetricsRequest
    /// The beginning of the first step, in ms since 1970 on the server's clock.
    public let start: Milliseconds
    /// The jobs that completed in each step.
    public var completed: StepCounts
    /// The jobs that failed in each step.
    public var failed: StepCounts
    /// The times of the jobs that finished last.
    public var sample: TimingSample
    /// The keys that could not be read.
    public var unreadable = UnreadableKeys()
    /// The queue now; nil where it was not read.
    public var summary: QueueSummary?

    /// Creates metrics.
    public init(
        _ request: MetricsRequest, start: Milliseconds, completed: StepCounts, failed: StepCounts, sample: TimingSample
    ) {
        (self.request, self.start) = (request, start)
        (self.completed, self.failed, self.sample) = (completed, failed, sample)
    }

    /// Returns the beginning of a step by its index, in ms since 1970.
    public func time(of index: Int) -> Milliseconds { start + Milliseconds(index) * request.range.step }
}

/// Numbers of jobs in steps of time.
public struct StepCounts: Equatable, Sendable {
    /// The numbers, the oldest first; nil where they are not known. The last step is not over.
    public var counts: [Int?]
    /// The place that they come from.
    public var source: CountSource

    /// Creates numbers.
    public init(_ counts: [Int?], source: CountSource) { (self.counts, self.source) = (counts, source) }
}

/// How long the jobs waited and ran that finished last.
public struct TimingSample: Equatable, Sendable {
    /// The maximum number of jobs that are looked at: those that finished last.
    public static let limit = 1_000
    /// The maximum number of names that are kept.
    public static let nameLimit = 100

    /// The number of jobs that were looked at.
    public var sampled: Int
    /// The number of kept jobs that finished in the time; nil where it could not be read.
    public var total: Int?
    /// How long they waited for a worker; nil where no job shows it.
    public var wait: Timing?
    /// How long they ran; nil where no job shows it.
    public var run: Timing?
    /// The same by the name of the job, the slowest first.
    public var names: [NameTiming]

    /// Creates the sample of some jobs, of all that finished in the time.
    public init(_ jobs: [TimedJob] = [], total: Int? = 0) {
        (sampled, self.total) = (jobs.count, total)
        wait = Timing(jobs.compactMap(\.wait))
        run = Timing(jobs.compactMap(\.run))
        let named = Dictionary(grouping: jobs) { ByteKey($0.name) }
        let timings = named.values.map { NameTiming($0[0].name, jobs: $0) }
        names = Array(timings.sorted { $0.isSlower(than: $1) }.prefix(Self.nameLimit))
    }
}

/// The times of the jobs of one name.
public struct NameTiming: Equatable, Sendable {
    /// The name.
    public let name: [UInt8]
    /// The number of jobs that were looked at.
    public let count: Int
    /// How long they waited; nil where no job shows it.
    public let wait: Timing?
    /// How long they ran; nil where no job shows it.
    public let run: Timing?

    fileprivate init(_ name: [UInt8], jobs: [TimedJob]) {
        (self.name, count) = (name, jobs.count)
        (wait, run) = (Timing(jobs.compactMap(\.wait)), Timing(jobs.compactMap(\.run)))
    }

    fileprivate func isSlower(than other: NameTiming) -> Bool {
        let (mine, its) = (run?.p95 ?? -1, other.run?.p95 ?? -1)
        return mine == its ? name.lexicographicallyPrecedes(other.name) : mine > its
    }
}
