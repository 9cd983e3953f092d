/// The condition of a search: terms that must all be true.
///
/// Words and `"phrases"` are looked for in any case unless they are typed with capitals; `/expressions/` are PCRE2,
/// with an `i` behind them in any case; `!` turns a term round. `field:value` looks in one field, `field=value` wants
/// all of it, `*` stands for any text in a value. Numbers are compared with `> >= < <= = !=`, times and sizes have
/// units: `age>1h30m`.
public struct Query: Sendable {
    /// The text of the query, as it is written.
    public let text: String
    /// The meaning of the query in words for people, such as the reason of a cause; nil where that is its text.
    /// Equality ignores it.
    public var meaning: String?
    let terms: [QueryTerm]

    /// Creates a query from its text; throws where the text is not a query.
    public init(_ text: String) throws(QueryError) {
        var parser = QueryParser(text)
        self.text = text
        terms = try parser.terms()
    }

    /// Returns a phrase of a query that stands for `text`, whatever characters are in it.
    public static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
    }

    /// The fields that a job must be read with.
    public var fields: Set<SearchField> { Set(terms.flatMap(\.subject.fields)) }

    /// Whether the logs of a job must be read.
    public var needsLogs: Bool { terms.contains { $0.subject == .log } }

    /// The states in which jobs can be found: all, unless the query names some, or a cause, which only failed jobs
    /// have.
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

    /// Returns whether the query can find jobs of a queue.
    public func admits(_ queue: QueueID) -> Bool {
        terms.allSatisfy { term in
            guard term.subject == .queue else { return true }
            return term.verdict(in: [queue.name, queue.base]).isMatch != term.isNegated
        }
    }
}

extension Query: Hashable {
    /// Returns whether two queries have the same text.
    public static func == (left: Query, right: Query) -> Bool { left.text == right.text }

    /// Hashes the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// One condition of a query.
struct QueryTerm: Sendable {
    var subject: QuerySubject
    var condition: Condition
    /// Whether it must not hold.
    var isNegated: Bool

    /// The condition that the subject must fulfil.
    enum Condition: Sendable {
        case pattern(TextPattern)
        case expression(RegularExpression)
        case comparison(NumberComparison, Double)
        case states(Set<JobState>)
        /// The id of a fingerprint.
        case cause(String)
    }
}
