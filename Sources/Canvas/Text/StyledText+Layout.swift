extension StyledText {
    /// Returns the text, or the part that fits into `columns` with an ellipsis in the style of the piece that was cut.
    public func truncated(to columns: Int, glyphs: Glyphs = .unicode) -> StyledText {
        guard width > columns else { return self }
        guard columns > 0 else { return StyledText() }
        var text = StyledText()
        for span in spans {
            let room = columns - text.width
            guard span.text.width < room else {
                text.append(span.text.beginning(columns: room - 1) + glyphs.ellipsis, span.style)
                break
            }
            text.append(span.text, span.style)
        }
        return text
    }

    /// Returns the part of the text within `columns` from the column `start` on; half of a wide glyph becomes a space.
    public func sliced(from start: Int, columns: Int) -> StyledText {
        var text = StyledText()
        let start = max(0, start)
        let end = min(width, start) + min(max(0, columns), Size.limit)
        var column = 0
        for span in spans where column < end {
            let from = max(0, start - column)
            text.append(span.text.sliced(from: from, columns: end - column - from), span.style)
            column += span.text.width
        }
        return text
    }

    /// Returns the text with blanks of `style` up to `columns`; a wider text is unchanged.
    public func padded(to columns: Int, alignment: Alignment = .left, style: Style = Style()) -> StyledText {
        let missing = min(columns, Size.limit) - width
        guard missing > 0 else { return self }
        let left = alignment.leading(of: missing)
        return StyledText(.spaces(left), style) + self + StyledText(.spaces(missing - left), style)
    }

    /// Returns the text in rows of at most `columns`, cut anywhere; nothing is lost. There is at least one row.
    public func wrapped(to columns: Int) -> [StyledText] {
        guard columns > 0, width > columns else { return [self] }
        var rows: [StyledText] = []
        var row = StyledText()
        for span in spans {
            for cluster in span.text.clusters {
                if row.width + cluster.width > columns, !row.isEmpty {
                    rows.append(row)
                    row = StyledText()
                }
                row.append(cluster, span.style)
            }
        }
        rows.append(row)
        return rows
    }

    private mutating func append(_ cluster: DisplayText.Cluster, _ style: Style) {
        let text = DisplayText(known: cluster.text, width: cluster.width)
        if let last = spans.indices.last, spans[last].style == style {
            extendLast(by: text)
        } else {
            append(text, style)
        }
    }
}
