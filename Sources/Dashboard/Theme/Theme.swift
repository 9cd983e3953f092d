public import Canvas

/// How everything on the screen is drawn: a style for each role, by name.
public struct Theme: Equatable, Sendable {
    /// The name that `--theme` and the theme picker know it by.
    public let name: String
    private let styles: [ThemeRole: Style]

    /// Creates a theme; a role without a style is drawn as `text`.
    public init(name: String, styles: [ThemeRole: Style]) {
        self.name = name
        self.styles = styles
    }

    /// How `role` is drawn.
    public subscript(role: ThemeRole) -> Style { styles[role] ?? styles[.text] ?? Style() }
}

/// What a piece of the screen means. A theme says how each is drawn; the raw value is its name in a theme file.
public enum ThemeRole: String, CaseIterable, Sendable {
    /// Plain text, and everything that a theme leaves out.
    case text
    /// Labels, units, zeros: what the eye may skip.
    case muted
    /// The top line with the connection.
    case header
    /// The same on a connection that is marked as production.
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
    /// The line that is being typed into, and its prompt.
    case prompt
    /// What a filter or search found.
    case match
    /// A value that has just changed, laid over what it is otherwise.
    case changed
    /// Data that is out of date.
    case stale
    /// An operation went well.
    case success
    /// Something wants attention.
    case warning
    /// Something is wrong.
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
    /// true, false and null.
    case jsonLiteral = "json.literal"
    case jsonPunctuation = "json.punctuation"

    /// The first line of a stack trace.
    case stackMessage = "stack.message"
    /// A frame of the application.
    case stackFrame = "stack.frame"
    /// A frame of a library or of the runtime.
    case stackLibrary = "stack.library"
}
