/// Hides the values of secret fields in a JSON text that comes in pieces. A hidden value becomes `"***"` and blanks,
/// which JSON allows there, so that every other byte keeps its place. Text that is not JSON, or only a part of it,
/// stays unchanged, except for fields with a secret name. `true`, `false` and `null` are not secrets.
public struct JSONRedactor: Sendable {
    /// The kind of place of the next byte.
    private enum Place {
        case between
        case string(isEscaped: Bool)
        case secret(Secret)
    }

    /// A value that is hidden.
    private enum Secret {
        case string(isEscaped: Bool)
        /// An array or object: the number of open brackets, and whether the byte is within a string of it.
        case nested(Int, inString: Bool, isEscaped: Bool)
        case number(first: UInt8)
    }

    private let names: SecretNames
    private var place = Place.between
    /// The last string as it is written, which is a name if a colon follows.
    private var string: [UInt8] = []
    private var isBehindString = false
    private var isBehindSecretName = false
    /// The number of bytes of the value that is being hidden.
    private var length = 0
    /// Whether anything was hidden.
    public private(set) var hasHidden = false

    /// The longest name that is looked at, in bytes.
    private static let nameLimit = 256
    private static let mask = Array("\"***\"".utf8)

    /// Creates a text whose fields of these names are hidden.
    public init(_ names: SecretNames) { self.names = names }

    /// Returns a whole text, or the beginning of one, without its secrets. The length stays the same.
    public static func redact(_ text: [UInt8], _ names: SecretNames) -> [UInt8] {
        guard text.contains(0x22) else { return text }
        var redactor = JSONRedactor(names)
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        redactor.take(text[...], into: &result)
        redactor.finish(into: &result)
        return redactor.hasHidden ? result : text
    }

    /// Reads the next piece, and appends the part that may be shown.
    public mutating func take(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
        var rest = bytes
        while true {
            if case .string(isEscaped: false) = place {
                // Most of a large text is plain text of strings.
                let plain = rest.prefix { $0 != 0x22 && $0 != 0x5C }
                text += plain
                if string.count < Self.nameLimit { string += plain.prefix(Self.nameLimit) }
                rest = rest[plain.endIndex...]
            }
            guard let byte = rest.popFirst() else { return }
            switch place {
            case .between: take(byte, &text)
            case .string(let isEscaped):
                text.append(byte)
                if byte == 0x22, !isEscaped {
                    (place, isBehindString) = (.between, true)
                } else {
                    if string.count < Self.nameLimit { string.append(byte) }
                    place = .string(isEscaped: byte == 0x5C && !isEscaped)
                }
            case .secret(let secret): take(byte, in: secret, &text)
            }
        }
    }

    /// Ends the text. A value that is cut off is hidden as far as it has come.
    public mutating func finish(into text: inout [UInt8]) {
        guard case .secret = place else { return }
        end(&text)
    }
}

extension JSONRedactor {
    private mutating func take(_ byte: UInt8, _ text: inout [UInt8]) {
        let isBlank = byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
        guard !isBlank else { return text.append(byte) }
        if isBehindSecretName, let secret = Self.secret(beginningWith: byte) {
            (place, length, isBehindSecretName, hasHidden) = (.secret(secret), 0, false, true)
            return hide(&text)
        }
        text.append(byte)
        isBehindSecretName =
            byte == UInt8(ascii: ":") && isBehindString && names.contains(JSONString(escaped: string).bytes)
        isBehindString = false
        if byte == 0x22 { (place, string) = (.string(isEscaped: false), []) }
    }

    private static func secret(beginningWith byte: UInt8) -> Secret? {
        switch byte {
        case 0x22: .string(isEscaped: false)
        case UInt8(ascii: "{"), UInt8(ascii: "["): .nested(1, inString: false, isEscaped: false)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number(first: byte)
        default: nil
        }
    }

    private mutating func take(_ byte: UInt8, in secret: Secret, _ text: inout [UInt8]) {
        switch secret {
        case .string(let isEscaped):
            hide(&text)
            if byte == 0x22, !isEscaped { return end(&text) }
            place = .secret(.string(isEscaped: byte == 0x5C && !isEscaped))
        case .number:
            guard "0123456789+-.eE".utf8.contains(byte) else {
                end(&text)
                return take(byte, &text)
            }
            hide(&text)
        case .nested(let depth, let inString, let isEscaped):
            hide(&text)
            var (depth, inString) = (depth, inString)
            if byte == 0x22, !isEscaped { inString.toggle() }
            if !inString, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
            if !inString, byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
            if depth == 0 { return end(&text) }
            place = .secret(.nested(depth, inString: inString, isEscaped: inString && byte == 0x5C && !isEscaped))
        }
    }

    /// Counts a hidden byte, and writes a replacement for it once the whole mask fits.
    private mutating func hide(_ text: inout [UInt8]) {
        length += 1
        if length == Self.mask.count { text += Self.mask }
        if length > Self.mask.count { text.append(0x20) }
    }

    /// Ends a hidden value. A short value gets a shorter mask; a number of one digit has no room for one.
    private mutating func end(_ text: inout [UInt8]) {
        if length == 1, case .secret(.number(let digit)) = place {
            text.append(digit)
        } else if length < Self.mask.count {
            text += [0x22] + Array(repeating: UInt8(ascii: "*"), count: max(0, length - 2)) + (length > 1 ? [0x22] : [])
        }
        place = .between
    }
}
