import Canvas

extension DisplayText {
    /// Returns the text in lines of at most `columns`, broken at blanks where possible. A word that is longer than a
    /// line begins on the line before.
    func words(to columns: Int) -> [DisplayText] {
        var lines: [DisplayText] = []
        var line = DisplayText()
        for word in plain.split(separator: " ") {
            let word = DisplayText(String(word))
            let isLong = word.width > columns && line.width + 4 < columns
            if !line.isEmpty, !isLong, line.width + 1 + word.width > columns {
                lines.append(line)
                line = DisplayText()
            }
            line = line.isEmpty ? word : line + " " + word
            while line.width > columns, columns > 1 {
                let pieces = line.wrapped(to: columns)
                lines += pieces.dropLast()
                line = pieces.last ?? DisplayText()
            }
        }
        return lines + [line]
    }
}

extension [UInt8] {
    /// The bytes before the first line end: of an error, its message without the stack.
    var firstLine: [UInt8] { Array(prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }) }
}

extension StringProtocol {
    /// Returns the first place of a text in this one; nil where it is not there. The library's own search would add its
    /// regular expressions, one megabyte, to the program.
    func start(of part: String) -> Index? { indices.first { self[$0...].hasPrefix(part) } }
}
