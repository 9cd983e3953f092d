public import Canvas
public import Queues

/// What every part of the screen needs to draw itself, besides what it shows.
public struct DrawContext: Equatable, Sendable {
    /// The style for each role.
    public var theme: Theme
    /// Lines, arrows and marks of this terminal.
    public var glyphs: Glyphs
    /// The time of the reading that is on the screen, on the server's clock, ms since 1970. Ages are counted up to it.
    public var now: Milliseconds
    /// Whether the data is out of date, and so to be drawn in the role `stale`.
    public var isStale: Bool

    /// A context; the data is fresh unless said otherwise.
    public init(theme: Theme, glyphs: Glyphs, now: Milliseconds, isStale: Bool = false) {
        self.theme = theme
        self.glyphs = glyphs
        self.now = now
        self.isStale = isStale
    }

    /// How `role` is drawn; everything looks `stale` on data that is out of date.
    public subscript(role: ThemeRole) -> Style { theme[isStale ? .stale : role] }
}

/// Cells that tables of several screens have.
extension DrawContext {
    /// A name or an id; one without any character is seen too.
    func name(_ bytes: [UInt8]) -> StyledText {
        guard !bytes.isEmpty else { return StyledText("(empty)", self[.muted]) }
        return StyledText(DisplayText(bytes, glyphs: glyphs), self[.text])
    }

    /// A count; nil is one that could not be read, and zero is what the eye may skip.
    func count(_ number: Int?, _ role: ThemeRole, hasChanged: Bool = false) -> StyledText {
        guard let number else { return StyledText("?", self[.warning]) }
        let style = self[number == 0 ? .muted : role]
        let shown = hasChanged && !isStale ? style.overlaid(by: self[.changed]) : style
        return StyledText(DisplayText(Format.shortCount(number)), shown)
    }
}
