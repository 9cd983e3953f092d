import JSONText

/// The values in a JSON text that contain no others, with their paths: `payload.currency`, `items[].sku`.
struct JSONLeaves {
    /// The maximum number of leaves that are read of one text.
    private static let limit = 256
    /// The maximum length of a value that is read, in bytes; longer values are texts that jobs do not share.
    private static let valueLimit = 64
    /// The maximum length of a path that is read, in bytes.
    private static let pathLimit = 128

    private var path: [UInt8] = []
    /// The length of the path before each of the open arrays and objects.
    private var lengths: [Int] = []

    /// Calls `body` with the path and the JSON text of each leaf, up to the first place that is not valid JSON.
    static func forEach(of text: [UInt8], _ body: ([UInt8], ArraySlice<UInt8>) -> Void) {
        var tokens = JSONTokens(text[...])
        var leaves = JSONLeaves()
        var count = 0
        while count < limit, let token = (try? tokens.next()) ?? nil {
            guard let value = leaves.take(token, text) else { continue }
            count += 1
            let isShort = leaves.path.count <= pathLimit && value.count <= valueLimit
            if isShort, !leaves.path.isEmpty { body(leaves.path, value) }
        }
    }

    /// Follows the path to the next token and returns the text of a leaf; nil for other tokens.
    private mutating func take(_ token: JSONTokens.Token, _ text: [UInt8]) -> ArraySlice<UInt8>? {
        switch token {
        case .objectStart: lengths.append(path.count)
        case .arrayStart:
            lengths.append(path.count)
            path += "[]".utf8
        case .arrayEnd, .objectEnd: path.removeLast(path.count - (lengths.popLast() ?? path.count))
        case .name(let name):
            path.removeLast(path.count - (lengths.last ?? path.count))
            if !path.isEmpty { path.append(UInt8(ascii: ".")) }
            path += JSONString(escaped: Array(name)).bytes
        case .null: return Array("null".utf8)[...]
        case .boolean(let value): return Array((value ? "true" : "false").utf8)[...]
        case .number(let number): return number
        case .string(let string): return text[(string.startIndex - 1)...string.endIndex]
        }
        return nil
    }
}
