import Testing

@testable import Dashboard

@Suite struct JSONStringsTests {
    @Test(arguments: [
        ("[]", []), (#" [ "a" , "b" ] "#, ["a", "b"]), (#"["\n\t\r\b\f\/\\\""]"#, ["\n\t\r\u{8}\u{C}/\\\""]),
        (#"["\u00fc\ud83d\ude00"]"#, ["ü😀"]),
        (#"["\ud83d","\ude00x","\ud83d\u0041"]"#, ["\u{FFFD}", "\u{FFFD}x", "\u{FFFD}A"]),
        (#"["\q","\u12"]"#, ["\\q", "\\u12"]),
    ])
    func decoding(_ text: String, _ strings: [String]) throws {
        let decoded = try #require(JSONStrings(Array(text.utf8)))
        #expect(decoded.strings.map { String(decoding: $0, as: UTF8.self) } == strings)
        #expect(!decoded.isCut)
    }

    @Test(arguments: [
        ("[", []), (#"["a"#, ["a"]), (#"["a\"#, ["a"]), (#"["a","#, ["a"]), (#"["a","b\u00"#, ["a", "b\\u00"]),
    ])
    func aCutArrayKeepsWhatThereIs(_ text: String, _ strings: [String]) throws {
        let decoded = try #require(JSONStrings(Array(text.utf8)))
        #expect(decoded.strings.map { String(decoding: $0, as: UTF8.self) } == strings)
        #expect(decoded.isCut)
    }

    @Test(arguments: ["", "null", "{}", "[1]", #"["a" "b"]"#, #"["a"]x"#, #"[]x"#, "Error: text", #"["a",]"#])
    func whatIsNoArrayOfStrings(_ text: String) {
        #expect(JSONStrings(Array(text.utf8)) == nil)
    }
}
