/// The condition of an alarm, which holds for a queue, does not hold, or is unknown: `failed/min > 10 for 2m`.
///
/// `and` binds tighter than `or`, `not` tighter than both, and there are parentheses. A health word alone, such as
/// `failing` or `no-worker`, holds where the queue has that verdict. `no workers` means `workers = 0`. A time behind
/// `for` says how long the whole condition must have held.
public struct AlarmCondition: Hashable, Sendable {
    /// The text of the condition, as it is written.
    public let text: String
    /// The test of one reading.
    let test: AlarmTest
    /// How long the test must have been true before the alarm is raised, and false before it is cleared, in ms; 0 for at
    /// once.
    public let duration: Milliseconds

    /// Creates a condition from its text; throws where the text is not one, with the place that is wrong.
    public init(_ text: String) throws(AlarmError) {
        var parser = AlarmParser(text)
        self.text = text
        (test, duration) = try parser.condition()
    }

    /// Returns whether a reading fulfils it, whatever came before. `now` is in ms since 1970 on the server's clock.
    public func truth(of queue: QueueSummary, now: Milliseconds) -> Truth { test.truth(of: queue, now: now) }

    /// The numbers that it compares, each once, in their order.
    public var subjects: [AlarmSubject] { test.subjects }

    /// Whether it compares times of finished jobs, which are read only where a condition needs them.
    public var needsTimes: Bool {
        test.subjects.contains { if case .time = $0 { true } else { false } }
    }

    /// Returns what a reading says about it.
    public func evidence(of queue: QueueSummary, now: Milliseconds) -> AlarmEvidence {
        var evidence = AlarmEvidence()
        evidence.values = test.subjects.map { AlarmValue($0, of: queue, now: now) }
        evidence.health = test.namesHealth ? queue.health(at: now).verdict.word : nil
        evidence.facts = test.facts(of: queue, now: now)
        return evidence
    }

    /// The health words that a condition may name, the gravest first.
    public static var healthWords: [String] { Verdict.wordsOfAlarms }
}

/// Whether something is so. A value that could not be read makes it unknown, which is neither true nor false.
public enum Truth: Hashable, Sendable {
    case yes, no, unknown

    /// Creates the truth of a statement; nil is an unknown one.
    public init(_ value: Bool?) { self = value.map { $0 ? .yes : .no } ?? .unknown }
}

/// A test of one reading.
indirect enum AlarmTest: Hashable, Sendable {
    case comparison(AlarmSubject, NumberComparison, Int64)
    /// The queue has a verdict, or a cause of no progress, of this word.
    case health(String)
    case not(AlarmTest)
    case and(AlarmTest, AlarmTest)
    case or(AlarmTest, AlarmTest)

    func truth(of queue: QueueSummary, now: Milliseconds) -> Truth {
        switch self {
        case .comparison(let subject, let comparison, let value):
            Truth(subject.value(of: queue, now: now).map { comparison.holds($0, value) })
        case .health(let word): Self.health(word, of: queue, now: now)
        case .not(let test):
            switch test.truth(of: queue, now: now) {
            case .yes: .no
            case .no: .yes
            case .unknown: .unknown
            }
        case .and(let left, let right):
            switch (left.truth(of: queue, now: now), right.truth(of: queue, now: now)) {
            case (.no, _), (_, .no): .no
            case (.yes, .yes): .yes
            default: .unknown
            }
        case .or(let left, let right):
            switch (left.truth(of: queue, now: now), right.truth(of: queue, now: now)) {
            case (.yes, _), (_, .yes): .yes
            case (.no, .no): .no
            default: .unknown
            }
        }
    }

    /// Returns whether the queue has the verdict. A verdict that is missing from a queue that cannot be read as a whole
    /// is unknown.
    private static func health(_ word: String, of queue: QueueSummary, now: Milliseconds) -> Truth {
        let words = queue.health(at: now).verdicts.flatMap(\.alarmWords)
        if words.contains(word) { return .yes }
        let isCertain = queue.unreadable.isEmpty || word == Verdict.unreadable([]).word
        guard isCertain else { return .unknown }
        let needsWorkers = word == Verdict.Standstill.noWorker.word || word == Verdict.Standstill.workersIdle(0).word
        return needsWorkers && words.contains(Verdict.Standstill.workersUnknown.word) ? .unknown : .no
    }

    /// The subjects of its comparisons, each once, in their order.
    var subjects: [AlarmSubject] {
        switch self {
        case .comparison(let subject, _, _): [subject]
        case .health: []
        case .not(let test): test.subjects
        case .and(let left, let right), .or(let left, let right):
            left.subjects + right.subjects.filter { !left.subjects.contains($0) }
        }
    }
}

extension Verdict {
    /// The words by which an alarm knows it: its own, and that of the cause of no progress.
    fileprivate var alarmWords: [String] {
        switch self {
        case .noProgress(let standstill, _, _): [word, standstill.word]
        case .unreadable, .failing, .unlocked, .growing, .schedulerStopped, .parentsBlocked, .unmanaged, .missingJobs,
            .working, .idle, .remembered:
            [word]
        }
    }

    /// Every word that a condition may name, the gravest first.
    static let wordsOfAlarms: [String] = {
        let standstills: [Standstill] = [
            .scattered, .paused, .concurrencyZero, .rateLimited(until: 0), .noWorker, .workersIdle(0),
        ]
        let verdicts: [Verdict] = [
            .unreadable([]), .failing(failed: 0, finished: 0, since: nil),
            .unlocked(UnlockedJobs(count: 0, sampled: 0, since: 0)),
            .noProgress(.waitingForChildren, waiting: 0, since: nil), .growing(backlog: 0, arriving: 0, leaving: 0),
            .schedulerStopped(StoppedSchedulers(count: 0, first: [])),
            .parentsBlocked(BlockedParents(count: 0, sampled: 0, first: JobID(""))),
            .unmanaged(UnmanagedJobs(jobs: 0, groups: 0)), .missingJobs(0), .working(untilEmpty: nil),
            .idle(nextRun: nil),
        ]
        return verdicts.map(\.word) + standstills.map(\.word)
    }()
}
