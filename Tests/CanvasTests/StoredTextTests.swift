import Canvas
import Testing

@Suite struct StoredTextTests {
    private static let texts: [[UInt8]] = [
        [], Array("plain".utf8), Array("é👨‍👩‍👧\u{202E}\u{1B}\u{9B}\n".utf8), [0xFF], [0xC3], [0x61, 0xE2, 0x82, 0x62],
        Array("\u{10FE80}\u{10FEFF}\u{10FE7F}".utf8), Array("\u{10FE80}".utf8) + [0x80], Array(0...255),
    ]

    @Test(arguments: texts) func bytesComeBack(bytes: [UInt8]) {
        #expect(StoredText.bytes(of: StoredText.text(bytes)) == bytes)
    }

    @Test(arguments: texts) func aTableForAPipeKeepsAllButControlCharacters(bytes: [UInt8]) {
        for glyphs in Glyphs.allCases {
            let shown = StoredText.bytes(of: DisplayText(bytes, glyphs: glyphs.forPipe).plain)
            #expect(!shown.contains { $0 < 0x20 || $0 == 0x7F })
            let hasControls = String(decoding: bytes, as: UTF8.self).unicodeScalars.contains {
                $0.properties.generalCategory == .control
            }
            if !hasControls { #expect(shown == bytes) }
        }
    }

    @Test(arguments: [
        ("a\tb\r\n", "a\tb\r\n"), ("a\rb", "a\u{240D}b"), ("\u{1B}[2J\u{7F}", "\u{241B}[2J\u{2421}"),
        ("\u{9B}5m\u{C2A0}\u{A0}", "\u{FFFD}5m\u{C2A0}\u{A0}"),
    ])
    func controlCharactersHaveStandIns(text: String, expected: String) {
        #expect(StoredText.withoutControls(Array(text.utf8)) == Array(expected.utf8))
    }
}
