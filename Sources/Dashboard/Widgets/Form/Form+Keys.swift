import Canvas

extension Form {
    /// Takes a key.
    mutating func press(_ key: Key) {
        switch key {
        case .tab, .down, .control("n"): focus = (focus + 1) % fields.count
        case .backTab, .up, .control("p"): focus = (focus + fields.count - 1) % fields.count
        default:
            let before = fields[focus].text
            if case .choice(let words) = focused.kind {
                choose(key, among: words)
            } else {
                _ = fields[focus].edit(key)
            }
            if fields[focus].text != before { problem = nil }
        }
    }

    /// Chooses another word: the one after or before, or the next one with this letter.
    private mutating func choose(_ key: Key, among words: [String]) {
        let index = words.firstIndex(of: fields[focus].text) ?? 0
        if key == .character(" ") || key == .right {
            fields[focus] = TextField(words[(index + 1) % words.count])
        } else if key == .left {
            fields[focus] = TextField(words[(index + words.count - 1) % words.count])
        } else if case .character(let letter) = key {
            let others = words[(index + 1)...] + words[...index]
            let word = others.first { $0.hasPrefix(String(letter).lowercased()) }
            if let word { fields[focus] = TextField(word) }
        }
    }

    /// Inserts pasted text. Line breaks and tabs become blanks; a text that is too long for the field is refused as a
    /// whole.
    mutating func paste(_ text: String) {
        let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        guard case .choice = focused.kind else {
            let isTaken = fields[focus].characters.count + line.count <= fields[focus].limit
            problem = isTaken ? nil : FormProblem(field: focus, words: tooLong(line.count))
            if isTaken { fields[focus].insert(line) }
            return
        }
        problem = FormProblem(field: focus, words: "Text cannot be pasted here; Space changes the choice.")
    }

    private func tooLong(_ count: Int) -> String {
        "The pasted text has \(Format.count(count, "character")), too many for a field: it takes "
            + "\(Format.count(fields[focus].limit))."
    }
}
