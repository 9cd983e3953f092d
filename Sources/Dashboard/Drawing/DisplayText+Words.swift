import Canvas

extension DisplayText {
    /// Returns the text in lines of at most `columns`, broken at blanks where possible, but not between a number and its
    /// unit. A word that is longer than a line begins on the line before, and is broken after a sign such as `/` if possible.
    func words(to columns: Int) -> [DisplayText] {
        var lines: [DisplayText] = []
        var line = DisplayText()
        for word in Self.unbroken(plain.split(separator: " ")) {
            let word = DisplayText(word)
            let isLong = word.width > columns && line.width + 4 < columns
            if !line.isEmpty, !isLong, line.width + 1 + word.width > columns {
                lines.append(line)
                line = DisplayText()
            }
            line = line.isEmpty ? word : line + " " + word
            while line.width > columns, columns > 1 {
                let (head, rest) = line.cut(to: columns)
                lines.append(head)
                line = rest
            }
        }
        return lines + [line]
    }

    /// What stands behind a number and belongs to it.
    private static let units: Set<Substring> = ["ms", "s", "m", "h", "d", "y", "min", "B", "kB", "MB", "GB", "TB", "x"]
    /// The signs behind which a long word, such as a URL, can be cut.
    private static let seams = Set("/?&=.,;:_-+@#%|")

    /// Returns the words, those joined that belong to one number: `12 431`, `6 %`, `12 s`.
    private static func unbroken(_ words: [Substring]) -> [String] {
        var joined: [String] = []
        for word in words {
            if let last = joined.last, last.last?.isASCII == true, last.last?.isNumber == true, continues(word) {
                joined[joined.count - 1] = last + " " + word
            } else {
                joined.append(String(word))
            }
        }
        return joined
    }

    /// Returns whether a word after a number belongs to it.
    private static func continues(_ word: Substring) -> Bool {
        if word.first == "%" { return true }
        let letters = word.prefix { $0.isASCII && $0.isLetter }
        if units.contains(letters) { return !word.dropFirst(letters.count).contains { $0.isLetter || $0.isNumber } }
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        return digits.count == 3 && word.dropFirst(3).first?.isLetter != true
    }

    /// Returns the beginning that fits into a line, up to the last seam in its second half if it has one, and the rest.
    private func cut(to columns: Int) -> (head: DisplayText, rest: DisplayText) {
        let pieces = wrapped(to: columns)
        guard let first = pieces.first else { return (self, DisplayText()) }
        let rest = pieces.dropFirst().reduce(into: DisplayText()) { $0 += $1 }
        guard let seam = first.plain.lastIndex(where: Self.seams.contains) else { return (first, rest) }
        let head = DisplayText(String(first.plain[...seam]))
        guard head.width > columns / 2 else { return (first, rest) }
        return (head, DisplayText(String(first.plain[first.plain.index(after: seam)...])) + rest)
    }
}

extension [UInt8] {
    /// The first line that is not blank: of an error, its message without the stack.
    public var firstLine: [UInt8] {
        func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
        return Array(drop { isEnd($0) || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.prefix { !isEnd($0) })
    }
}

extension StringProtocol {
    /// Returns the first place of a text in this one; nil where it is not there. The library's own search would add its
    /// regular expressions, one megabyte, to the program.
    func start(of part: String) -> Index? { indices.first { self[$0...].hasPrefix(part) } }
}
