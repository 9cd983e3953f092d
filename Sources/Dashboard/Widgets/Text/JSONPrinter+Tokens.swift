extension JSONPrinter {
    mutating func open(_ byte: UInt8) -> Verdict {
        beginItem()
        document.append(CollectionOfOne(byte), .jsonPunctuation)
        open.append(byte)
        expected = byte == Self.brace ? .keyOrEnd : .valueOrEnd
        position += 1
        return .complete
    }

    mutating func close(_ byte: UInt8, isEmpty: Bool) -> Verdict {
        let isOnOwnLine = !isEmpty && open.count <= Self.deepest
        open.removeLast()
        if isOnOwnLine { beginLine() }
        document.append(CollectionOfOne(byte), .jsonPunctuation)
        position += 1
        endValue()
        return .complete
    }

    mutating func takeComma() -> Verdict {
        document.append(open.count > Self.deepest ? ", ".utf8 : ",".utf8, .jsonPunctuation)
        if open.count <= Self.deepest { beginLine() }
        expected = open.last == Self.brace ? .key : .value
        position += 1
        return .complete
    }

    mutating func takeColon() -> Verdict {
        document.append(": ".utf8, .jsonPunctuation)
        expected = .value
        position += 1
        return .complete
    }

    /// Takes a string with its quotes; its escapes are not checked.
    mutating func takeString(isKey: Bool) -> Verdict {
        beginItem()
        var end = position + 1
        while end < input.count, input[end] != Self.quote { end += input[end] == UInt8(ascii: "\\") ? 2 : 1 }
        let isWhole = end < input.count
        let text = input[position..<min(end + 1, input.count)]
        let role = isKey ? ThemeRole.jsonKey : .jsonString
        if isRaw { document.append(text, role) } else { document.append(EscapeReader.read(text), role) }
        position = text.endIndex
        guard isWhole else { return .cut }
        if isKey { expected = .colon } else { endValue() }
        return .complete
    }

    /// Takes a number as it is written.
    mutating func takeNumber() -> Verdict {
        let text = input[position...].prefix { Self.isNumberText($0) }
        let isAtEnd = text.endIndex == input.count
        guard Self.isNumber(text) else {
            guard isAtEnd, Self.isNumber(text + "0".utf8) else { return .invalid(at: position) }
            return cut(text, .jsonNumber)
        }
        beginItem()
        document.append(text, .jsonNumber)
        position = text.endIndex
        endValue()
        return .complete
    }

    /// Takes `true`, `false` or `null`.
    mutating func takeLiteral() -> Verdict {
        for literal in ["true".utf8, "false".utf8, "null".utf8] {
            let rest = input[position...].prefix(literal.count)
            guard literal.starts(with: rest) else { continue }
            guard rest.count == literal.count else { return cut(rest, .jsonLiteral) }
            beginItem()
            document.append(rest, .jsonLiteral)
            position = rest.endIndex
            endValue()
            return .complete
        }
        return .invalid(at: position)
    }

    private mutating func cut(_ text: ArraySlice<UInt8>, _ role: ThemeRole) -> Verdict {
        beginItem()
        document.append(text, role)
        position = text.endIndex
        return .cut
    }

    /// Begins a line for the first item of an open value; for other items the comma has begun it.
    private mutating func beginItem() {
        guard expected == .valueOrEnd || expected == .keyOrEnd, open.count <= Self.deepest else { return }
        beginLine()
    }

    private mutating func beginLine() {
        document.endLine()
        document.append(repeatElement(0x20, count: open.count * Self.indent), .jsonPunctuation)
    }

    private mutating func endValue() { expected = open.isEmpty ? .nothing : .commaOrEnd }

    private static func isNumberText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    /// Returns whether the text is a number by the grammar of JSON.
    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
        guard let first = rest.first else { return false }
        let whole = dropDigits(&rest)
        guard whole == 1 || (whole > 1 && first != UInt8(ascii: "0")) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard dropDigits(&rest) > 0 else { return false }
        }
        if let exponent = rest.first, exponent | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard dropDigits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func dropDigits(_ text: inout ArraySlice<UInt8>) -> Int {
        let digits = text.prefix { 0x30...0x39 ~= $0 }.count
        text = text.dropFirst(digits)
        return digits
    }
}
