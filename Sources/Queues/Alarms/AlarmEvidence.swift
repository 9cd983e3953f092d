/// What a reading says about a condition.
public struct AlarmEvidence: Hashable, Sendable {
    /// The values of everything that the condition compares.
    public var values: [AlarmValue] = []
    /// The word of the queue's health, where the condition names a health word; nil where it does not.
    public var health: String?
    /// What decides whether the condition holds: of `failing or oldest > 5m`, the half that is so.
    public var facts: [AlarmFact] = []

    /// Creates evidence of nothing.
    public init() {}
}

/// A part of a reading that decides whether a condition holds.
public enum AlarmFact: Hashable, Sendable {
    /// A number.
    case value(AlarmValue)
    /// The health of the queue, by its word; nil where it is unknown.
    case health(String?)

    /// The fact in words: `failed/min is 14`, `health is failing`.
    public var text: String {
        switch self {
        case .value(let value): value.text
        case .health(let word): "health is \(word ?? "unknown")"
        }
    }
}

/// A subject of a condition with its value in a reading.
public struct AlarmValue: Hashable, Sendable {
    /// The subject.
    public let subject: AlarmSubject
    /// Its value, in the subject's unit; nil where it is unknown.
    public let value: Int64?
    /// The number of finished jobs that a time is from; nil where they were not read, and for what is no time of jobs.
    public let sampled: Int?

    init(_ subject: AlarmSubject, of queue: QueueSummary, now: Milliseconds) {
        self.subject = subject
        value = subject.value(of: queue, now: now)
        if case .time(let span, _) = subject {
            sampled = queue.finishedTimes.map { $0[span]?.count ?? 0 }
        } else {
            sampled = nil
        }
    }

    /// The value in words: `failed/min is 14`, `waitTime.p95 is 12.4 s of 201 jobs`.
    public var text: String {
        let number = value.map(subject.text) ?? "unknown"
        guard let sampled else { return "\(subject.name) is \(number)" }
        guard sampled > 0 else { return "\(subject.name) is \(number): no finished job is kept" }
        return "\(subject.name) is \(number) of \(CountText.grouped(sampled, "job"))"
    }
}

extension AlarmTest {
    /// Returns the facts that decide it: the value of a comparison, and of two parts those that agree with the whole.
    func facts(of queue: QueueSummary, now: Milliseconds) -> [AlarmFact] {
        switch self {
        case .comparison(let subject, _, _): return [.value(AlarmValue(subject, of: queue, now: now))]
        case .health(let word):
            switch truth(of: queue, now: now) {
            case .yes: return [.health(word)]
            case .no: return [.health(queue.health(at: now).verdict.word)]
            case .unknown: return [.health(nil)]
            }
        case .not(let test): return test.facts(of: queue, now: now)
        case .and(let left, let right), .or(let left, let right):
            let whole = truth(of: queue, now: now)
            let deciding = [left, right].filter { $0.truth(of: queue, now: now) == whole }
            var facts: [AlarmFact] = []
            for fact in deciding.flatMap({ $0.facts(of: queue, now: now) }) where !facts.contains(fact) {
                facts.append(fact)
            }
            return facts
        }
    }

    /// Whether it names a health word.
    var namesHealth: Bool {
        switch self {
        case .comparison: false
        case .health: true
        case .not(let test): test.namesHealth
        case .and(let left, let right), .or(let left, let right): left.namesHealth || right.namesHealth
        }
    }
}
