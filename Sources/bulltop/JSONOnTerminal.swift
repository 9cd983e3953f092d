internal import Canvas

/// JSON for a terminal: the same document, without characters that a terminal would obey, hide or could not show.
enum JSONOnTerminal {
    /// Returns the document with harmful characters, which can only be in its strings, written as `\u009b`.
    static func escaped(_ document: [UInt8], _ glyphs: Glyphs) -> [UInt8] {
        guard document.contains(where: { $0 >= 0x7F }) else { return document }
        var text = ""
        for scalar in String(decoding: document, as: UTF8.self).unicodeScalars {
            guard scalar.isHarmful || glyphs == .ascii && !scalar.isASCII else {
                text.unicodeScalars.append(scalar)
                continue
            }
            for unit in UTF16.encode(scalar) ?? UTF16.EncodedScalar() {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return Array(text.utf8)
    }
}
