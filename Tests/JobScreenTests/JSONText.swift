import TestSupport

/// Random JSON texts.
enum JSONText {
    /// Returns a value without spaces between its tokens, and the same value with some.
    static func random(using random: inout Dice) -> (minified: [UInt8], spaced: [UInt8]) {
        var tokens: [String] = []
        value(into: &tokens, depth: 0, using: &random)
        let minified = Array(tokens.joined().utf8)
        let blanks = ["", "", " ", "\n", "\t\r\n  "]
        let spaced = tokens.map { $0 + (blanks.randomElement(using: &random) ?? "") }.joined()
        return (minified, Array(spaced.utf8))
    }

    /// Returns the text without the spaces that are outside of strings.
    static func minified(_ text: [UInt8]) -> [UInt8] {
        var isInString = false
        var isEscaped = false
        return text.filter { byte in
            defer {
                if isInString, !isEscaped, byte == UInt8(ascii: "\"") {
                    isInString = false
                } else if !isInString, byte == UInt8(ascii: "\"") {
                    isInString = true
                }
                isEscaped = isInString && !isEscaped && byte == UInt8(ascii: "\\")
            }
            return isInString || ![0x20, 0x09, 0x0A, 0x0D].contains(byte)
        }
    }

    private static func value(into tokens: inout [String], depth: Int, using random: inout Dice) {
        switch Int.random(in: 0...(depth > 30 ? 3 : 7), using: &random) {
        case 0: tokens.append(["true", "false", "null"].randomElement(using: &random) ?? "null")
        case 1:
            tokens.append(
                ["0", "-1", "1.10", "9e99", "-0.0E-7", "90071992547409931"].randomElement(using: &random) ?? "0")
        case 2, 3: tokens.append(string(using: &random))
        case 4, 5: container("[", "]", into: &tokens, depth: depth, using: &random)
        default: container("{", "}", into: &tokens, depth: depth, using: &random)
        }
    }

    private static func container(
        _ open: String, _ close: String, into tokens: inout [String], depth: Int, using random: inout Dice
    ) {
        tokens.append(open)
        for index in 0..<Int.random(in: 0...3, using: &random) {
            if index > 0 { tokens.append(",") }
            if open == "{" { tokens += [string(using: &random), ":"] }
            value(into: &tokens, depth: depth + 1, using: &random)
        }
        tokens.append(close)
    }

    private static func string(using random: inout Dice) -> String {
        let parts = ["a", " ", "\\\"", "\\\\", "\\n", "ü", "日本", "{", "]", ",", "\\u0041", "e\u{301}", ":"]
        let count = Int.random(in: 0...5, using: &random)
        return "\"" + (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined() + "\""
    }
}
