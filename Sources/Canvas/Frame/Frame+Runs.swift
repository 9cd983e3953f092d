/// Adjacent cells of one row in one style.
public struct StyleRun: Hashable, Sendable {
    /// The column of the first cell.
    public let x: Int
    /// Their text.
    public let text: String
    /// Their style.
    public let style: Style
}

extension Frame {
    /// Returns a row as runs of one style, from left to right. The runs cover the row; a wide glyph is within one run.
    public func styleRuns(row y: Int) -> [StyleRun] {
        var runs: [StyleRun] = []
        var start = 0
        var text = ""
        var style = Style()
        for (x, cell) in row(y).enumerated() {
            if x > start, cell.style != style, !cell.text.isEmpty {
                runs.append(StyleRun(x: start, text: text, style: style))
                (start, text) = (x, "")
            }
            if text.isEmpty { style = cell.style }
            text += cell.text
        }
        if !text.isEmpty { runs.append(StyleRun(x: start, text: text, style: style)) }
        return runs
    }
}
