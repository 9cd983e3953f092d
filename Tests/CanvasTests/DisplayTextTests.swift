import TestSupport
import Testing

@testable import Canvas

struct DisplayTextTests {
    /// Checks that scalars that do not depend on their neighbours are shown unchanged, alone and after each other.
    @Test func plainScalarsStandForThemselves() {
        let plain = (0..<0x20000).compactMap { Unicode.Scalar($0) }.filter { $0.plainColumns != nil }
        #expect(plain.count > 50_000)
        let wrong = plain.filter { scalar in
            let text = "x" + String(scalar) + "é" + String(scalar) + "日"
            let shown = DisplayText(text)
            return !shown.plain.utf8.elementsEqual(text.utf8) || shown.width != 4 + 2 * (scalar.plainColumns ?? 0)
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: [
        ("plain", "plain", 5),
        ("\u{1B}[31mred", "␛[31mred", 8),
        ("a\nb\tc\r\0", "a␊b␉c␍␀", 7),
        ("\u{7F}", "␡", 1),
        ("\u{9B}31m", "\u{FFFD}31m", 4),
        ("日本", "日本", 4),
        ("e\u{301}x", "e\u{301}x", 2),
        ("e\u{301}\u{302}\u{303}\u{304}\u{305}", "e\u{301}\u{302}\u{303}\u{304}", 1),
        ("\u{301}x", "\u{FFFD}x", 2),
        ("\u{26A0}\u{FE0F}!", "\u{26A0}!", 2),
        ("\u{1F469}\u{200D}\u{1F4BB}.", "\u{1F469}.", 3),
        ("\u{1F44D}\u{1F3FD}", "\u{1F44D}", 2),
        ("\u{1F1E9}\u{1F1EA}", "DE", 2),
        ("1\u{FE0F}\u{20E3}", "1\u{20E3}", 1),
        ("\u{202E}txt\u{202C}", "\u{FFFD}txt\u{FFFD}", 5),
        ("\u{2066}\u{2067}\u{2068}\u{2069}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", 4),
        ("a\u{2028}b\u{2029}", "a\u{FFFD}b\u{FFFD}", 4),
        ("a\u{200B}b\u{FEFF}", "a\u{FFFD}b\u{FFFD}", 4),
        ("a\u{200D}b", "a\u{FFFD}b", 3),
        ("क\u{94D}\u{200D}ष", "क\u{94D}ष", 2),
        ("x\u{E0041}\u{E0042}y", "x\u{FFFD}y", 3),
        ("\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}", "\u{1F3F4}", 2),
        ("\u{E000}\u{F0000}\u{378}", "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
        ("\u{1100}\u{1161}\u{11A8}", "\u{1100}\u{1161}\u{11A8}", 2),
        ("\u{3164}\u{115F}\u{AD}", "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
    ])
    func standsIn(text: String, shown: String, width: Int) {
        let display = DisplayText(text)
        #expect(Array(display.plain.unicodeScalars) == Array(shown.unicodeScalars))
        #expect(display.width == width)
    }

    @Test(
        arguments: [
            ([0x61, 0xFF, 0xFE, 0x62], "a\u{FFFD}b"),
            ([0xC0, 0xAF], "\u{FFFD}"),
            ([0xED, 0xA0, 0x80, 0x41], "\u{FFFD}A"),
            ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}"),
            ([0xE2, 0x82], "\u{FFFD}"),
            ([0xE2, 0x82, 0x41, 0x80], "\u{FFFD}A\u{FFFD}"),
        ] as [([UInt8], String)])
    func decodesLeniently(bytes: [UInt8], shown: String) {
        #expect(DisplayText(bytes).plain == shown)
    }

    @Test(arguments: [
        ("\u{1B}[0m", "^[[0m", 5), ("日x", "??x", 3), ("e\u{301}", "e", 1), ("é", "?", 1), ("\u{202E}", "?", 1),
        ("\u{7F}", "^?", 2),
    ])
    func isASCIIWhereAskedFor(text: String, shown: String, width: Int) {
        let display = DisplayText(text, glyphs: .ascii)
        #expect(display.plain == shown)
        #expect(display.width == width)
    }

    @Test func splitsLines() {
        let bytes = Array("one\r\n\ttwo\n\nx\ty\rz".utf8)
        #expect(DisplayText.lines(of: bytes).map(\.plain) == ["one", "    two", "", "x   y␍z"])
        #expect(DisplayText.lines(of: []).isEmpty)
        #expect(DisplayText.lines(of: Array("a\n".utf8)).count == 1)
    }

    @Test(arguments: [
        ("abcdef", 4, Ellipsis.end, "abc…"), ("abcdef", 4, .start, "…def"), ("abcdef", 4, .middle, "ab…f"),
        ("abcdef", 6, .end, "abcdef"), ("abcdef", 1, .middle, "…"), ("abcdef", 0, .end, ""), ("abcdef", -3, .end, ""),
        ("日本語", 4, .end, "日 …"), ("日本語", 5, .end, "日本…"),
        // No part of a number is shown as if it were the number; one that begins the text may be an id.
        ("34 of 1 237 jobs", 8, .end, "34 of…"), ("34 of 1 237 jobs", 9, .end, "34 of…"),
        ("34 of 1 237 jobs", 11, .end, "34 of…"), ("34 of 1 237 jobs", 12, .end, "34 of 1 237…"),
        ("took 1.24 s", 8, .end, "took…"), ("(4711 jobs)", 4, .end, "(…"), ("of (4711 jobs)", 7, .end, "of (…"),
        ("日 4711", 5, .end, "日…"), ("12431 ok", 4, .end, "124…"), ("job-12431", 7, .end, "job-12…"),
    ])
    func truncates(text: String, columns: Int, ellipsis: Ellipsis, shown: String) {
        #expect(DisplayText(text).truncated(to: columns, ellipsis: ellipsis).plain == shown)
    }

    @Test func slicesAndWraps() {
        let text = DisplayText("a日本b")
        #expect(text.sliced(from: 2, columns: 3).plain == " 本")
        #expect(text.sliced(from: 4, columns: 9).plain == " b")
        #expect(text.sliced(from: 9, columns: 3).isEmpty)
        #expect(text.wrapped(to: 3).map(\.plain) == ["a日", "本b"])
        #expect(DisplayText("日本").wrapped(to: 1).map(\.plain) == ["日", "本"])
        #expect(DisplayText("ab").padded(to: 5, alignment: .right).plain == "   ab")
        #expect(DisplayText("ab").padded(to: 5, alignment: .center).plain == " ab  ")
    }

    @Test func drawsBars() {
        #expect(DisplayText.bar(0.5, columns: 3).plain == "█▌ ")
        #expect(DisplayText.bar(1, columns: 3).plain == "███")
        #expect(DisplayText.bar(.nan, columns: 2).plain == "  ")
        #expect(DisplayText.bar(0.5, columns: 4, glyphs: .ascii).plain == "##  ")
        #expect(DisplayText.sparkline([0, 1, 1000, 500]).plain == " ▁█▄")
        #expect(DisplayText.sparkline([]).isEmpty)
    }

    @Test(arguments: 0..<60)
    func neverHoldsWhatIsNotDrawn(seed: Int) {
        var random = Dice(seed: UInt64(seed + 1))
        let bytes = random.hostileBytes(60)
        for glyphs in Glyphs.allCases {
            let text = DisplayText(bytes, glyphs: glyphs)
            #expect(text.clusters.reduce(0) { $0 + $1.width } == text.width)
            #expect(text.clusters.map(\.text).joined() == text.plain)
            #expect(text.clusters.allSatisfy { $0.text.unicodeScalars.count <= 5 })
            #expect(text.plain.unicodeScalars.allSatisfy { $0 == "\u{FFFD}" || ScalarClass($0.value) != .refused })
            #expect(DisplayText(text.plain, glyphs: glyphs) == text)
            let columns = random.coordinate()
            for ellipsis in [Ellipsis.end, .start, .middle] {
                let cut = text.truncated(to: columns, ellipsis: ellipsis, glyphs: glyphs)
                #expect(cut.width <= max(0, columns))
                #expect(cut.clusters.reduce(0) { $0 + $1.width } == cut.width)
            }
            #expect(text.wrapped(to: columns).reduce(DisplayText(), +) == text)
        }
    }
}

struct GlyphsTests {
    @Test(arguments: Glyphs.allCases)
    func areOneColumnWide(glyphs: Glyphs) {
        let all = [
            glyphs.ellipsis, glyphs.unknown, glyphs.horizontal, glyphs.vertical, glyphs.topLeft, glyphs.topRight,
            glyphs.bottomLeft, glyphs.bottomRight, glyphs.teeRight, glyphs.teeLeft, glyphs.teeDown, glyphs.teeUp,
            glyphs.cross, glyphs.arrowUp, glyphs.arrowDown, glyphs.arrowLeft, glyphs.arrowRight, glyphs.sortAscending,
            glyphs.sortDescending, glyphs.selection, glyphs.mark, glyphs.separator, glyphs.dot, glyphs.bullet,
            glyphs.expanded, glyphs.collapsed, glyphs.check, glyphs.failure, glyphs.warning, glyphs.pause,
            glyphs.absent,
            glyphs.times, glyphs.full, glyphs.track,
        ]
        let blocks = (0...8).flatMap { [glyphs.horizontalBlock(eighths: $0), glyphs.verticalBlock(eighths: $0)] }
        for glyph in all + blocks {
            #expect(DisplayText(glyph.plain) == glyph)
            #expect(glyph.width == 1)
            #expect(glyphs == .unicode || glyph.plain.utf8.count == 1)
        }
    }
}
