import Canvas

extension Style {
    /// Creates the style that has this description, the words of a theme file.
    init?(description: String) {
        let words = description.split(separator: " ").map(String.init)
        let names: [String: Attributes] = [
            "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
        ]
        var colors: [Color] = []
        var attributes: Attributes = []
        for word in words where word != "on" {
            if let attribute = names[word] {
                attributes.insert(attribute)
            } else if word == "default" {
                colors.append(.standard)
            } else if let index = UInt8(word) {
                colors.append(.indexed(index))
            } else {
                return nil
            }
        }
        guard let foreground = colors.first else { return nil }
        self.init(foreground, on: colors.dropFirst().first ?? .standard, attributes)
    }
}

extension Frame {
    /// Creates the frame that has this `dump`; nil where the text is no dump.
    init?(dump: String) {
        let lines = dump.split(separator: "\n", omittingEmptySubsequences: false)
        guard let middle = lines.firstIndex(of: "--styles") else { return nil }
        let rows = lines[..<middle].map { $0.dropFirst().dropLast() }
        let letters = lines.dropFirst(middle + 1).prefix(rows.count).map { Array($0.dropFirst().dropLast()) }
        guard let columns = letters.first?.count else { return nil }
        var styles: [Character: Style] = [".": Style()]
        for line in lines.dropFirst(middle + 1 + rows.count) {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let letter = parts[0].first else { continue }
            styles[letter] = Style(description: String(parts[1]))
        }
        self.init(size: Size(columns: columns, rows: rows.count))
        for (y, row) in rows.enumerated() {
            var x = 0
            for character in row {
                guard x < columns, let style = styles[letters[y][x]] else { return nil }
                x += draw(DisplayText(String(character)), style: style, x: x, y: y)
            }
        }
    }
}
