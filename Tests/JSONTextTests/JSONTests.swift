import Foundation
import JSONText
import TestSupport
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "-12.50e+3", "1E400", "12345678901234567890123", #""""#, #""a\/b""#,
        #""\ud800 \"\\ é 😀 \u0000""#, "[]", "{}", "[[],{}]", #"{"b":1,"a":[1.0,null],"b":2}"#,
    ])
    func valuesStayAsTheyAreWritten(text: String) throws {
        try JSON.check(text.utf8)
        #expect(String(decoding: try JSON(text.utf8).text(), as: UTF8.self) == text)
    }

    @Test func blanksAreAllowedBetweenTokens() throws {
        let value = try JSON(" \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : \"x y\" }\n".utf8)
        #expect(value.text() == Array(#"{"a":[1,2],"b":"x y"}"#.utf8))
    }

    @Test func indents() throws {
        let text = try JSON(#"{"a":[1,{}],"b":[]}"#.utf8).text(indentation: 2)
        #expect(String(decoding: text, as: UTF8.self) == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}")
    }

    @Test(arguments: [
        ("", 1, 1, "a value"), ("  ", 1, 3, "a value"), ("[1,]", 1, 4, "a value"), ("[", 1, 2, "a value or ]"),
        ("[1 2]", 1, 4, "a comma or ]"), ("{\"a\" 1}", 1, 6, "a colon"), ("{\"a\":1 \"b\"}", 1, 8, "a comma or }"),
        ("{,}", 1, 2, "a name in double quotes or }"), ("{\"a\":1,}", 1, 8, "a name in double quotes"),
        ("{a:1}", 1, 2, "a name in double quotes or }"), ("1 1", 1, 3, "the end of the text"),
        ("{}}", 1, 3, "the end of the text"), ("nul", 1, 1, "a value"), ("'a'", 1, 1, "a value"),
        ("01", 1, 2, "the end of the text"), ("-", 1, 2, "a digit"), ("1.", 1, 3, "a digit"), ("1e+", 1, 4, "a digit"),
        ("+1", 1, 1, "a value"), (".5", 1, 1, "a value"), ("NaN", 1, 1, "a value"), ("]", 1, 1, "a value"),
        ("{\n  \"ü\": \"é\",\n  \"ö\": x\n}", 3, 8, "a value"), ("\"abc", 1, 5, "the closing quote of a string"),
        ("\"\\x\"", 1, 3, "one of \" \\ / b f n r t u after the backslash"),
        ("\"\\u12g4\"", 1, 6, "four hexadecimal digits"),
        ("\"\\", 1, 3, "one of \" \\ / b f n r t u after the backslash"),
        ("\"a\nb\"", 1, 3, "no control character in a string; write it as \\n, \\t or \\u00XX"),
    ])
    func saysWhereATextIsNone(text: String, line: Int, column: Int, expected: String) {
        let error = #expect(throws: JSONError.self) { try JSON.check(text.utf8) }
        #expect(error?.description == "line \(line), column \(column): expected \(expected)")
        #expect(throws: JSONError.self) { try JSON(text.utf8) }
    }

    /// Checks that bytes are refused that are overlong, a surrogate, beyond the last scalar, cut, or continue nothing.
    @Test(
        arguments: [
            [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xE2, 0x82], [0x80], [0xFF], [0xE2, 0x28, 0xA1],
        ] as [[UInt8]])
    func refusesWhatIsNotUTF8(bytes: [UInt8]) {
        let error = #expect(throws: JSONError.self) { try JSON.check([0x22, 0x61] + bytes + [0x22]) }
        #expect(error?.offset == 2)
        #expect(error?.expected == "UTF-8")
    }

    @Test func anyDepthIsCheckedAndALimitedOneIsRead() throws {
        func nested(_ depth: Int) -> [UInt8] {
            [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth)
        }
        try JSON.check(nested(200_000))
        #expect(try JSON(nested(JSON.depthLimit)).text() == nested(JSON.depthLimit))
        let error = #expect(throws: JSONError.self) { try JSON(nested(JSON.depthLimit + 1)) }
        #expect(error?.expected == "at most 512 levels")
    }

    @Test func stringsSayWhatTheyMean() throws {
        let string = try #require(JSON(#""a\n\t\/\u00e9\ud83d\ude00\ud800x\udc00\u0041""#.utf8).bytes)
        #expect(String(decoding: string, as: UTF8.self) == "a\n\t/é😀\u{FFFD}x\u{FFFD}A")
        #expect(JSON.string("\"\\\n\u{1}\u{7F}é").text() == Array(#""\"\\\n\u0001"#.utf8) + [0x7F] + Array("é\"".utf8))
    }

    @Test func numbersHaveValues() throws {
        func number(_ text: String) throws -> JSON { try JSON(text.utf8) }
        #expect(try number("9007199254740993").integer == 9_007_199_254_740_993)
        #expect(try number("1e3").integer == 1_000)
        #expect(try number("5.0").integer == 5)
        #expect(try number("5.5").integer == nil)
        #expect(try number("1e30").integer == nil)
        #expect(try number("-0.25").double == -0.25)
        #expect(JSON.number(7).text() == Array("7".utf8))
    }

    @Test func theLastOfSeveralMembersCounts() throws {
        let value = try JSON(#"{"a":1,"\u0061":2}"#.utf8)
        #expect(value["a"]?.integer == 2)
        #expect(value["b"] == nil)
        #expect(value.members?.count == 2)
    }

    /// Checks that Foundation's parser and this one agree on texts that are damaged in one place.
    @Test func agreesWithAnotherParser() throws {
        let texts = [#"{"a":[1,-2.5e3,true],"b":{"c":null,"d":"x\n\u00e9"}}"#, #"[{"k":"😀"},[],{},0.1,"\\\""]"#]
        var refused = 0
        for text in texts.map({ Array($0.utf8) }) {
            for place in text.indices {
                for byte in [UInt8(ascii: ","), UInt8(ascii: "0"), UInt8(ascii: "\""), UInt8(ascii: "]"), 0x20, 0x01] {
                    var damaged = text
                    damaged[place] = byte
                    let isValid = (try? JSON.check(damaged)) != nil
                    refused += isValid ? 0 : 1
                    let theirs = try? JSONSerialization.jsonObject(with: Data(damaged), options: [.fragmentsAllowed])
                    #expect(isValid == (theirs != nil), "\(String(decoding: damaged, as: UTF8.self))")
                    #expect((try? JSON(damaged).text()) == nil || isValid)
                }
            }
        }
        #expect(refused > 300)
    }
}

@Suite struct JSONLiteralTests {
    @Test func literalsAreWrittenInTheirOrderAndEscaped() {
        let value: JSON = ["a\"b": "line\nbreak \\ tab\t", "n": [1, true, .null]]
        #expect(String(decoding: value.text(), as: UTF8.self) == #"{"a\"b":"line\nbreak \\ tab\t","n":[1,true,null]}"#)
    }
}
