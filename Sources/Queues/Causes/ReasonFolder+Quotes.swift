extension ReasonFolder {
    /// The words before a quoted name of the program's own.
    private static let before: Set<[UInt8]> = Set(
        [
            "column", "relation", "table", "constraint", "index", "key", "property", "properties", "reading", "setting",
            "field", "fields", "module", "package", "function", "method", "attribute", "argument", "parameter",
            "variable",
            "type", "class", "header", "awaiting", "event", "command", "database", "schema", "extension", "operator",
            "option", "keyerror", "name", "path", "model", "plugin", "export", "enum", "scope", "permission", "action",
            "policy", "code", "expected", "received", "keyword", "rule", "reason", "message",
        ].map { Array($0.utf8) })
    /// The words after a quoted name of the program's own.
    private static let after = [
        ":", " object", " is required", " is not a function", " is not defined", " is not allowed", " must", " should",
        " failed on", " cannot be", " violates", " does not exist", " exceeded", " operation",
    ]

    /// Replaces the quoted value at the position, and keeps a quoted name. Returns false where no quote begins there.
    mutating func foldQuoted() -> Bool {
        guard let quote = byte(), "\"'`".utf8.contains(quote), position == 0 || !text[position - 1].isWord,
            let close = closingQuote(quote)
        else { return false }
        let content = Array(text[(position + 1)..<close])
        if content.isEmpty || isPunctuation(content) {
            keep(to: close + 1)
        } else if Self.isName(content), quote == UInt8(ascii: "`") || isNameHere(close) {
            let name = Self.foldedName(content)
            folded += [quote] + name + [quote]
            position = close + 1
            remember(content[...], end: position)
        } else {
            replace(to: close + 1, by: Self.kind(of: content))
        }
        return true
    }

    private func closingQuote(_ quote: UInt8) -> Int? {
        var place = position + 1
        while place < text.count, text[place] != 0x0A {
            if text[place] == UInt8(ascii: "\\") {
                place += 1
            } else if text[place] == quote, place + 1 >= text.count || !text[place + 1].isWord {
                return place
            }
            place += 1
        }
        return nil
    }

    private func isPunctuation(_ content: [UInt8]) -> Bool {
        content.count == 1 && content.allSatisfy { $0 < 0x80 && !$0.isWord }
    }

    private func isNameHere(_ close: Int) -> Bool {
        let gap = text[previousWordEnd..<position]
        if gap.count <= 4, gap.allSatisfy({ " :=[({".utf8.contains($0) }), Self.before.contains(previousWord) {
            return true
        }
        return Self.after.contains { text[(close + 1)...].starts(with: $0.utf8) }
    }

    private static func isName(_ content: [UInt8]) -> Bool {
        guard let first = content.first, content.count <= 64 else { return false }
        return (first.isLetter || "_$@".utf8.contains(first))
            && content.allSatisfy { $0.isWord || ".$@/-[]()<>".utf8.contains($0) }
    }

    private static func foldedName(_ content: [UInt8]) -> [UInt8] {
        guard content.contains(where: \.isDigit) else { return content }
        var folder = ReasonFolder(text: content)
        while folder.position < content.count {
            if folder.text[folder.position].isWord { folder.foldWord() } else { folder.keep(to: folder.position + 1) }
        }
        return folder.folded
    }

    /// Returns the placeholder of a quoted value: its kind where the value begins with a path or is wholly one thing,
    /// else `value`.
    private static func kind(of content: [UInt8]) -> Placeholder {
        var folder = ReasonFolder(text: content)
        folder.run()
        if folder.folded.starts(with: Placeholder.path.rawValue.utf8) { return .path }
        let kinds: [Placeholder] = [.url, .email, .address, .date, .uuid]
        return kinds.first { folder.folded.elementsEqual($0.rawValue.utf8) } ?? .value
    }
}
