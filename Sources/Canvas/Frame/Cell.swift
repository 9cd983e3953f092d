/// One place of the screen.
public struct Cell: Hashable, Sendable {
    /// A cluster of one or two columns; empty in the right half of a wide one.
    public let text: String
    /// How it is drawn.
    public let style: Style

    /// A blank in the terminal's own style.
    public static let blank = Cell(text: " ", style: Style())

    init(text: String, style: Style) {
        self.text = text
        self.style = style
    }
}
