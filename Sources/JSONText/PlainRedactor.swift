/// Hides what stands behind a secret name and `=` or `:` in plain text, and the passwords of URLs. Of JSON, `JSONRedactor` has
/// hidden the values before; plain text in a string of a JSON document ends with that string.
struct PlainRedactor: Sendable {
    enum State {
        case text
        /// Behind a secret name and its separator, where the value may begin.
        case opening
        case value
        /// Behind `://`, before a colon.
        case user
        /// Behind the colon of a user, or of a host.
        case password
    }

    let names: SecretNames
    let keepsLength: Bool
    var state = State.text
    var document = PlainDocument()
    var name = PlainName()
    var value = PlainValue()
    /// What follows `://user:` until it is known whether it is a password or a port, and the place of the last @ in it.
    var held: [UInt8] = []
    var lastAt: Int?
    /// The separator, and the blanks and backslashes behind it.
    var separator: UInt8 = 0
    var (blanks, backslashes) = (0, 0)
    /// How much of `://` is there.
    private var slashes = 0
    /// The two bytes before, as far as they are not of a word.
    private var (previous, beforePrevious): (UInt8, UInt8) = (0x20, 0x20)
    /// Whether something was hidden.
    var hasHidden = false

    /// Creates a text of which what these names say is hidden.
    init(_ names: SecretNames, keepsLength: Bool) { (self.names, self.keepsLength) = (names, keepsLength) }

    /// Whether the next byte belongs to a value that is hidden.
    var isHiding: Bool { if case .value = state { value.length > 0 } else { false } }

    /// Takes the next piece, and appends what may be shown of it.
    mutating func take(_ bytes: [UInt8], into text: inout [UInt8]) {
        guard !names.isEmpty else {
            text += bytes
            return
        }
        var place = 0
        while place < bytes.count {
            guard case .text = state, bytes[place].isWordByte else {
                step(bytes[place], &text)
                place += 1
                continue
            }
            // Most of a text is this.
            var end = place + 1
            while end < bytes.count, bytes[end].isWordByte { end += 1 }
            document.takeWord()
            takeWord(bytes[place..<end], &text)
            place = end
        }
    }

    /// Ends the text. A value that may go on behind it is hidden.
    mutating func finish(into text: inout [UInt8]) { end(isCut: true, &text) }

    private mutating func end(isCut: Bool, _ text: inout [UInt8]) {
        switch state {
        case .text, .opening, .user: break
        case .value: endValue(takingBackslashes: true, &text)
        case .password: endAddress(isCut: isCut, &text)
        }
        state = .text
    }

    /// Takes one byte.
    private mutating func step(_ byte: UInt8, _ text: inout [UInt8]) {
        guard document.take(byte, behind: name) else { return process(byte, &text) }
        end(isCut: false, &text)
        text.append(byte)
        forget(byte)
    }

    /// Takes a byte that the document knows.
    mutating func process(_ byte: UInt8, _ text: inout [UInt8]) {
        switch state {
        case .text where byte.isWordByte: takeWord([byte], &text)
        case .text: between(byte, &text)
        case .opening: open(byte, &text)
        case .value: hide(byte, &text)
        case .user, .password: takeAddress(byte, &text)
        }
    }

    /// Goes on with plain text behind a byte that is shown.
    mutating func forget(_ byte: UInt8) {
        name.clear()
        (state, slashes) = (.text, 0)
        note(byte)
    }
}

/// Names, and what separates them from a value.
extension PlainRedactor {
    private mutating func takeWord(_ run: ArraySlice<UInt8>, _ text: inout [UInt8]) {
        let isQuote = previous.isQuote && !beforePrevious.isWordByte
        name.take(run, opener: isQuote ? previous : nil, isEscaped: previous == UInt8(ascii: "\\"))
        text += run
        slashes = 0
        note(run.last ?? 0)
    }

    private mutating func note(_ byte: UInt8) { (beforePrevious, previous) = (previous, byte) }

    /// Takes a byte of plain text that is none of a word.
    mutating func between(_ byte: UInt8, _ text: inout [UInt8]) {
        text.append(byte)
        guard !byte.isWordByte else { return forget(byte) }
        defer { note(byte) }
        switch (byte, slashes) {
        case (UInt8(ascii: ":"), _): slashes = 1
        case (UInt8(ascii: "/"), 1): slashes = 2
        case (UInt8(ascii: "/"), 2):
            name.clear()
            (state, slashes) = (.user, 0)
            return
        case (UInt8(ascii: "\\"), 1...): break
        default: slashes = 0
        }
        switch byte {
        case UInt8(ascii: ":"), UInt8(ascii: "="):
            if name.isSecret(names) {
                (state, separator, blanks, backslashes) = (.opening, byte, 0, 0)
            } else {
                name.clear()
            }
        case 0x20, 0x09: name.blanks += 1
        case UInt8(ascii: "]"), UInt8(ascii: "\\"): name.close(with: byte)
        case _ where byte.isQuote: name.close(with: byte)
        default: name.clear()
        }
    }

    /// Takes a byte behind a secret name and its separator.
    private mutating func open(_ byte: UInt8, _ text: inout [UInt8]) {
        let isDirect = blanks == 0 && backslashes == 0
        let isOfJSON = separator == UInt8(ascii: ":") && name.isQuoted
        switch byte {
        case UInt8(ascii: ":") where isDirect && previous == byte:
            // Foo::bar
            text.append(byte)
            return forget(byte)
        case UInt8(ascii: "=") where isDirect, UInt8(ascii: ">") where isDirect:
            text.append(byte)
            separator = UInt8(ascii: "=")
        case 0x20, 0x09:
            text.append(byte)
            blanks += 1
        case UInt8(ascii: "\\"):
            text.append(byte)
            backslashes += 1
        case UInt8(ascii: "t") where backslashes > 0:
            text.append(byte)
            (blanks, backslashes) = (blanks + 1, 0)
        case _ where byte.isEmptyValue || backslashes > 0 && (byte == UInt8(ascii: "n") || byte == UInt8(ascii: "r")):
            text.append(byte)
            return forget(byte)
        case _ where byte.isQuote:
            text.append(byte)
            begin(.quoted(byte, backslashes: backslashes))
        case _ where isOfJSON:
            // JSON of which the value is shown: null, or a digit.
            forget(0x20)
            return process(byte, &text)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            begin(.nested)
            hide(byte, &text)
        default:
            begin(separator == UInt8(ascii: ":") ? .line(opener: name.opener) : .word)
            hide(byte, &text)
        }
        note(byte)
    }

    private mutating func begin(_ kind: PlainValue.Kind) { (state, value) = (.value, PlainValue(kind: kind)) }
}
