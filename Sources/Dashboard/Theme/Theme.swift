public import Canvas

/// The look of the screen: a style for each role, by name.
public struct Theme: Equatable, Sendable {
    /// The name for `--theme` and the theme picker.
    public let name: String
    /// What it is for, in a few words; may be empty.
    public let reason: String
    private let styles: [ThemeRole: Style]

    /// Creates a theme; a role without a style is drawn as `text`.
    public init(name: String, reason: String = "", styles: [ThemeRole: Style]) {
        self.name = name
        self.reason = reason
        self.styles = styles
    }

    /// Returns the style of `role`.
    public subscript(role: ThemeRole) -> Style { styles[role] ?? styles[.text] ?? Style() }
}

/// The meaning of a piece of the screen. A theme has a style for each; the raw value is its name in a theme file.
public enum ThemeRole: String, CaseIterable, Sendable {
    /// Plain text, and everything that a theme leaves out.
    case text
    /// Labels, units, zeros, which the eye may skip.
    case muted
    /// The top line with the connection.
    case header
    /// The top line on a connection that is marked as production.
    case production
    /// Names of screens and sections.
    case title
    /// Lines and boxes.
    case border
    /// The heads of columns.
    case column
    /// The row under the cursor.
    case selection
    /// The chosen tab.
    case tab
    /// A key that can be pressed, in hints and help.
    case key
    /// The line of input, and its label.
    case prompt
    /// A match of a filter or search.
    case match
    /// A value that has just changed; laid over its other style.
    case changed
    /// Data that is out of date.
    case stale
    /// An operation went well.
    case success
    /// Something that needs attention.
    case warning
    /// Something that is wrong.
    case error
    /// A question before something changes.
    case question

    case waiting = "state.waiting"
    case active = "state.active"
    case prioritized = "state.prioritized"
    case delayed = "state.delayed"
    case failed = "state.failed"
    case completed = "state.completed"
    case waitingChildren = "state.waiting-children"
    case paused = "state.paused"

    case jsonKey = "json.key"
    case jsonString = "json.string"
    case jsonNumber = "json.number"
    /// The literals true, false and null.
    case jsonLiteral = "json.literal"
    case jsonPunctuation = "json.punctuation"

    /// The first line of a stack trace.
    case stackMessage = "stack.message"
    /// A frame of the application.
    case stackFrame = "stack.frame"
    /// A frame of a library or of the run-time system.
    case stackLibrary = "stack.library"
}
