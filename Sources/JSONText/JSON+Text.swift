extension JSON {
    /// The blanks and line breaks of a text.
    public enum Spacing: Hashable, Sendable {
        /// None, as `JSON.stringify` writes it.
        case compact
        /// A blank after commas and colons, as Python's `json.dumps` writes it.
        case spaced
        /// Lines that are indented by this number of blanks for each level.
        case indented(Int)
    }

    /// Returns the value as text, without blanks, or on lines indented by this number of blanks for each level.
    public func text(indentation: Int? = nil) -> [UInt8] { text(indentation.map { .indented($0) } ?? .compact) }

    /// Returns the value as text that is nested `level` levels deep in another one.
    public func text(_ spacing: Spacing, level: Int = 0) -> [UInt8] {
        var text: [UInt8] = []
        write(to: &text, spacing, depth: level)
        return text
    }

    private func write(to text: inout [UInt8], _ spacing: Spacing, depth: Int) {
        switch self {
        case .null: text += "null".utf8
        case .boolean(let value): text += value ? "true".utf8 : "false".utf8
        case .number(let number): text += number.text
        case .string(let string): Self.write(string, to: &text)
        case .array(let elements):
            Self.write(elements, between: ("[", "]"), to: &text, spacing, depth) { element, text in
                element.write(to: &text, spacing, depth: depth + 1)
            }
        case .object(let members):
            Self.write(members, between: ("{", "}"), to: &text, spacing, depth) { member, text in
                Self.write(member.name, to: &text)
                text += spacing == .compact ? ":".utf8 : ": ".utf8
                member.value.write(to: &text, spacing, depth: depth + 1)
            }
        }
    }

    private static func write(_ string: JSONString, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        text += string.escaped
        text.append(UInt8(ascii: "\""))
    }

    private static func write<Item>(
        _ items: [Item], between signs: (String, String), to text: inout [UInt8], _ spacing: Spacing, _ depth: Int,
        item write: (Item, inout [UInt8]) -> Void
    ) {
        text += signs.0.utf8
        for (index, item) in items.enumerated() {
            if index > 0 { text += spacing == .spaced ? ", ".utf8 : ",".utf8 }
            breakLine(spacing, depth + 1, &text)
            write(item, &text)
        }
        if !items.isEmpty { breakLine(spacing, depth, &text) }
        text += signs.1.utf8
    }

    private static func breakLine(_ spacing: Spacing, _ depth: Int, _ text: inout [UInt8]) {
        guard case .indented(let indentation) = spacing else { return }
        text.append(0x0A)
        text += repeatElement(0x20, count: max(0, indentation) * depth)
    }
}
