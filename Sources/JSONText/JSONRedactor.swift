/// Hides the values of secret fields in a JSON text that comes in pieces, also in JSON that is itself a string of it, at any depth.
/// What is hidden becomes `"***"`; where the length is to stay, blanks follow, which JSON allows there, so that every other byte
/// stays where it was. Text that is no JSON, or only a part of it, comes through as it is, apart from what looks like a field
/// with a secret name. `true`, `false` and `null` are no secrets.
struct JSONRedactor: Sendable {
    /// What the next byte is within.
    private enum Place {
        /// The number of backslashes just before.
        case between(backslashes: Int)
        case string(Escape)
        case secret(Secret)
    }

    /// How far an escape in a string has come.
    private enum Escape {
        case none, begun
        case unicode(UInt32, digits: Int)
    }

    /// A value that is hidden.
    private enum Secret {
        case string(isEscaped: Bool)
        /// An array or object; the number of brackets that are open, and whether the byte is within a string of it.
        case nested(Int, inString: Bool, isEscaped: Bool)
        case number(first: UInt8)
    }

    private let names: SecretNames
    private var place = Place.between(backslashes: 0)
    /// The last string as it is written, which is a name where a colon follows.
    private var string: [UInt8] = []
    private var isBehindString = false
    private var isBehindSecretName = false
    /// Bytes of the value that is being hidden.
    private var length = 0
    /// What is within the string where that may be JSON: one redactor, or none.
    private var inner: [JSONRedactor] = []
    /// The bytes of an escape that is not complete.
    private var escape: [UInt8] = []
    /// How a quote is written here, within a number of strings.
    private let quote: [UInt8]
    private let keepsLength: Bool
    /// Whether something was hidden.
    private(set) var hasHidden = false

    /// The longest name that is looked at, in bytes.
    private static let nameLimit = 256
    /// The most bytes that a quote takes within strings within strings.
    private static let quoteLimit = 64

    /// Creates a text whose fields of these names are hidden.
    init(_ names: SecretNames, keepsLength: Bool, quote: [UInt8] = [0x22]) {
        (self.names, self.keepsLength, self.quote) = (names, keepsLength, quote)
    }

    /// Takes the next piece, and appends what may be shown of it.
    mutating func take(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
        var rest = bytes
        while true {
            if case .string(.none) = place {
                // Most of a large text is this.
                let plain = rest.prefix { $0 != 0x22 && $0 != 0x5C }
                if inner.isEmpty { text += plain } else { inner[0].take(plain, into: &text) }
                if string.count < Self.nameLimit { string += plain.prefix(Self.nameLimit) }
                rest = rest[plain.endIndex...]
            }
            guard let byte = rest.popFirst() else { return }
            step(byte, CollectionOfOne(byte), &text)
        }
    }

    /// Ends the text. A value that goes on behind it is hidden as far as it is there.
    mutating func finish(into text: inout [UInt8]) {
        if !escape.isEmpty { pass([0x3F], &text) }
        closeInner(&text)
        if case .secret = place { end(&text) }
    }
}

/// Strings, and what is within them.
extension JSONRedactor {
    /// Takes a byte that is written as `raw`, which is more than the byte where it is escaped in a string around this text.
    private mutating func step(_ byte: UInt8, _ raw: some Collection<UInt8>, _ text: inout [UInt8]) {
        switch place {
        case .between(let backslashes): step(byte, raw, behind: backslashes, &text)
        case .secret(let secret): step(byte, raw, in: secret, &text)
        case .string(let state):
            if case .none = state, byte == 0x22 {
                closeInner(&text)
                text += raw
                (place, isBehindString) = (.between(backslashes: 0), true)
                return
            }
            if string.count < Self.nameLimit { string.append(byte) }
            escape += raw
            place = .string(.none)
            switch state {
            case .none where byte == 0x5C: place = .string(.begun)
            case .none: pass([byte], &text)
            case .begun where byte == UInt8(ascii: "u"): place = .string(.unicode(0, digits: 0))
            case .begun: pass([byte], &text)
            case .unicode(let value, let digits):
                guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return pass([0x3F], &text) }
                let code = value << 4 | UInt32(digit)
                guard digits == 3 else {
                    place = .string(.unicode(code, digits: digits + 1))
                    return
                }
                pass(Unicode.Scalar(code).map { Array(String($0).utf8) } ?? [0x3F], &text)
            }
        }
    }

    /// Shows what stands in a string, which was written as `escape`. Where it has quotes of its own, it may be JSON.
    private mutating func pass(_ bytes: [UInt8], _ text: inout [UInt8]) {
        defer { escape = [] }
        if inner.isEmpty {
            guard bytes.contains(0x22), quote.count < Self.quoteLimit else {
                text += escape
                return
            }
            inner = [deeper]
        }
        for (index, byte) in bytes.enumerated() { inner[0].step(byte, index == 0 ? escape : [], &text) }
    }

    private var deeper: JSONRedactor {
        JSONRedactor(names, keepsLength: keepsLength, quote: quote.flatMap { [0x5C, $0] })
    }

    /// Whether the next byte belongs to a value that is hidden.
    var isHiding: Bool { if case .secret = place { true } else { inner.first?.isHiding ?? false } }

    private mutating func closeInner(_ text: inout [UInt8]) {
        guard !inner.isEmpty else { return }
        inner[0].finish(into: &text)
        if inner[0].hasHidden { hasHidden = true }
        inner = []
    }
}

