/// The thresholds from which a verdict is given. The README and the help list them.
public enum HealthThreshold: Int, CaseIterable, Sendable {
    case failing, failingShare, unlocked, noProgress, growing, growingJobs, growingShare, replicaLag

    /// What is counted.
    public enum Unit: Sendable {
        /// A length of time, in ms.
        case time
        case percent, jobs
    }

    /// What there is to know of a threshold.
    public struct Entry: Sendable {
        /// What a configuration file calls it.
        public let name: String
        /// What it means, as a sentence.
        public let summary: String
        /// What is counted.
        public let unit: Unit
        /// Its value where nobody gives one, in its unit.
        public let standard: Int64
        /// The values that make sense, in its unit.
        public let bounds: ClosedRange<Int64>

        fileprivate init(
            _ name: String, _ summary: String, _ unit: Unit, standard: Int64, bounds: ClosedRange<Int64>
        ) {
            (self.name, self.summary, self.unit) = (name, summary, unit)
            (self.standard, self.bounds) = (standard, bounds)
        }
    }

    private static let (second, minute, hour): (Int64, Int64, Int64) = (1_000, 60_000, 3_600_000)

    /// Its row of the table.
    public var entry: Entry {
        switch self {
        case .failing:
            Entry(
                "failing-window",
                "Jobs that failed within this time make a queue failing; the causes below the queues are of them.",
                .time, standard: 15 * Self.minute, bounds: Self.minute...24 * Self.hour)
        case .failingShare:
            Entry(
                "failing-share", "The smallest share of the finished jobs that must have failed.", .percent,
                standard: 1, bounds: 1...100)
        case .unlocked:
            // The usual lock duration: a worker that takes a job is not suspected.
            Entry(
                "active-without-lock", "How long an active job must have been seen without a lock, or have run.", .time,
                standard: 30 * Self.second, bounds: Self.second...24 * Self.hour)
        case .noProgress:
            Entry(
                "no-progress",
                "How long the oldest job must have waited, with nothing active or finished for a minute.", .time,
                standard: Self.minute, bounds: Self.second...24 * Self.hour)
        case .growing:  // A queue remembers 5 min of its backlog.
            Entry(
                "backlog-growing", "How long a backlog must have been seen growing.", .time, standard: 2 * Self.minute,
                bounds: 15 * Self.second...4 * Self.minute)
        case .growingJobs:
            Entry(
                "backlog-growing-jobs", "The smallest backlog that is called growing.", .jobs, standard: 10,
                bounds: 1...1_000_000_000)
        case .growingShare:
            Entry(
                "backlog-growing-share", "By how much more jobs must come than go.", .percent, standard: 10,
                bounds: 0...1_000)
        case .replicaLag:
            Entry(
                "replica-lag", "A replica that is this far behind is said to be.", .time, standard: 10 * Self.second,
                bounds: Self.second...24 * Self.hour)
        }
    }

    /// Returns a value of this threshold as a configuration file has it: `15m`, `1%`, `10`.
    public func text(_ value: Int64) -> String {
        switch entry.unit {
        case .time: TimeText.text(duration: value)
        case .percent: "\(value)%"
        case .jobs: "\(value)"
        }
    }

    /// Returns the value that such a text says; nil where it says none, or one out of bounds.
    public func value(_ text: String) -> Int64? {
        let value: Int64?
        switch entry.unit {
        case .time: value = TimeText.duration(text)
        case .percent:
            let number = text.hasSuffix("%") ? text.dropLast() : text[...]
            value = WholeText.number(String(number.filter { $0 != " " }), in: entry.bounds)
        case .jobs: value = WholeText.number(text, in: entry.bounds)
        }
        return value.flatMap { entry.bounds.contains($0) ? $0 : nil }
    }

    /// The values that make sense, in words.
    public var allowed: String {
        let (least, most) = (text(entry.bounds.lowerBound), text(entry.bounds.upperBound))
        return switch entry.unit {
        case .time: "a time from \(least) to \(most), such as \(text(entry.standard))"
        case .percent: "a share from \(least) to \(most)"
        case .jobs: "a number of jobs from \(least) to \(most)"
        }
    }
}

/// The value of each threshold. Copies share their memory: each queue has one.
public struct HealthThresholds: Hashable, Sendable {
    private var values: [Int64]

    /// What holds where nobody says otherwise.
    public static let standard = HealthThresholds(values: HealthThreshold.allCases.map(\.entry.standard))

    /// Returns or sets the value of a threshold, in its unit.
    public subscript(threshold: HealthThreshold) -> Int64 {
        get { values[threshold.rawValue] }
        set { values[threshold.rawValue] = newValue }
    }
}
