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
        case comparison(Comparison, Double)
        case states(Set<JobState>)
        /// The id of a fingerprint.
        case cause(String)
    }

    /// The comparison of a number.
    enum Comparison: String, CaseIterable, Sendable {
        case atLeast = ">="
        case atMost = "<="
        case differs = "!="
        case more = ">"
        case less = "<"
        case equals = "="

        func holds(_ left: Double, _ right: Double) -> Bool {
            switch self {
            case .atLeast: left >= right
            case .atMost: left <= right
            case .differs: left != right
            case .more: left > right
            case .less: left < right
            case .equals: left == right
            }
        }
    }
}
