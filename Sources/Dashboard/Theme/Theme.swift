public import Canvas

/// How everything on the screen is drawn: a style for each role, by name.
public struct Theme: Equatable, Sendable {
    /// The name that `--theme` and the theme picker know it by.
    public let name: String
    private let styles: [ThemeRole: Style]

    /// A theme; a role without a style is drawn as `text`.
    public init(name: String, styles: [ThemeRole: Style]) {
        self.name = name
        self.styles = styles
    }

    /// How `role` is drawn.
    public subscript(role: ThemeRole) -> Style { styles[role] ?? styles[.text] ?? Style() }
}
