/// The course of some values over time: a filled picture of columns, as many rows high as there is room.
///
/// A zero is a dot at the bottom, and a gap is blank. Each value has the columns that are its share of the time.
public struct Chart: Equatable, Sendable {
    /// The way in which columns are drawn.
    public enum Kind: Sendable {
        /// Braille: two columns and four steps in a cell.
        case dots
        /// Blocks: one column and eight steps in a cell.
        case blocks
    }

    /// The values from left to right; nil is a gap. What is negative or not finite counts as 0.
    public let values: [Double?]
    /// The value at the top of the picture.
    public let peak: Double
    private let kind: Kind

    /// Creates a chart of some values. In ASCII it always has blocks.
    public init(_ values: [Double?], _ kind: Kind) {
        self.values = values.map { $0.map { $0.isFinite ? max(0, $0) : 0 } }
        peak = self.values.lazy.compactMap(\.self).max() ?? 0
        self.kind = kind
    }

    /// Draws the picture into a place.
    public func draw(into frame: inout Frame, in rect: Rect, style: Style, quiet: Style, glyphs: Glyphs) {
        guard !rect.isEmpty, !values.isEmpty else { return }
        if kind == .dots, glyphs.hasBraille {
            drawDots(into: &frame, in: rect, style: style, quiet: quiet, glyphs: glyphs)
        } else {
            drawBlocks(into: &frame, in: rect, style: style, quiet: quiet, glyphs: glyphs)
        }
    }

    /// Returns the column of a value in a picture of this width: the middle one of those that it has.
    public func column(of index: Int, columns: Int) -> Int {
        guard !values.isEmpty, columns > 0 else { return 0 }
        return min(columns - 1, (2 * min(max(0, index), values.count - 1) + 1) * columns / (2 * values.count))
    }

    /// Returns the value that a column of a picture shows, in `columns` columns: the largest of those that it stands for, so
    /// that no peak is left out.
    private func value(at column: Int, of columns: Int) -> Double? {
        let first = column * values.count / columns
        return values[first..<max(first + 1, (column + 1) * values.count / columns)].lazy.compactMap(\.self).max()
    }

    /// Returns the height of a value in steps, 0...`steps`, at least 1 where it is above 0.
    static func height(_ value: Double?, of peak: Double, steps: Int) -> Int {
        guard let value, value > 0, peak > 0 else { return 0 }
        return min(steps, max(1, Int(value / peak * Double(steps) + 0.5)))
    }

    private func drawBlocks(into frame: inout Frame, in rect: Rect, style: Style, quiet: Style, glyphs: Glyphs) {
        for column in 0..<rect.columns {
            let value = value(at: column, of: rect.columns)
            let height = Self.height(value, of: peak, steps: rect.rows * 8)
            if height == 0, value != nil {
                frame.draw(glyphs.none, style: quiet, x: rect.x + column, y: rect.y + rect.rows - 1)
            }
            for row in 0..<(height + 7) / 8 {
                let block = glyphs.verticalBlock(eighths: min(8, height - row * 8))
                frame.draw(block, style: style, x: rect.x + column, y: rect.y + rect.rows - 1 - row)
            }
        }
    }

    private func drawDots(into frame: inout Frame, in rect: Rect, style: Style, quiet: Style, glyphs: Glyphs) {
        for column in 0..<rect.columns {
            let pair = [2 * column, 2 * column + 1].map { value(at: $0, of: 2 * rect.columns) }
            let heights = pair.map { Self.height($0, of: peak, steps: rect.rows * 4) }
            if heights == [0, 0], pair.contains(where: { $0 != nil }) {
                frame.draw(glyphs.none, style: quiet, x: rect.x + column, y: rect.y + rect.rows - 1)
            }
            for row in 0..<((heights.max() ?? 0) + 3) / 4 {
                let dots =
                    Braille.column(heights[0] - row * 4, isRight: false)
                    | Braille.column(heights[1] - row * 4, isRight: true)
                frame.draw(glyphs.braille(dots), style: style, x: rect.x + column, y: rect.y + rect.rows - 1 - row)
            }
        }
    }
}
