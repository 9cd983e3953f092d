import Canvas

extension DisplayText {
    /// Returns the text in lines of at most `columns`, cut at blanks where there are any. A word that is longer than a line
    /// begins on the one before it.
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
    /// What stands before the first end of a line: of an error that is its message, and its stack is left out.
    var firstLine: [UInt8] { Array(prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }) }
}

extension StringProtocol {
    /// Returns where a text begins in this one first; nil where it is not in it. The library's own search for strings comes with all of
    /// its regular expressions, a megabyte of the program.
    func start(of part: String) -> Index? { indices.first { self[$0...].hasPrefix(part) } }
}
