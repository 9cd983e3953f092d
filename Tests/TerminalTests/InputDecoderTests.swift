import Canvas
import Testing

@testable import Terminal

struct InputDecoderTests {
    private static func decode(_ bytes: [UInt8]) -> [Input] {
        var decoder = InputDecoder(table: KeyTable())
        return decoder.feed(bytes, now: 1) + decoder.flushEscape()
    }

    private static func keys(_ text: String) -> [Input] { decode(Array(text.utf8)) }

    @Test(
        arguments: [
            ("a", [.character("a")]), ("é日", [.character("é"), .character("日")]), ("\r", [.enter]), ("\n", [.enter]),
            ("\t", [.tab]), ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]), ("\u{1B}", [.escape]),
            ("\u{1B}\u{1B}", [.escape, .escape]), ("\u{3}\u{1A}\u{C}", [.control("c"), .control("z"), .control("l")]),
            ("\u{0}\u{1C}\u{1F}", [.control(" "), .control("\\"), .control("_")]),
            ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
            ("\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD", [.up, .down, .right, .left]),
            ("\u{1B}[H\u{1B}[F\u{1B}OH\u{1B}OF\u{1B}[1~\u{1B}[4~", [.home, .end, .home, .end, .home, .end]),
            ("\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[Z", [.pageUp, .pageDown, .delete, .backTab]),
            (
                "\u{1B}OP\u{1B}[11~\u{1B}[[A\u{1B}[15~\u{1B}[24~",
                [
                    .function(1), .function(1), .function(1), .function(5), .function(12),
                ]
            ),
            ("\u{1B}[1;5A\u{1B}[1;2D\u{1B}[3;5~", [.up, .left, .delete]),
            ("\u{1B}\u{1B}[Aq", [.escape, .up, .character("q")]),
        ] as [(String, [Key])])
    func decodes(text: String, keys: [Key]) {
        #expect(Self.keys(text) == keys.map(Input.key))
    }

    /// Chords with Alt, answers of the terminal and invalid bytes never act; the q after them does.
    @Test(arguments: [
        "\u{1B}d", "\u{1B}D", "\u{1B}é", "\u{1B}[12;34R", "\u{1B}[?62;22c", "\u{1B}[>41;354;0c",
        "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
        "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[M !!", "\u{1B}[<0;12;7m", "\u{1B}[<1;12;7M", "\u{1B}[<32;12;7M",
        "\u{1B}[<0;0;7M", "\u{1B}[<0;12M", "\u{1B}[<0;123456;7M", "\u{1B}[<;;M", "\u{1B}[<66;1;1M", "\u{1B}[27;5;99~",
        "\u{1B}[99;5u",
        "\u{1B}[?2026;2$y", "\u{1B}[\(String(repeating: "1;", count: 500))x", "\u{1B}Oz", "\u{1B}[[Z", "\u{9B}",
        "\u{85}",
        "\u{1B}]52;c;\(String(repeating: "QUJD", count: 2000))\u{7}",
    ])
    func swallows(garbage: String) {
        #expect(Self.keys(garbage + "q") == [.key(.character("q"))])
    }

    /// Checks that neither of two Ctrl-C, which quit, counts as a part of the bytes before it: keys that are pressed
    /// fast look like the beginning of a sequence, and a terminal may break off in the middle of one.
    @Test(arguments: [
        "", "a", "\u{1B}d", "\u{1B}O", "\u{1B}[", "\u{1B}[1;", "\u{1B}[[", "\u{1B}[M", "\u{1B}[M !", "\u{1B}[<0;1",
        "\u{1B}]", "\u{1B}]11;x",
        "\u{1B}]11;x\u{1B}", "\u{1B}P", "\u{1B}X", "\u{1B}^", "\u{1B}_G", "\u{1B}", "\u{1B}\u{1B}",
    ])
    func ctrlCGetsThrough(begun: String) {
        #expect(
            Self.keys(begun + "\u{3}\u{3}q").suffix(3)
                == [.control("c"), .control("c"), .character("q")].map(Input.key))
    }

    @Test(
        arguments: [
            ("\u{1B}[<0;12;7M", .mouse(.press, Point(x: 11, y: 6))),
            ("\u{1B}[<64;1;1M", .mouse(.wheelUp, Point(x: 0, y: 0))),
            ("\u{1B}[<65;300;200M", .mouse(.wheelDown, Point(x: 299, y: 199))),
            ("\u{1B}[<16;2;2M", .mouse(.press, Point(x: 1, y: 1))), ("\u{1B}[I", .focus(true)),
            ("\u{1B}[O", .focus(false)),
        ] as [(String, Input)]) func reportsTheMouseAndTheFocus(text: String, input: Input)
    {
        #expect(Self.keys(text + "q") == [input, .key(.character("q"))])
    }

    @Test(arguments: [[0xC2], [0xE6, 0x97], [0xF0, 0x9F, 0x98]] as [[UInt8]])
    func ctrlCGetsThroughABrokenCharacter(begun: [UInt8]) {
        #expect(Self.decode(begun + [0x03, 0x03]) == [.key(.control("c")), .key(.control("c"))])
    }

    @Test(arguments: [[0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80], [0x80, 0x9B]] as [[UInt8]])
    func dropsBrokenUTF8(bytes: [UInt8]) {
        #expect(Self.decode(bytes + [0x71]) == [.key(.character("q"))])
    }

    @Test(arguments: [
        ("\u{1B}[200~one\ttwo\u{3}\r\u{1B}[A q\u{1B}[201~q", "one\ttwo\u{3}\r\u{1B}[A q"),
        ("\u{1B}[200~\u{1B}[201~q", ""),
        ("\u{1B}[200~é日\u{1B}[201~q", "é日"),
    ])
    func keepsPastesWhole(text: String, paste: String) {
        #expect(Self.keys(text) == [.paste(paste), .key(.character("q"))])
    }

    /// Checks that the bytes mean the same, however they are cut into reads.
    @Test(arguments: [
        "\u{1B}[A", "\u{1B}OB", "\u{1B}[15~", "é日\u{1F600}", "\u{1B}[200~a\u{1B}[20b\u{1B}[201~",
        "\u{1B}]11;rgb:0/0/0\u{1B}\\x",
        "\u{1B}[[C", "\u{1B}[M !!k",
    ])
    func readsMayEndAnywhere(text: String) {
        var decoder = InputDecoder(table: KeyTable())
        var inputs: [Input] = []
        for byte in text.utf8 {
            inputs += decoder.feed([byte], now: 5)
        }
        #expect(inputs + decoder.flushEscape() == Self.keys(text))
    }

    /// Checks that the decoder waits for the rest of a key, which a connection may delay by 100 ms.
    @Test func waitsForTheRestOfAKey() {
        #expect(InputDecoder.escapeDelay > 100)
        var decoder = InputDecoder(table: KeyTable())
        #expect(decoder.feed([0x1B], now: 0).isEmpty && decoder.waitsAfterEscape)
        #expect(decoder.feed(Array("[B".utf8), now: 100) == [.key(.down)])
        #expect(!decoder.waitsAfterEscape && decoder.flushEscape().isEmpty)
    }

    @Test func givesUpWhatNeverEnds() {
        var decoder = InputDecoder(table: KeyTable())
        #expect(decoder.feed(Array("\u{1B}]11;rgb".utf8), now: 0).isEmpty)
        #expect(decoder.feed(Array("q".utf8), now: 900).isEmpty)
        #expect(decoder.feed(Array("q".utf8), now: 2000) == [.key(.character("q"))])
        #expect(decoder.feed(Array("\u{1B}]11;".utf8) + [0x18] + Array("q".utf8), now: 2001) == [.key(.character("q"))])
        #expect(decoder.feed(Array("\u{1B}[200~half".utf8), now: 2002).isEmpty)
        #expect(decoder.feed(Array("q".utf8), now: 9000) == [.paste("half"), .key(.character("q"))])
    }

    @Test func boundsAPaste() {
        let text = String(repeating: "x", count: InputDecoder.pasteLimit + 1000)
        let inputs = Self.keys("\u{1B}[200~" + text + "\u{1B}[201~q")
        #expect(inputs == [.paste(String(text.prefix(InputDecoder.pasteLimit))), .key(.character("q"))])
    }

    /// Checks that a key after a pause is recognized, whatever bytes came before.
    @Test(arguments: 0..<50)
    func recoversFromAnything(seed: Int) {
        var state = UInt64(seed + 1) &* 0x9E37_79B9_7F4A_7C15
        func random() -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state >> 33)
        }
        let pieces = ["\u{1B}", "[", "O", "]", "P", "200~", "201~", ";", "M", "\u{1B}[200~", "\u{7}", "A", "é"].map {
            Array($0.utf8)
        }
        var decoder = InputDecoder(table: KeyTable())
        for step in 0..<200 {
            let bytes = random() % 3 == 0 ? [UInt8(random() % 256)] : pieces[random() % pieces.count]
            _ = decoder.feed(bytes, now: Int64(step))
        }
        #expect(decoder.feed([0x71], now: 100_000).last == .key(.character("q")))
        #expect(!decoder.waitsAfterEscape)
    }
}
