/// What a search looks for: terms that must all hold.
///
/// Words and `"phrases"` are looked for in any case unless they are typed with capitals; `/expressions/` are PCRE2, with an
/// `i` behind them in any case; `!` turns a term round. `field:value` looks in one field, `field=value` wants all of it, `*`
/// stands for any text in a value. Numbers are compared with `> >= < <= = !=`, times and sizes have units: `age>1h30m`.
public struct Query: Sendable {
    /// How it is written.
    public let text: String
    /// What the jobs that it finds have in common, in words for people, such as the reason of a cause; nil where that is its
    /// text. Queries are told apart by their text alone.
    public var meaning: String?
    let terms: [QueryTerm]

    /// Reads a query.
    public init(_ text: String) throws(QueryError) {
        var parser = QueryParser(text)
        self.text = text
        terms = try parser.terms()
    }

    /// Returns a text as a phrase of a query, whatever is in it.
    public static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
    }

    /// The fields that a job must be read with.
    public var fields: Set<SearchField> { Set(terms.flatMap(\.subject.fields)) }

    /// Whether the logs of a job must be read.
    public var needsLogs: Bool { terms.contains { $0.subject == .log } }

    /// The states in which jobs can be found; all, unless the query names some, or a cause, which only failed jobs have.
    public var states: Set<JobState> {
        terms.reduce(into: Set(JobState.allCases)) { states, term in
            switch term.condition {
            case .states(let named) where term.isNegated: states.subtract(named)
            case .states(let named): states.formIntersection(named)
            case .cause where !term.isNegated: states.formIntersection([.failed])
            case .cause, .pattern, .expression, .comparison: break
            }
        }
    }

    /// Returns whether jobs of a queue can be found.
    public func admits(_ queue: QueueID) -> Bool {
        terms.allSatisfy { term in
            guard term.subject == .queue else { return true }
            return term.verdict(in: [queue.name, queue.base]).isMatch != term.isNegated
        }
    }
}

extension Query: Hashable {
    /// Two queries are the same that are written the same.
    public static func == (left: Query, right: Query) -> Bool { left.text == right.text }

    /// Hashes how it is written.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
