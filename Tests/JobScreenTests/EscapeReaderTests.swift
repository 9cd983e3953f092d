import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

/// Strings of JSON, decoded for reading: what is decoded is drawn as it is, and the text stays the same JSON.
@Suite struct EscapeReaderTests {
    @Test(arguments: [
        (#""na\u00efve""#, #""naïve""#), (#""\u00FC\u4e2d\u0041""#, #""ü中A""#), (#""a\/b""#, #""a/b""#),
        (#""\u003ca\u003e""#, #""<a>""#), (#""\ud83d\ude00!""#, #""😀!""#),
        // What would end the string, or a line, stays.
        (#""\u0022 \u005c \" \\ \\u0041 \n \t""#, #""\u0022 \u005c \" \\ \\u0041 \n \t""#),
        // Controls, what turns the direction of text, joiners, marks, tags and what is no character.
        (#""\u0000\u001b[2J\u007f\u009b""#, #""\u0000\u001b[2J\u007f\u009b""#),
        (#""\u202e\u2066\u200f\u061c\u2028\u2029\ufeff""#, #""\u202e\u2066\u200f\u061c\u2028\u2029\ufeff""#),
        (
            #""\u200b\u200d\u0301\ufe0f\ud83c\udffb\udb40\udc41\ufffe""#,
            #""\u200b\u200d\u0301\ufe0f\ud83c\udffb\udb40\udc41\ufffe""#
        ),
        // Broken escapes stay.
        (
            #""\ud83d \udc00 \ud83d\u0041 \ud83d\n \u12 \uzzzz \ud83d\udxxx""#,
            #""\ud83d \udc00 \ud83dA \ud83d\n \u12 \uzzzz \ud83d\udxxx""#
        ),
        (#""\ud83d\ud83d\ude00""#, #""\ud83d\ud83d\ude00""#), (#""\u00e"#, #""\u00e"#), (#""\ud83d\u"#, #""\ud83d\u"#),
        (#""\"#, #""\"#), (#"{"\u00e4":["\u00f6"]}"#, #"{"ä":["ö"]}"#),
    ]) func decodesWhatIsDrawnAsItIs(_ text: String, _ expected: String) {
        let bytes = Array(text.utf8)
        #expect(String(decoding: EscapeReader.read(bytes), as: UTF8.self) == expected)
        // In pieces of any length it is the same.
        for length in 1...7 {
            var (reader, output) = (EscapeReader(), [UInt8]())
            for start in stride(from: 0, to: bytes.count, by: length) {
                reader.take(bytes[start..<min(start + length, bytes.count)], into: &output)
            }
            reader.end(into: &output)
            #expect(String(decoding: output, as: UTF8.self) == expected, "pieces of \(length)")
        }
    }

    /// Checks every UTF-16 unit: it is decoded or stays, and no terminal gets another text than `DisplayText` allows.
    @Test func everyUnitIsHarmless() throws {
        for unit in 0...0xFFFF {
            let digits = String(unit, radix: 16)
            let escape = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            let decoded = String(decoding: EscapeReader.read(Array("\"\(escape)\"".utf8)), as: UTF8.self)
            guard decoded != "\"\(escape)\"" else { continue }
            #expect(DisplayText(decoded).plain == decoded && decoded.unicodeScalars.count == 3, "\(escape)")
            guard unit.isMultiple(of: 97) else { continue }
            let (read, stored) = (JSONValue(Array(decoded.utf8)), JSONValue(Array("\"\(escape)\"".utf8)))
            #expect(try #require(read?.string) == stored?.string)
        }
    }

    /// Checks that the screen shows strings decoded, and by a key as they are stored; in ASCII always so.
    @Test func aKeyShowsThemAsStored() throws {
        var detail = Fixture.completed
        detail.fields[.data] = Fixture.whole(#"{"a":"na\u00efve"}"#)
        var screen = Fixture.screen(detail)
        func line() -> String? { screen.panes[.data]?.view.document.text.dropFirst().first }
        screen.show(.data)
        #expect(line() == #"  "a": "naïve""#)
        screen.toggleRaw()
        #expect(line() == #"  "a": "na\u00efve""#)
        #expect(Fixture.frame(screen, 80, 24).text.contains { $0.contains("strings as stored") })
        screen.toggleRaw()
        screen.adapt(to: .ascii)
        #expect(line() == #"  "a": "na\u00efve""#)
        screen.adapt(to: .unicode)
        #expect(line() == #"  "a": "naïve""#)
        #expect(screen.copyText.map { String(decoding: $0, as: UTF8.self) }?.contains(#"\u00ef"#) == true)
    }
}
