/// Hides the secrets of a text that comes in pieces: the values of fields with a secret name in JSON, and in plain text what
/// stands behind such a name and `=` or `:`, and the passwords of URLs.
public struct TextRedactor: Sendable {
    private var json: JSONRedactor
    private var plain: PlainRedactor

    /// Creates a text of which what these names say is hidden. What is hidden becomes `***`. Where the text keeps its length,
    /// blanks follow, or there are fewer stars.
    public init(_ names: SecretNames, keepsLength: Bool = false) {
        json = JSONRedactor(names, keepsLength: keepsLength)
        plain = PlainRedactor(names, keepsLength: keepsLength)
    }

    /// Whether something was hidden.
    public var hasHidden: Bool { json.hasHidden || plain.hasHidden }

    /// Whether the next byte belongs to a value that is hidden.
    var isHiding: Bool { json.isHiding || plain.isHiding }

    /// Returns a whole text, or the beginning of one, without its secrets.
    public static func redact(_ text: [UInt8], _ names: SecretNames, keepsLength: Bool = false) -> [UInt8] {
        guard !names.isEmpty, text.contains(UInt8(ascii: ":")) || text.contains(UInt8(ascii: "=")) else { return text }
        var redactor = TextRedactor(names, keepsLength: keepsLength)
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        redactor.take(text[...], into: &result)
        redactor.finish(into: &result)
        return redactor.hasHidden ? result : text
    }

    /// Returns the parts of a whole text without its secrets. A part that begins within one begins with `***`.
    public static func redact(parts: [ArraySlice<UInt8>], _ names: SecretNames) -> [[UInt8]] {
        guard !names.isEmpty else { return parts.map(Array.init) }
        var redactor = TextRedactor(names)
        return parts.indices.map { index in
            var text = index > 0 && redactor.isHiding ? Array("***".utf8) : []
            redactor.take(parts[index], into: &text)
            if index == parts.count - 1 { redactor.finish(into: &text) }
            return text
        }
    }

    /// Takes the next piece, and appends what may be shown of it.
    public mutating func take(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
        var part: [UInt8] = []
        part.reserveCapacity(bytes.count)
        json.take(bytes, into: &part)
        plain.take(part, into: &text)
    }

    /// Ends the text. A value that goes on behind it is hidden as far as it is there.
    public mutating func finish(into text: inout [UInt8]) {
        var part: [UInt8] = []
        json.finish(into: &part)
        plain.take(part, into: &text)
        plain.finish(into: &text)
    }
}