/// What is outside of strings, and what is hidden.
extension JSONRedactor {
    private mutating func step(
        _ byte: UInt8, _ raw: some Collection<UInt8>, behind backslashes: Int, _ text: inout [UInt8]
    ) {
        guard !byte.isJSONBlank else {
            text += raw
            return
        }
        if isBehindSecretName, let secret = Self.secret(beginningWith: byte) {
            (place, length, isBehindSecretName, hasHidden) = (.secret(secret), 0, false, true)
            if !keepsLength { text += mask }
            return hide(raw.count, &text)
        }
        isBehindSecretName =
            byte == UInt8(ascii: ":") && isBehindString
            // Most names are none, which takes little time to see where nothing is escaped.
            && (names.mayEnd(string) || string.contains(0x5C)) && names.contains(JSONString(escaped: string).bytes)
        isBehindString = false
        guard byte == 0x22 else {
            text += raw
            place = .between(backslashes: byte == 0x5C ? backslashes + 1 : 0)
            return
        }
        (place, string) = (.string(.none), [])
        guard backslashes % 2 == 1 else {
            text += raw
            return
        }
        // An escaped quote: the text has begun within a string. Its backslashes are shown already.
        for _ in 0..<min(backslashes / 2, Self.quoteLimit) {
            if inner.isEmpty { inner = [deeper] }
            inner[0].step(0x5C, [], &text)
        }
        escape = Array(raw)
        pass([byte], &text)
    }

    private static func secret(beginningWith byte: UInt8) -> Secret? {
        switch byte {
        case 0x22: .string(isEscaped: false)
        case UInt8(ascii: "{"), UInt8(ascii: "["): .nested(1, inString: false, isEscaped: false)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number(first: byte)
        default: nil
        }
    }

    private mutating func step(
        _ byte: UInt8, _ raw: some Collection<UInt8>, in secret: Secret, _ text: inout [UInt8]
    ) {
        switch secret {
        case .string(let isEscaped):
            hide(raw.count, &text)
            if byte == 0x22, !isEscaped { return end(&text) }
            place = .secret(.string(isEscaped: byte == 0x5C && !isEscaped))
        case .number:
            guard "0123456789+-.eE".utf8.contains(byte) else {
                end(&text)
                return step(byte, raw, &text)
            }
            hide(raw.count, &text)
        case .nested(let depth, let inString, let isEscaped):
            hide(raw.count, &text)
            var (depth, inString) = (depth, inString)
            if byte == 0x22, !isEscaped { inString.toggle() }
            if !inString, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
            if !inString, byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
            if depth == 0 { return end(&text) }
            place = .secret(.nested(depth, inString: inString, isEscaped: inString && byte == 0x5C && !isEscaped))
        }
    }

    private var mask: [UInt8] { quote + "***".utf8 + quote }

    /// Counts bytes that are hidden, and writes some for them once it is known that the mask fits.
    private mutating func hide(_ count: Int, _ text: inout [UInt8]) {
        guard keepsLength else { return }
        let (before, size) = (length, 2 * quote.count + 3)
        length += count
        guard length >= size else { return }
        if before < size { text += mask }
        text += repeatElement(0x20, count: length - max(before, size))
    }

    /// Ends what is hidden. A short value gets a shorter mask; a number of one digit has no room for one.
    private mutating func end(_ text: inout [UInt8]) {
        defer { place = .between(backslashes: 0) }
        guard keepsLength else { return }
        let stars = length - 2 * quote.count
        if length == 1, case .secret(.number(let digit)) = place {
            text.append(digit)
        } else if stars < 0 {
            // Two quotes have no room, brackets do.
            text += [0x5B] + repeatElement(0x20, count: max(0, length - 2)) + (length > 1 ? [0x5D] : [])
        } else if stars < 3 {
            text += quote + repeatElement(UInt8(ascii: "*"), count: stars) + quote
        }
    }
}
