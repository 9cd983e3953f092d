import Queues

/// What the list of queues is filtered by: words of names, `health:failing`, `failed>100`, each of them possibly after a `!`. A
/// queue must be all of it.
struct QueueFilter: Sendable {
    /// What must be in the name, or must not.
    private var names: [(needle: Needle, isWanted: Bool)] = []
    private var conditions: [(condition: Condition, isWanted: Bool)] = []
    /// What is wrong with it, as a sentence; nil where nothing is.
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

    /// Reads what was typed.
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

    /// Whether it lets every queue through.
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
    /// What is said of a queue: the calm verdict at the end only where there is no other.
    fileprivate var said: ArraySlice<Verdict> { verdicts.count > 1 ? verdicts.dropLast() : verdicts[...] }
}

extension Verdict {
    /// Wants the attention of a person, whatever it is.
    private static let trouble = "trouble"

    /// What a filter can call a health by, besides `trouble`, which is any that wants attention.
    static let filterWords = [
        trouble, "failing", "active-without-lock", "no-progress", "paused", "rate-limited", "no-worker", "workers-idle",
        "concurrency-0", "waiting-children", "backlog-growing", "scheduler-stopped", "parents-blocked", "missing-jobs",
        "unmanaged-jobs", "unreadable", "working", "idle",
    ]

    /// Returns whether one of its words begins so.
    fileprivate func isCalled(_ word: String) -> Bool {
        if self.word.hasPrefix(word) || wantsAttention && Self.trouble.hasPrefix(word) { return true }
        if case .noProgress(let standstill, _, _) = self { return standstill.word.hasPrefix(word) }
        return false
    }
}
