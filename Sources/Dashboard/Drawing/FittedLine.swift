import Canvas

/// The pieces of one line. Where there is no room, whole pieces are left out, since a cut number would be another
/// number.
struct FittedLine {
    private var pieces: [(text: StyledText, priority: Int)] = []

    /// Adds a piece at the end, unless it is empty.
    mutating func append(_ text: StyledText, priority: Int) {
        if !text.isEmpty { pieces.append((text, priority)) }
    }

    /// Returns the pieces that fit into `columns`, in order. The lowest priority is left out first, and of several the
    /// rightmost; the last remaining piece is cut with a sign.
    func line(columns: Int, separator: StyledText, glyphs: Glyphs) -> StyledText {
        var shown = pieces
        var width = shown.reduce(0) { $0 + $1.text.width } + separator.width * max(0, shown.count - 1)
        while width > columns, shown.count > 1 {
            var victim = 0
            for index in shown.indices where shown[index].priority <= shown[victim].priority { victim = index }
            width -= shown.remove(at: victim).text.width + separator.width
        }
        return shown.map(\.text).joined(by: separator).truncated(to: columns, glyphs: glyphs)
    }
}

extension [StyledText] {
    /// Returns all texts in one line, with `separator` between two.
    func joined(by separator: StyledText) -> StyledText {
        enumerated().reduce(into: StyledText()) { line, piece in
            line += (piece.offset == 0 ? StyledText() : separator) + piece.element
        }
    }
}

extension Frame {
    /// Draws the fitting part of the line into a row, with a blank at either side.
    mutating func draw(_ line: FittedLine, in rect: Rect, _ context: DrawContext) {
        let place = rect.inset(columns: 1)
        draw(line.line(columns: place.columns, separator: "   ", glyphs: context.glyphs), in: place)
    }
}
