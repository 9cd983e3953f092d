import Canvas

extension Frame {
    /// Returns the rows that differ from those of another frame of this size, in short: `7 |text|` where the text does,
    /// and `7 = a3 .77` for styles, a letter and the number of cells that have it. Returns everything where nothing is
    /// alike.
    func changes(from other: Frame) -> String {
        var letters: [Style: Character] = [Style(): "."]
        var legend: [String] = []
        var lines: [String] = []
        for y in 0..<size.rows {
            let (row, old) = (row(y), other.row(y))
            let text = row.reduce(into: "") { $0 += $1.text }
            if text != old.reduce(into: "", { $0 += $1.text }) { lines.append("\(y) |\(text)|") }
            guard row.map(\.style) != old.map(\.style) else { continue }
            var runs: [(letter: Character, count: Int)] = []
            for cell in row {
                if letters[cell.style] == nil {
                    let letter = Character(UnicodeScalar(UInt8(ascii: "a") + UInt8(min(25, legend.count))))
                    letters[cell.style] = letter
                    legend.append("\(letter) = \(cell.style)")
                }
                let letter = letters[cell.style] ?? "?"
                if runs.last?.letter == letter { runs[runs.count - 1].count += 1 } else { runs.append((letter, 1)) }
            }
            lines.append("\(y) = " + runs.map { "\($0.letter)\($0.count)" }.joined(separator: " "))
        }
        let place = cursor.map { "cursor \($0.x),\($0.y)\(isCursorVisible ? " visible" : "")" }
        return (lines + legend + [place].compactMap(\.self)).map { $0 + "\n" }.joined()
    }
}
