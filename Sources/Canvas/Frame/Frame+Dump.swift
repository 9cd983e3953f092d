extension Frame {
    /// The frame as text for a test: the rows between bars, then the style of each cell as a letter, then the meaning
    /// of the letters. `.` is the terminal's own style.
    public var dump: String {
        var letters: [Style: Character] = [Style(): "."]
        var legend: [String] = []
        var styles = ""
        for y in 0..<size.rows {
            styles += "|"
            for cell in row(y) {
                if letters[cell.style] == nil {
                    let letter = Self.letter(letters.count - 1)
                    letters[cell.style] = letter
                    legend.append("\(letter) = \(cell.style)")
                }
                styles.append(letters[cell.style] ?? "?")
            }
            styles += "|\n"
        }
        let rows = text.reduce(into: "") { $0 += "|\($1)|\n" }
        let place = cursor.map { "cursor \($0.x),\($0.y)\(isCursorVisible ? " visible" : "")\n" } ?? ""
        return rows + "--styles\n" + styles + legend.map { $0 + "\n" }.joined() + place
    }

    private static func letter(_ index: Int) -> Character {
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        guard index < letters.count else { return "?" }
        return letters[letters.index(letters.startIndex, offsetBy: index)]
    }
}

extension Style: CustomStringConvertible {
    /// The style in the words of a theme file.
    public var description: String {
        var words = [foreground.description]
        if background != .standard { words += ["on", background.description] }
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
        ]
        words += names.filter { attributes.contains($0.0) }.map(\.1)
        return words.joined(separator: " ")
    }
}

extension Color: CustomStringConvertible {
    /// The name `default`, or the number in the palette.
    public var description: String {
        switch self {
        case .standard: "default"
        case .indexed(let index): String(index)
        }
    }
}
