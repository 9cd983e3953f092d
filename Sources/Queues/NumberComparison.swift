/// The comparison of two numbers by a sign, in queries and in the conditions of alarms. Longer signs come first, so that a
/// parser finds them.
enum NumberComparison: String, CaseIterable, Sendable {
    case atLeast = ">="
    case atMost = "<="
    case differs = "!="
    case more = ">"
    case less = "<"
    case equals = "="

    func holds<Number: Comparable>(_ left: Number, _ right: Number) -> Bool {
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
