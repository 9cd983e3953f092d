/// Why a form cannot be applied.
struct FormProblem: Error, Equatable, Sendable {
    /// The field that is wrong, from 0; nil where that is not known.
    var field: Int?
    /// What is wrong, and what would be right.
    var words: String
}
