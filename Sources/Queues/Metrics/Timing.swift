/// The distribution of some lengths of time.
public struct Timing: Equatable, Sendable {
    /// The number of them, 1 or more.
    public let count: Int
    /// Half of them are at most this long, in ms.
    public let p50: Milliseconds
    /// 95 % of them are at most this long, in ms.
    public let p95: Milliseconds
    /// 99 % of them are at most this long, in ms.
    public let p99: Milliseconds
    /// The longest, in ms.
    public let max: Milliseconds
    /// The number of them in each of the classes of `bounds`, and above the last one.
    public let histogram: [Int]

    /// A figure of a distribution.
    public enum Measure: String, CaseIterable, Hashable, Sendable {
        case p50, p95, p99, max

        /// The part of the jobs that it is about, in words.
        var words: String {
            switch self {
            case .p50: "Half of"
            case .p95: "95 % of"
            case .p99: "99 % of"
            case .max: "All of"
            }
        }
    }

    /// Returns a figure, in ms.
    public subscript(measure: Measure) -> Milliseconds {
        switch measure {
        case .p50: p50
        case .p95: p95
        case .p99: p99
        case .max: max
        }
    }

    /// The upper bounds of the classes, in ms; each class is below its bound.
    public static let bounds: [Milliseconds] = [
        10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 60_000, 300_000, 1_800_000, 3_600_000,
    ]

    /// Creates the distribution of some lengths, in ms; nil without any.
    public init?(_ lengths: [Milliseconds]) {
        let sorted = lengths.sorted()
        guard let longest = sorted.last else { return nil }
        (count, max) = (sorted.count, longest)
        p50 = Self.percentile(50, of: sorted)
        p95 = Self.percentile(95, of: sorted)
        p99 = Self.percentile(99, of: sorted)
        var histogram = Array(repeating: 0, count: Self.bounds.count + 1)
        for length in sorted { histogram[Self.bounds.firstIndex { length < $0 } ?? Self.bounds.count] += 1 }
        self.histogram = histogram
    }

    /// Returns the smallest of the lengths that at least this share of them, in percent, does not exceed: the nearest rank.
    private static func percentile(_ percent: Int, of sorted: [Milliseconds]) -> Milliseconds {
        let rank = (sorted.count * percent + 99) / 100
        return sorted[Swift.max(0, rank - 1)]
    }
}

/// The times of one finished job.
public struct TimedJob: Equatable, Sendable {
    /// Its name.
    public let name: [UInt8]
    /// How long it waited for a worker, in ms: from when it was added, or its delay was over, until it started. Nil where its
    /// times do not show it, as after another attempt.
    public let wait: Milliseconds?
    /// How long its last attempt ran, in ms; nil where its times do not show it.
    public let run: Milliseconds?

    /// Creates the times of a job from its fields, in ms since 1970 (data model, 2.1). A negative length, which only clocks that
    /// differ can make, counts as 0.
    public init(
        name: [UInt8], added: Milliseconds?, delay: Milliseconds, started: Milliseconds?, finished: Milliseconds?,
        attempts: Int
    ) {
        self.name = name
        let plausible = 0..<TimeText.limit
        func length(_ from: Milliseconds?, _ to: Milliseconds?, less: Milliseconds = 0) -> Milliseconds? {
            guard let from, let to, plausible ~= from, plausible ~= to, plausible ~= less else { return nil }
            return Swift.max(0, to - from - less)
        }
        wait = attempts <= 1 ? length(added, started, less: delay) : nil
        run = length(started, finished)
    }
}
