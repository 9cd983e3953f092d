import JSONText
import TestSupport
import Testing

/// Secrets in plain text: logs, reasons of failures, stack traces.
@Suite struct PlainRedactionTests {
    private static let names = SecretNames(SecretNames.standard + ["iban"])

    private static func redact(_ text: String, keepsLength: Bool = false) -> String {
        String(decoding: TextRedactor.redact(Array(text.utf8), names, keepsLength: keepsLength), as: UTF8.self)
    }

    private static let texts: [(text: String, shown: String)] = [
        // name=value ends at a blank, & ; , or a quote.
        ("password=SEC1", "password=***"), ("a password=SEC1 b", "a password=*** b"),
        ("GET /x?token=SEC1&page=2", "GET /x?token=***&page=2"), ("sid=1; token=SEC1; b=2", "sid=1; token=***; b=2"),
        ("login --password=SEC1 --user=bob", "login --password=*** --user=bob"),
        ("user[password]=SEC1&a=1", "user[password]=***&a=1"), ("PASSWORD = SEC1 x", "PASSWORD = *** x"),
        ("export API_KEY=\"SEC 1\" x", "export API_KEY=\"***\" x"), (":token=>\"SEC1\", :a", ":token=>\"***\", :a"),
        ("if (token === 'SEC1') {", "if (token === '***') {"),
        ("Authorization=Bearer SEC1 x=1", "Authorization=*** x=1"),
        ("password=a\\b\\'SEC1", "password=***\\'SEC1"),
        ("credentials={'a': 'SEC1', 'b': ['SEC2']} x", "credentials=*** x"),
        // name: value ends with the line.
        ("Authorization: Bearer SEC1\nHost: x", "Authorization: ***\nHost: x"),
        ("Cookie: sid=SEC1; b=SEC2\r\nHost: x", "Cookie: ***\r\nHost: x"), ("set-cookie:SEC1", "set-cookie:***"),
        ("Invalid API key: SEC1, see below", "Invalid API key: ***"), ("x-api-key: SEC1", "x-api-key: ***"),
        ("curl -H \"Authorization: Bearer SEC1\" http://h", "curl -H \"Authorization: ***\" http://h"),
        ("{ user: 'bob', password: 'SEC1', n: 1 }", "{ user: 'bob', password: '***', n: 1 }"),
        ("{ token: `SEC1`, n: 1 }", "{ token: `***`, n: 1 }"),
        ("{'token': 'SE\\'C1', 'n': 1}", "{'token': '***', 'n': 1}"),
        ("user's password: it's SEC1\nx", "user's password: ***\nx"),
        ("[12:01] token: \"SEC1\" x", "[12:01] token: \"***\" x"),
        ("{ credentials: {\n  user: 'SEC1',\n  list: [ 'SEC2' ]\n}, n: 1 }", "{ credentials: ***, n: 1 }"),
        ("private_key: -----BEGIN KEY-----\nSEC1\nSEC2\n-----END KEY-----\nHost: x", "private_key: ***\nHost: x"),
        ("it is 5\" long, \"password\":\"SEC1\", \"a\": 1", "it is 5\" long, \"password\":\"***\", \"a\": 1"),
        ("the password: is wrong\nx", "the password: ***\nx"),
        // URLs.
        ("GET https://bob:SEC1@h:80/x", "GET https://bob:***@h:80/x"), ("redis://:SE@C1@h", "redis://:***@h"),
        ("(https:\\/\\/bob:SEC1@h\\/x)", "(https:\\/\\/bob:***@h\\/x)"),
        ("http://u:SEC1@h?token=SEC2&a", "http://u:***@h?token=***&a"),
        ("see https://bob:SEC1", "see https://bob:***"),
        // In JSON.
        (#"{"a":"Authorization: Bearer SEC1\nHost: x","b":1}"#, #"{"a":"Authorization: ***\nHost: x","b":1}"#),
        (#"["at x\ntoken=SEC1\n","b"]"#, #"["at x\ntoken=***\n","b"]"#),
        (#"["x\npassword=SEC1\\\"","b"]"#, #"["x\npassword=***\\\"","b"]"#),
        (#"{"a":"token: {SEC1","b":1}"#, #"{"a":"token: ***","b":1}"#),
        (#"{"a":"x \u000atoken: SEC1"}"#, #"{"a":"x \u000atoken: ***"}"#),
        (#"{"a":"{\"b\":\"password: 'SEC1\"}","c":1}"#, #"{"a":"{\"b\":\"password: '***","c":1}"#),
        (#"{"a":"redis://u:SEC1@h:1/0","b":"redis://h:1"}"#, #"{"a":"redis://u:***@h:1/0","b":"redis://h:1"}"#),
        (#"{"a":"curl -H \"Cookie: SEC1\" x","b":1}"#, #"{"a":"curl -H \"Cookie: ***\" x","b":1}"#),
        (#"{"token":7,"a":[{"secret":[1,"SEC1"],"c":2}]}"#, #"{"token":"***","a":[{"secret":"***","c":2}]}"#),
        (#"{"a":"{\"jwt\":12,\"secret\":\"\"}"}"#, #"{"a":"{\"jwt\":\"***\",\"secret\":\"***\"}"}"#),
    ]

    @Test(arguments: texts) func secretsAreHidden(text: String, shown: String) throws {
        #expect(Self.redact(text) == shown)
        let isDocument = (try? JSON(Array(text.utf8))) != nil
        for text in [Self.redact(text), Self.redact(text, keepsLength: true)] {
            #expect(!text.contains("SEC") || text.contains("\\'SEC1"))
            if isDocument { _ = try JSON(Array(text.utf8)) }
        }
        #expect(Self.redact(text, keepsLength: true).utf8.count == text.utf8.count)
        #expect(Self.redact(shown) == shown, "what is hidden stays as it is")
    }

    /// Checks that neither a cut nor one that is shown alone shows something.
    @Test(arguments: texts) func piecesMakeNoDifference(text: String, shown: String) {
        let bytes = Array(text.utf8)
        for keepsLength in [false, true] {
            let whole = TextRedactor.redact(bytes, Self.names, keepsLength: keepsLength)
            for cut in bytes.indices {
                var (redactor, result) = (TextRedactor(Self.names, keepsLength: keepsLength), [UInt8]())
                redactor.take(bytes[..<cut], into: &result)
                redactor.take(bytes[cut...], into: &result)
                redactor.finish(into: &result)
                #expect(result == whole, "\(cut)")
            }
        }
        for cut in bytes.indices where !text.contains("\\'SEC1") {
            var redactor = PieceRedactor(Self.names)
            let pieces = [redactor.take(Array(bytes[..<cut])), redactor.take(Array(bytes[cut...]))]
            #expect(pieces.map(\.count) == [cut, bytes.count - cut])
            let text = String(decoding: pieces.joined(), as: UTF8.self)
            #expect(!text.contains("SEC") && !text.contains("EC1") && !text.contains("EC2"), "\(cut): \(text)")
        }
    }

    @Test(arguments: [
        "", "the token expired", "token", "password=", "password=&a=1", "password:\nx", "tokens: 5", "max_tokens=5",
        "secretary: bob",
        "{ token: undefined, secret: null }", "token=null&a=1", "token=true", "at Token::verify (x.js:1)",
        "password: ''",
        "http://localhost:8080/x", "http://localhost:8080", "see http://[::1]:6379, bob@example.com", "at 12:01:02 x=1",
        "a://b:c d@e",
        "Invalid token\n    at verify (/app/token.js:10:5)", #"{"a":"token","b":"x"}"#,
        #"{"a":"at x\nb","token":null,"b":"=c"}"#,
        #"{"a":"http://h:80","b":"x@y"}"#, "é: ü=ö", "C:\\x=1",
    ])
    func nothingElseIsChanged(text: String) {
        #expect(Self.redact(text) == text)
        #expect(Self.redact(text, keepsLength: true) == text)
    }

    /// Checks the parts of a text around a place that was found.
    @Test func partsBeginWithMasks() {
        let parts = ["a password=SE", "C1 and ", "token", "=SEC2 x"].map { Array($0.utf8)[...] }
        let shown = TextRedactor.redact(parts: parts, Self.names).map { String(decoding: $0, as: UTF8.self) }
        #expect(shown == ["a password=***", "*** and ", "token", "=*** x"])
    }

    /// Checks large texts whose forms could take time that grows with the square of their length.
    @Test(arguments: [
        "a", "token", "://a:", "'", "password='", "\\", "{", "token: {", "x ", "=", "://a:@", "-----BEGIN",
    ])
    func largeTexts(part: String) {
        let text = Array(String(repeating: part, count: 1_000_000 / part.utf8.count).utf8)
        #expect(TextRedactor.redact(text, Self.names, keepsLength: true).count == text.count)
    }
}
