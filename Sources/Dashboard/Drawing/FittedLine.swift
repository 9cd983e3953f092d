import Canvas

/// Pieces of one line. Where there is no room, whole ones are left out: a number that is cut says something else.
struct FittedLine {
    private var pieces: [(text: StyledText, priority: Int)] = []

    /// Adds a piece at the end; no text adds none.
    mutating func append(_ text: StyledText, priority: Int) {
        if !text.isEmpty { pieces.append((text, priority)) }
    }

    /// Returns the pieces that fit into `columns`, in order. Those with the lowest priority go first, of several the
    /// rightmost; the one that remains last is cut with a sign.
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
    /// Returns all of them in one line, with `separator` between two.
    func joined(by separator: StyledText) -> StyledText {
        enumerated().reduce(into: StyledText()) { line, piece in
            line += (piece.offset == 0 ? StyledText() : separator) + piece.element
        }
    }
}

extension Frame {
    /// Draws what fits of the line into a row, with a blank at either side.
    mutating func draw(_ line: FittedLine, in rect: Rect, _ context: DrawContext) {
        let place = rect.inset(columns: 1)
        draw(line.line(columns: place.columns, separator: "   ", glyphs: context.glyphs), in: place)
    }
}
