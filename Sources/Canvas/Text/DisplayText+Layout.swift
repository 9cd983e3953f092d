/// The side on which a long text is cut.
public enum Ellipsis: Hashable, Sendable {
    case end, start, middle
}

/// The side to which a text is aligned when it has room to spare.
public enum Alignment: Hashable, Sendable {
    case left, right, center
}

extension DisplayText {
    /// Returns the text, or the part that fits into `columns`, with an ellipsis where it was cut. It is never wider
    /// than `columns`.
    public func truncated(
        to columns: Int, ellipsis: Ellipsis = .end, glyphs: Glyphs = .unicode
    ) -> DisplayText {
        guard width > columns else { return self }
        guard columns > 0 else { return DisplayText() }
        let room = columns - 1
        switch ellipsis {
        case .end: return beginning(columns: room) + glyphs.ellipsis
        case .start: return glyphs.ellipsis + suffix(room)
        case .middle: return prefix((room + 1) / 2) + glyphs.ellipsis + suffix(room / 2)
        }
    }

    /// Returns the part of the text within `columns` from the column `start` on; half of a wide glyph becomes a space.
    public func sliced(from start: Int, columns: Int) -> DisplayText {
        let start = max(0, start)
        let end = min(width, start + min(max(0, columns), Size.limit))
        guard start < end else { return DisplayText() }
        if isASCII {
            let utf8 = plain.utf8
            let range = utf8.index(utf8.startIndex, offsetBy: start)..<utf8.index(utf8.startIndex, offsetBy: end)
            return DisplayText(known: String(plain[range]), width: end - start)
        }
        var text = ""
        var column = 0
        for cluster in clusters {
            let next = column + cluster.width
            if column >= start, next <= end {
                text += cluster.text
            } else if next > start, column < end {
                text += " "
            }
            if next >= end { break }
            column = next
        }
        return DisplayText(known: text, width: end - start)
    }

    /// Returns the text with blanks up to `columns`; a wider text is unchanged.
    public func padded(to columns: Int, alignment: Alignment = .left) -> DisplayText {
        let missing = min(columns, Size.limit) - width
        guard missing > 0 else { return self }
        let left = alignment.leading(of: missing)
        return .spaces(left) + self + .spaces(missing - left)
    }

    /// Returns the text in rows of at most `columns`, cut anywhere; nothing is lost. There is at least one row, and the
    /// last may be empty.
    public func wrapped(to columns: Int) -> [DisplayText] {
        guard columns > 0, width > columns else { return [self] }
        var rows: [DisplayText] = []
        var row = ""
        var used = 0
        for cluster in clusters {
            if used + cluster.width > columns, used > 0 {
                rows.append(DisplayText(known: row, width: used))
                (row, used) = ("", 0)
            }
            row += cluster.text
            used += cluster.width
        }
        rows.append(DisplayText(known: row, width: used))
        return rows
    }

    private func prefix(_ columns: Int) -> DisplayText {
        sliced(from: 0, columns: columns)
    }

    private func suffix(_ columns: Int) -> DisplayText {
        sliced(from: width - columns, columns: columns)
    }
}

extension Alignment {
    /// Returns the number of `missing` blanks that go before the text.
    func leading(of missing: Int) -> Int {
        switch self {
        case .left: 0
        case .right: missing
        case .center: missing / 2
        }
    }
}

extension DisplayText {
    /// Returns hostile bytes as lines for a text view: LF and CRLF end a line, tabs become spaces. Empty for no bytes.
    public static func lines(of bytes: [UInt8], tabWidth: Int = 4, glyphs: Glyphs = .unicode) -> [DisplayText] {
        bytes.withUnsafeBufferPointer { bytes in
            var lines: [DisplayText] = []
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                let isTerminated = end < bytes.count
                let last = isTerminated && end > start && bytes[end - 1] == 0x0D ? end - 1 : end
                let line = UnsafeBufferPointer(rebasing: bytes[start..<last])
                lines.append(DisplayText(line, glyphs: glyphs, tabWidth: tabWidth))
                start = end + 1
            }
            return lines
        }
    }
}
