import Queues

/// The filter of the list of queues: words of names, `health:failing`, `failed>100`, each possibly after a `!`. A queue
/// must fulfil all of them.
struct QueueFilter: Sendable {
    /// The texts that the name must contain, or must not.
    private var names: [(needle: Needle, isWanted: Bool)] = []
    private var conditions: [(condition: Condition, isWanted: Bool)] = []
    /// The error in the filter, as a sentence; nil without one.
    private(set) var problem: String?
    /// The words of names, as they were typed, for a search on the server.
    private(set) var words: [String] = []

    private enum Condition {
        case health(String)
        case count(QueueColumn, Relation, Int)
    }

    fileprivate enum Relation: String, CaseIterable {
        case atLeast = ">="
        case atMost = "<="
        case more = ">"
        case less = "<"
        case equal = "="
    }

    /// Reads the typed text.
    init(_ text: String) {
        for word in text.split(separator: " ") {
            let isWanted = word.first != "!" || word.count == 1
            let term = isWanted ? String(word) : String(word.dropFirst())
            if let condition = condition(term) {
                conditions.append((condition, isWanted))
            } else {
                names.append((Needle(term), isWanted))
                if isWanted { words.append(term) }
            }
        }
    }

    /// Whether it admits every queue.
    var isEmpty: Bool { names.isEmpty && conditions.isEmpty }

    /// Returns whether a queue is listed, at a time on the server's clock.
    func admits(_ queue: QueueSummary, at now: Milliseconds) -> Bool {
        guard names.allSatisfy({ $0.needle.isFound(in: queue.id.name) == $0.isWanted }) else { return false }
        guard !conditions.isEmpty else { return true }
        return conditions.allSatisfy { holds($0.condition, of: queue, at: now) == $0.isWanted }
    }

    private func holds(_ condition: Condition, of queue: QueueSummary, at now: Milliseconds) -> Bool {
        switch condition {
        case .health(let word): queue.health(at: now).said.contains { $0.isCalled(word) }
        case .count(let column, let relation, let number):
            column.count(of: queue).map { relation.holds($0, number) } ?? false
        }
    }

    private mutating func condition(_ term: String) -> Condition? {
        if term.hasPrefix("health:") {
            let word = term.dropFirst("health:".count).lowercased()
            if !Verdict.filterWords.contains(where: { $0.hasPrefix(word) }) {
                problem = "\"\(word)\" is no health: " + Verdict.filterWords.joined(separator: ", ") + "."
            }
            return .health(word)
        }
        for relation in Relation.allCases {
            let sign = relation.rawValue
            guard let place = term.start(of: sign),
                let number = Int(term[place...].dropFirst(sign.count)),
                let column = QueueColumn.table.first(where: {
                    $0.isCount && $0.id.rawValue == term[..<place].lowercased()
                })
            else { continue }
            return .count(column, relation, number)
        }
        return nil
    }
}

extension QueueFilter.Relation {
    fileprivate func holds(_ left: Int, _ right: Int) -> Bool {
        switch self {
        case .atLeast: left >= right
        case .atMost: left <= right
        case .more: left > right
        case .less: left < right
        case .equal: left == right
        }
    }
}

extension QueueHealth {
    /// The verdicts that are shown: the calm one at the end only where there is no other.
    fileprivate var said: ArraySlice<Verdict> { verdicts.count > 1 ? verdicts.dropLast() : verdicts[...] }
}

extension Verdict {
    /// The word for every verdict that the operator should look at.
    private static let trouble = "trouble"

    /// The words for a health in a filter, besides `trouble`.
    static let filterWords = [
        trouble, "failing", "active-without-lock", "no-progress", "paused", "rate-limited", "no-worker", "workers-idle",
        "concurrency-0", "waiting-children", "backlog-growing", "scheduler-stopped", "parents-blocked", "missing-jobs",
        "unmanaged-jobs", "unreadable", "working", "idle",
    ]

    /// Returns whether one of the words for the verdict begins with `word`.
    fileprivate func isCalled(_ word: String) -> Bool {
        if self.word.hasPrefix(word) || wantsAttention && Self.trouble.hasPrefix(word) { return true }
        if case .noProgress(let standstill, _, _) = self { return standstill.word.hasPrefix(word) }
        return false
    }
}
