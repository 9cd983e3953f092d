import TestSupport
import Testing

@testable import Dashboard

@Suite struct JSONPrinterTests {
    @Test(arguments: [
        ("1.10", ["1.10"]),
        ("{}", ["{}"]),
        (" [ ] ", ["[]"]),
        ("[1,2]", ["[", "  1,", "  2", "]"]),
        (#"{"b":1,"a":-0.0e+5,"b":2}"#, ["{", #"  "b": 1,"#, #"  "a": -0.0e+5,"#, #"  "b": 2"#, "}"]),
        (#"{"a":[{"b":null}]}"#, ["{", #"  "a": ["#, "    {", #"      "b": null"#, "    }", "  ]", "}"]),
        (#""\u00fc \" \/ ü""#, [#""ü \" / ü""#]),
        ("123456789012345678901234567890", ["123456789012345678901234567890"]),
    ])
    func layout(_ json: String, _ lines: [String]) {
        let (document, verdict) = JSONPrinter.print(Array(json.utf8))
        #expect(verdict == .complete)
        #expect(document.text == lines)
    }

    @Test(arguments: [
        ("", JSONPrinter.Verdict.cut), ("  ", .cut), ("[1,", .cut), (#"{"a"#, .cut), (#"{"a":"b\"#, .cut),
        ("[tru", .cut),
        ("[-", .cut), ("[1.", .cut), ("{", .cut), (#"{"a":"#, .cut),
        ("[1 2]", .invalid(at: 3)), ("{]", .invalid(at: 1)), ("[}", .invalid(at: 1)), ("[1}", .invalid(at: 2)),
        ("01", .invalid(at: 0)), ("1 2", .invalid(at: 2)), ("NaN", .invalid(at: 0)), (#"{"a",1}"#, .invalid(at: 4)),
        ("[,1]", .invalid(at: 1)), ("{1:2}", .invalid(at: 1)), ("[1,]", .invalid(at: 3)),
        (#"{"a":1,}"#, .invalid(at: 7)),
        ("]", .invalid(at: 0)), ("1.", .cut), ("1.x", .invalid(at: 0)), ("\u{FEFF}1", .invalid(at: 0)),
    ])
    func verdicts(_ json: String, _ verdict: JSONPrinter.Verdict) {
        #expect(JSONPrinter.print(Array(json.utf8)).verdict == verdict)
    }

    @Test func aCutValueIsLaidOutAsFarAsItGoes() {
        let document = JSONPrinter.print(Array(#"{"a":[1,{"key":"val"#.utf8)).document
        #expect(document.text == ["{", #"  "a": ["#, "    1,", "    {", #"      "key": "val"#])
    }

    @Test func everyTokenHasItsRole() throws {
        let (document, _) = JSONPrinter.print(Array(#"{"key":["text",1,true]}"#.utf8))
        #expect(document.roles(of: 1).contains { $0 == ("\"key\"", .jsonKey) })
        #expect(document.roles(of: 2).last.map { $0 == (",", .jsonPunctuation) } == true)
        #expect(document.roles(of: 2).contains { $0 == ("\"text\"", .jsonString) })
        #expect(document.roles(of: 3).contains { $0 == ("1", .jsonNumber) })
        #expect(document.roles(of: 4).contains { $0 == ("true", .jsonLiteral) })
    }

    @Test(arguments: ["[", #"{"a":"#]) func anyDepthIsBounded(_ opening: String) {
        let json = Array(String(repeating: opening, count: 50_000).utf8)
        let (document, verdict) = JSONPrinter.print(json)
        #expect(verdict == .cut)
        #expect(document.lines.count <= JSONPrinter.deepest + 1)
        #expect(document.bytes.count < json.count * 2 + 1_000)
    }

    @Test func validJSONKeepsEveryTokenInOrder() {
        var random = Dice(seed: 1)
        for _ in 0..<500 {
            let (minified, spaced) = JSONText.random(using: &random)
            let (document, verdict) = JSONPrinter.print(spaced, isRaw: true)
            #expect(verdict == .complete)
            #expect(JSONText.minified(document.bytes) == minified)
        }
    }

    @Test func anyPrefixOfJSONIsCutNotInvalid() {
        var random = Dice(seed: 2)
        for _ in 0..<300 {
            let json = JSONText.random(using: &random).minified
            let cut = Array(json.prefix(Int.random(in: 0..<json.count, using: &random)))
            // A number may be complete wherever it ends.
            let verdict = JSONPrinter.print(cut).verdict
            #expect(verdict == .cut || (verdict == .complete && json.first.map { 0x2D...0x39 ~= $0 } == true))
        }
    }

    @Test func noBytesStopIt() {
        var random = Dice(seed: 3)
        let alphabet = Array("{}[]\",:\\u0123.eE+-truefalsnl \n\t".utf8) + [0x00, 0x1B, 0x80, 0xC3, 0xFF]
        for _ in 0..<3_000 {
            let length = Int.random(in: 0...60, using: &random)
            let bytes = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let (document, verdict) = JSONPrinter.print(bytes)
            #expect(document.lines.last?.range.upperBound == document.bytes.count)
            let shown = JSONText.minified(document.bytes)
            if verdict == .complete { #expect(shown == JSONText.minified(bytes)) }
            _ = JSONStrings(bytes)
        }
    }
}
