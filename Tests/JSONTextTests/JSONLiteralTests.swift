import JSONText
import Testing

@Suite struct JSONLiteralTests {
    @Test func literalsAreWrittenInTheirOrderAndEscaped() {
        let value: JSON = ["a\"b": "line\nbreak \\ tab\t", "n": [1, true, .null]]
        #expect(String(decoding: value.text(), as: UTF8.self) == #"{"a\"b":"line\nbreak \\ tab\t","n":[1,true,null]}"#)
    }
}
