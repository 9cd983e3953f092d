/// The reason why a text is not the condition of an alarm, and the place of the error.
public struct AlarmError: Error, Hashable, Sendable {
    /// The problem, in words.
    public let problem: String
    /// The place in the text where the problem is, in characters from 0 on.
    public let position: Int

    init(_ problem: String, at position: Int) { (self.problem, self.position) = (problem, position) }
}

extension AlarmError: CustomStringConvertible {
    /// The error as a person reads it: `at character 14: "10x" is not a whole number`.
    public var description: String { "at character \(position + 1): \(problem)" }

    /// The words of a condition, for errors and the documentation.
    public static var healthWords: [String] { Verdict.wordsOfAlarms }
}
