/// What is kept of a queue for each moment of its past.
public enum HistoryMeasure: Int, CaseIterable, Sendable {
    case waiting, active, delayed, failed, failedPerMinute, completedPerMinute
    /// The gravest verdict, as `PastVerdict`.
    case health
    case workers
}

/// A queue at one moment of its past. What is not known of it is a gap, never 0.
public struct HistoryPoint: Hashable, Sendable {
    /// One more than each value, and 0 for a gap.
    private var codes = SIMD8<Int32>.zero

    /// A moment of which nothing is known.
    public static let gap = HistoryPoint()

    /// Creates a moment of which nothing is known.
    public init() {}

    /// Creates what a reading says of a queue at `now`, in ms since 1970 on the server's clock.
    public init(_ queue: QueueSummary, now: Milliseconds) {
        self[.waiting] = queue.counts[.waiting]
        self[.active] = queue.counts[.active]
        self[.delayed] = queue.counts[.delayed]
        self[.failed] = queue.counts[.failed]
        self[.failedPerMinute] = queue.failedPerMinute
        self[.completedPerMinute] = queue.completedPerMinute
        self[.health] = PastVerdict(queue.health(at: now).verdict).rawValue
        self[.workers] = queue.evidence.workers
    }

    /// Accesses a value, 0...2^31 - 2; nil is a gap. Larger values count as the largest, which no server can hold.
    public subscript(measure: HistoryMeasure) -> Int? {
        get {
            let code = codes[measure.rawValue]
            return code == 0 ? nil : Int(code) - 1
        }
        set { codes[measure.rawValue] = newValue.map { Int32(clamping: min(max(0, $0), Int(Int32.max) - 1) + 1) } ?? 0 }
    }

    /// The verdict at that moment; nil where nothing is known.
    public var verdict: PastVerdict? { self[.health].flatMap(PastVerdict.init) }

    /// Adds the values of another queue at the same moment. A gap in one of them is a gap in the sum; the verdict is the
    /// graver one.
    mutating func add(_ other: HistoryPoint) {
        for measure in HistoryMeasure.allCases {
            let (mine, its) = (self[measure], other[measure])
            switch measure {
            case .health: self[measure] = [mine, its].compactMap(\.self).min()
            case .waiting, .active, .delayed, .failed, .failedPerMinute, .completedPerMinute, .workers:
                self[measure] = mine.flatMap { mine in its.map { mine.plus($0) } }
            }
        }
    }

    /// Takes a later reading of the same step of time. The graver verdict stays.
    mutating func follow(with later: HistoryPoint) {
        let verdicts = [self[.health], later[.health]].compactMap(\.self)
        self = later
        self[.health] = verdicts.min()
    }

    /// Accesses a code by its index, for encoding.
    subscript(code index: Int) -> Int32 {
        get { codes[index] }
        set { codes[index] = newValue }
    }

    /// The number of codes.
    static let codeCount = SIMD8<Int32>.scalarCount
}
