/// The reason why a file is not a valid theme.
public struct ThemeError: Error, Hashable, Sendable {
    /// The problem of the line.
    public enum Problem: Hashable, Sendable {
        /// It is neither `[section]` nor `name = value`, or longer than a line may be.
        case notReadable
        /// The section is neither `theme` nor `styles`.
        case unknownSection(String)
        /// The section `theme` has no such key.
        case unknownKey(String)
        /// There is no such role; `nearest` is one that the author may have meant.
        case unknownRole(String, nearest: String?)
        /// The word is neither a colour nor an attribute; `nearest` is one that the author may have meant.
        case unknownWord(String, nearest: String?)
        /// The background that the theme is made for is not `#rrggbb`.
        case notWebColor(String)
        /// `on` with no colour after it, or a second foreground or background.
        case misplacedColor(String)
    }

    /// The line, from 1 on.
    public let line: Int
    /// The problem of the line.
    public let problem: Problem
}

extension ThemeError: CustomStringConvertible {
    /// The error as a user reads it, with what is allowed.
    public var description: String { "line \(line): \(problem.text)" }
}

extension ThemeError.Problem: Error {
    /// The problem as a user reads it, with what is allowed.
    public var text: String {
        switch self {
        case .notReadable: "not 'name = value', or too long"
        case .unknownSection(let name): "unknown section [\(name)]; there are [theme] and [styles]"
        case .unknownKey(let name): "unknown key '\(name)' in [theme]; there are 'name', 'reason' and 'paper'"
        case .unknownRole(let name, let nearest): "unknown role '\(name)'\(Self.hint(nearest))"
        case .unknownWord(let word, let nearest):
            "unknown colour or attribute '\(word)'\(Self.hint(nearest)); colours are default, red, bright-red and the"
                + " like, 0-255 and #rrggbb, attributes bold, dim, underline, reverse and italic"
        case .notWebColor(let word): "'\(word)' is not a colour like #1e1e1e"
        case .misplacedColor(let word):
            "'\(word)' is one colour too many, or 'on' has none; write: foreground on background"
        }
    }

    private static func hint(_ nearest: String?) -> String { nearest.map { ", did you mean '\($0)'?" } ?? "" }
}
