import TestSupport

@testable import Dashboard

extension TextDocument {
    /// The lines as text.
    var text: [String] { lines.map { String(decoding: bytes[$0.range], as: UTF8.self) } }

    /// Returns the runs of a line, each with its role.
    func roles(of line: Int) -> [(String, ThemeRole)] {
        runs(of: lines[line], in: lines[line].range).map { (String(decoding: bytes[$0.range], as: UTF8.self), $0.role) }
    }
}

extension TextDocument {
    /// Returns a document of random lines: long and short, wide, combining, broken and hostile.
    static func random(using random: inout Dice) -> TextDocument {
        let parts: [[UInt8]] = [
            Array("plain text ".utf8), Array("日本語".utf8), Array("e\u{301}\u{302}".utf8), Array("👩‍👩‍👧🇩🇪1️⃣".utf8),
            [0xFF, 0xC0, 0x80], [0xE2, 0x82], [0x1B, 0x5B], [0x00, 0x7F, 0x0D], Array("\u{202E}\u{200B}".utf8),
            Array("x".utf8),
        ]
        var document = TextDocument()
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let isPlain = Bool.random(using: &random)
            for _ in 0..<Int.random(in: 0...1, using: &random) * Int.random(in: 0...900, using: &random) {
                let part = isPlain ? parts[0] : parts.randomElement(using: &random) ?? []
                document.append(part, Bool.random(using: &random) ? .text : .jsonKey)
            }
            document.endLine()
        }
        return document
    }
}
