import Canvas
import Queues

/// The pieces of one line. Where there is no room, pieces are shortened, then whole ones are left out, since a cut number
/// would be another number.
struct FittedLine {
    private struct Piece {
        var text: StyledText
        var short: StyledText?
        let priority: Int
    }

    private var pieces: [Piece] = []

    /// Adds a piece at the end, unless it is empty. `short` says the same in fewer columns.
    mutating func append(_ text: StyledText, short: StyledText? = nil, priority: Int) {
        if !text.isEmpty { pieces.append(Piece(text: text, short: short, priority: priority)) }
    }

    /// Returns the pieces that fit into `columns`, in order. The lowest priority is shortened first, then the lowest is left
    /// out first, and of several the rightmost; the last remaining piece is cut with a sign, or left out as well.
    func line(columns: Int, separator: StyledText, glyphs: Glyphs, cuts: Bool = true) -> StyledText {
        var shown = pieces
        var width = shown.reduce(0) { $0 + $1.text.width } + separator.width * max(0, shown.count - 1)
        func least(_ indices: [Int]) -> Int? { indices.reversed().min { shown[$0].priority < shown[$1].priority } }
        while width > columns, let index = least(shown.indices.filter { shown[$0].short != nil }) {
            guard let short = shown[index].short else { break }
            width += short.width - shown[index].text.width
            (shown[index].text, shown[index].short) = (short, nil)
        }
        while width > columns, shown.count > 1, let victim = least(Array(shown.indices)) {
            width -= shown.remove(at: victim).text.width + separator.width
        }
        guard cuts || width <= columns else { return StyledText() }
        return shown.map(\.text).joined(by: separator).truncated(to: columns, glyphs: glyphs)
    }
}

extension FittedLine {
    /// Adds what could not be read, unless that is nothing: the first key, or in fewer columns their number. The queue of the
    /// key is named on a screen of several queues, where `queue` is nil.
    mutating func append(_ keys: UnreadableKeys, on queue: QueueID?, priority: Int, _ context: DrawContext) {
        guard let words = Words.unreadable(keys, on: queue) else { return }
        let short = Format.count(keys.entries.count, "key") + " unreadable"
        append(
            StyledText(DisplayText(words), context[.warning]), short: StyledText(DisplayText(short), context[.warning]),
            priority: priority)
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
        // A narrow line would cut the numbers of its last piece.
        let isNarrow = place.columns < ScreenLayout.leastWhole.columns - 2
        draw(line.line(columns: place.columns, separator: "   ", glyphs: context.glyphs, cuts: !isNarrow), in: place)
    }
}
