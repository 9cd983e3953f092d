import JSONText

/// A path into a JSON text: `user.id`, `items.0.sku`. A part that is not a number applies to each element of an array.
struct JSONPath: Hashable, Sendable {
    /// The maximum depth of a text that is followed.
    private static let depthLimit = 256

    /// The names and indices; none for the whole text.
    let parts: [[UInt8]]

    init(_ parts: [[UInt8]] = []) { self.parts = parts }

    /// A value at a path.
    enum Value: Equatable {
        case string([UInt8])
        case number(ArraySlice<UInt8>)
        /// The literal `true`, `false` or `null`.
        case word(String)
        /// The JSON text of an object.
        case object(ArraySlice<UInt8>)
    }

    /// Calls `body` with the values at the path until it returns true; for an array there, with each element.
    ///
    /// - Returns: Whether `body` returned true. Text after a place that is not valid JSON is not looked at.
    func contains(in text: [UInt8], where body: (Value) -> Bool) -> Bool {
        var tokens = JSONTokens(text[...])
        guard let first = try? tokens.next() else { return false }
        return (try? visit(first, &tokens, part: 0, body)) ?? false
    }

    private func visit(
        _ token: JSONTokens.Token, _ tokens: inout JSONTokens, part: Int, _ body: (Value) -> Bool
    ) throws(JSONError) -> Bool {
        switch token {
        case .arrayStart:
            guard tokens.depth < Self.depthLimit else {
                try Self.skip(token, &tokens)
                return false
            }
            return try visitElements(&tokens, part: part, body)
        case .objectStart:
            guard part < parts.count else { return body(.object(try Self.skip(token, &tokens))) }
            return try visitMembers(&tokens, part: part, body)
        case .null: return part == parts.count && body(.word("null"))
        case .boolean(let value): return part == parts.count && body(.word(value ? "true" : "false"))
        case .number(let text): return part == parts.count && body(.number(text))
        case .string(let text): return part == parts.count && body(.string(JSONString(escaped: Array(text)).bytes))
        case .arrayEnd, .objectEnd, .name: return false
        }
    }

    private func visitElements(
        _ tokens: inout JSONTokens, part: Int, _ body: (Value) -> Bool
    ) throws(JSONError) -> Bool {
        let wanted = part < parts.count ? Int(String(decoding: parts[part], as: UTF8.self)) : nil
        var index = 0
        while let token = try tokens.next(), token != .arrayEnd {
            if try visit(token, &tokens, part: index == wanted ? part + 1 : part, body) { return true }
            index += 1
        }
        return false
    }

    private func visitMembers(
        _ tokens: inout JSONTokens, part: Int, _ body: (Value) -> Bool
    ) throws(JSONError) -> Bool {
        while case .name(let name)? = try tokens.next() {
            guard let token = try tokens.next() else { return false }
            let isWanted = JSONString(escaped: Array(name)).bytes == parts[part]
            if !isWanted {
                try Self.skip(token, &tokens)
            } else if try visit(token, &tokens, part: part + 1, body) {
                return true
            }
        }
        return false
    }

    /// Reads to the end of the value that begins with `token`, and returns its text.
    @discardableResult
    private static func skip(_ token: JSONTokens.Token, _ tokens: inout JSONTokens) throws(JSONError) -> ArraySlice<
        UInt8
    > {
        guard token == .arrayStart || token == .objectStart else { return [] }
        let start = tokens.position - 1
        let depth = tokens.depth
        while tokens.depth >= depth, try tokens.next() != nil {}
        return tokens.text[start..<tokens.position]
    }
}
