import Canvas

/// Cells that tables of several screens have.
extension DrawContext {
    /// A name or an id; one without any character is seen too.
    func name(_ bytes: [UInt8]) -> StyledText {
        guard !bytes.isEmpty else { return StyledText("(empty)", self[.muted]) }
        return StyledText(DisplayText(bytes, glyphs: glyphs), self[.text])
    }

    /// A count; nil is one that could not be read. Zero is a dot, which the eye may skip; in a pipe it is a number.
    func count(_ number: Int?, _ role: ThemeRole, hasChanged: Bool = false) -> StyledText {
        guard let number else { return StyledText("?", self[.warning]) }
        let style = self[number == 0 ? .muted : role]
        let shown = hasChanged && !isStale ? style.overlaid(by: self[.changed]) : style
        let text = number == 0 && !glyphs.keepsText ? glyphs.none : DisplayText(Format.shortCount(number))
        return StyledText(text, shown)
    }
}
