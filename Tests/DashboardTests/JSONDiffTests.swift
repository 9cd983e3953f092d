import JSONText
import Queues
import Testing

@testable import Dashboard

/// Two JSON values aligned by path.
@Suite struct JSONDiffTests {
    private func rows(_ left: String?, _ right: String?) throws -> [String] {
        let values = try [left, right].map { try $0.map { try JSON($0.utf8) } }
        return JSONDiff(values[0], values[1]).rows.map { row in
            let texts = [row.left, row.right].map { value -> String in
                guard case .text(let text)? = value else { return "-" }
                return String(decoding: text, as: UTF8.self)
            }
            let sign = row.kind == .equal ? "=" : "*"
            return sign + String(decoding: row.path, as: UTF8.self) + " " + texts.joined(separator: " ")
        }
    }

    @Test func membersAreAlignedByName() throws {
        #expect(
            try rows(#"{"a":1,"b":{"c":[1,2]}}"#, #"{"b":{"c":[1,3,4]},"a":1,"d":null}"#)
                == ["=a 1 1", "=b.c[0] 1 1", "*b.c[1] 2 3", "*b.c[2] - 4", "*d - null"])
    }

    @Test(arguments: [
        ("1.0", "1", true), ("1e3", "1000", true), ("12345678901234567890", "12345678901234567891", false),
        (#""\u00e9""#, #""é""#, true), ("null", "false", false), ("[]", "{}", false), ("{}", "{}", true),
        ("\"1\"", "1", false),
    ])
    func whatMeansTheSameIsEqual(left: String, right: String, isEqual: Bool) throws {
        #expect(try rows(left, right).first?.hasPrefix("=") == isEqual)
    }

    @Test func aMissingSideAndRepeatedNames() throws {
        #expect(try rows(nil, "{}") == ["*(all) - {}"])
        #expect(try rows(nil, nil).isEmpty)
        // As in JavaScript, the last one counts.
        #expect(try rows(#"{"a":1,"a":2}"#, #"{"a":2}"#) == ["=a 2 2"])
        #expect(try rows(#"{"a":{"x":1}}"#, #"{"a":7}"#) == [#"*a {"x":1} 7"#])
    }

    @Test func largeValuesAreBounded() throws {
        let long = "\"" + String(repeating: "x", count: 10_000) + "\""
        let value = try JSONDiff(JSON(long.utf8), JSON("1".utf8)).rows[0].left
        #expect(value == .text(Array(long.utf8.prefix(DiffValue.limit)) + DiffValue.cut))
        let many = "[" + (0..<9_000).map { String($0) }.joined(separator: ",") + "]"
        let diff = try JSONDiff(JSON(many.utf8), JSON("[1]".utf8))
        #expect(diff.isCut && diff.rows.count == JSONDiff.limit)
        let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
        #expect(try rows(deep, deep).count == 1)
    }
}
