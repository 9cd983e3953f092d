import JSONText
import TestSupport
import Testing

/// Texts that come in pieces are accepted, refused and written exactly like texts that come as a whole.
@Suite struct JSONReprinterTests {
    private static let words = [
        "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\u00e9 ü\\n\"", "\"\\ud83d\"", "\"", "\\", "1", "0", "-", "-0.5e3",
        "1E+9",
        ".", "e", "true", "false", "null", "tru", " ", "\n", "\t", "👨‍👩‍👧", "\u{1}", "[[]]", "{\"a\":{}}", "{\"a\":[1, 2]}",
    ]
    private static let spacings: [JSON.Spacing] = [.compact, .spaced, .indented(2)]

    private func check(_ text: [UInt8], _ dice: inout Dice) {
        for (level, spacing) in Self.spacings.enumerated() {
            var printer = JSONReprinter(spacing, level: level)
            var (written, rest): ([UInt8], ArraySlice<UInt8>) = ([], text[...])
            while !rest.isEmpty {
                let piece = rest.prefix(dice.roll(1...7))
                printer.take(piece, into: &written)
                rest = rest.dropFirst(piece.count)
            }
            let json = try? JSON(text)
            #expect(printer.isWhole == (json != nil), "\(String(decoding: text, as: UTF8.self).debugDescription)")
            if let json { #expect(written == json.text(spacing, level: level)) }
        }
        var form = UTF8Form()
        for byte in text { form.take([byte]) }
        #expect(form.isValid == (String(validating: text, as: UTF8.self) != nil), "\(text)")
    }

    @Test(arguments: 0..<8) func piecesAreAsTheWhole(shard: UInt64) {
        var dice = Dice(seed: shard)
        for _ in 0..<400 {
            var text = (0..<dice.roll(0...9)).flatMap { _ in Array((dice.pick(Self.words) ?? "").utf8) }
            if dice.happens(20), !text.isEmpty { text[dice.roll(0...text.count - 1)] = dice.roll(0...255) }
            check(text, &dice)
        }
    }

    @Test(arguments: [
        "{\"a\":[1,2.50,-3e+7,{\"b\":null,\"c\":[]}],\"ü\":\"\\\"\\\\ \\u00e9\",\"d\":{}}", "[true,false,null]", "0",
        "-0.0", "\"x\"",
        "  [ 1 , 2 ]  ", "", " ", "{\"a\":1,}", "[1,]", "01", "1.", "+1", "nul", "[", "{\"a\"", "\"\u{7F}\"", "\"\t\"",
        "1 2",
    ])
    func wholeTextsAreWrittenAlike(text: String) {
        var dice = Dice(seed: 7)
        check(Array(text.utf8), &dice)
    }

    @Test func depthIsBounded() {
        var dice = Dice(seed: 1)
        for depth in [JSON.depthLimit, JSON.depthLimit + 1] {
            check(Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8), &dice)
        }
    }
}
