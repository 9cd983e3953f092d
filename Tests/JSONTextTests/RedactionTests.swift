import JSONText
import TestSupport
import Testing

@Suite struct RedactionTests {
    private static let names = SecretNames(SecretNames.standard + ["iban"])

    @Test(arguments: [
        "password", "PASSWORD", "userPassword", "user_password", "x-api-key", "apiKey", "APIKEY", "accessToken",
        "Set-Cookie",
        "authorization", "IBAN", "clientSecret", "access.token",
    ])
    func aNameIsSecret(name: String) { #expect(Self.names.contains(Array(name.utf8))) }

    @Test(arguments: [
        "", "tokens", "passwordless", "monkey", "key", "cookies", "tokenCount", "secretary", "-", "ibanez",
    ])
    func aNameIsNone(name: String) { #expect(!Self.names.contains(Array(name.utf8))) }

    private static let texts: [(text: String, shown: String)] = [
        (#"{"password":"hunter2","n":1}"#, #"{"password":"***"    ,"n":1}"#),
        (#"{"token" : "a\"b\\" , "x":"token"}"#, #"{"token" : "***"    , "x":"token"}"#),
        (
            #"{"token":12345,"a":[{"secret":[1,{"b":"]}"}],"c":2}]}"#,
            #"{"token":"***","a":[{"secret":"***"         ,"c":2}]}"#
        ),
        (#"{"token":null,"secret":true,"jwt":false}"#, #"{"token":null,"secret":true,"jwt":false}"#),
        (
            #"{"token":"","jwt":"a","secret":"ab","passwd":7,"cookie":12}"#,
            #"{"token":"","jwt":"*","secret":"**","passwd":7,"cookie":""}"#
        ),
        (#"{"pass\u0077ord":"abc"}"#, #"{"pass\u0077ord":"***"}"#),
        (#"["password","abc"]"#, #"["password","abc"]"#),
        (#"{"a":"token","b":"abc"}"#, #"{"a":"token","b":"abc"}"#),
        (#"Error: bad login {"password": "abcd"} of x"#, #"Error: bad login {"password": "***" } of x"#),
        (#"{"password":"abcdef"#, #"{"password":"***"  "#), (#"{"password":"a"#, #"{"password":"*"#),
        (#"{"token":{"a":"abcdefgh"#, #"{"token":"***"         "#),
    ]

    /// JSON in strings of JSON, and pieces that begin within one.
    private static let nested: [(text: String, shown: String)] = [
        (#"{"a":"{\"password\":\"hunter2\",\"n\":1}","b":2}"#, #"{"a":"{\"password\":\"***\"    ,\"n\":1}","b":2}"#),
        (#"{"a":"{\"token\":12345678}"}"#, #"{"a":"{\"token\":\"***\" }"}"#),
        (#"{"a":"{\"token\":7,\"jwt\":123,\"secret\":\"\"}"}"#, #"{"a":"{\"token\":7,\"jwt\":[ ],\"secret\":\"\"}"}"#),
        (
            #"{"a":"[{\"b\":\"{\\\"jwt\\\":\\\"hunter2\\\"}\"}]"}"#,
            #"{"a":"[{\"b\":\"{\\\"jwt\\\":\\\"***\\\"    }\"}]"}"#
        ),
        (#"{"a":"{\u0022token\u0022:\u0022hunter2\u0022}"}"#, #"{"a":"{\u0022token\u0022:\"***\"            }"}"#),
        (
            #"{"a":"say \"hi\" {\"token\":{\"x\":\"hunter2\"}}"}"#,
            #"{"a":"say \"hi\" {\"token\":\"***\"            }"}"#
        ),
        (#"{"a":"{\"password\":\"hunter2","token":"hunter2"}"#, #"{"a":"{\"password\":\"***\"  ","token":"***"    }"#),
        (#"**,\"password\":\"hunter2\"}","token":"hunter2"}"#, #"**,\"password\":\"***\"    }","token":"***"    }"#),
        (#"{"a":"C:\\\"password\":\"hunter2\""}"#, #"{"a":"C:\\\"password\":\"***\"    "}"#),
    ]

    /// Texts with the secret hunter2, and words that are none.
    private static let documents = [
        #"{"note":"please call, then wait","password":"hunter2","user":"bob","n":1}"#,
        #"{"message":"the last three invoices went to bob","z":[1,2],"token":"hunter2"}"#,
        #"{"a":", ","password" : "hunter2", "b":"x: ","c":"hello bob"}"#,
        #"{"a":"{\"user\":\"bob\",\"password\":\"hunter2\",\"n\":\"some more\"}","user":"bob"}"#,
        #"{"a":"[{\"b\":\"{\\\"jwt\\\":\\\"hunter2\\\",\\\"c\\\":\\\"bob\\\"}\"}]","d":"bob"}"#,
    ]

    /// Checks each part of a text: nothing of a secret is shown, however the part begins, and what is far from the
    /// beginning is shown.
    @Test(arguments: documents) func partsHideSecrets(document: String) {
        let bytes = Array(document.utf8)
        for start in bytes.indices {
            let part = Array(bytes[start...])
            let shown = String(decoding: JSONRedactor.redactPart(part, Self.names), as: UTF8.self)
            #expect(shown.utf8.count == part.count)
            #expect(!shown.contains("ter2") && !shown.contains("hunt"), "\(start): \(shown)")
        }
        for start in bytes.indices.prefix(12) {
            let shown = String(decoding: JSONRedactor.redactPart(Array(bytes[start...]), Self.names), as: UTF8.self)
            // The value of a name that is not whole is hidden, too.
            #expect(shown.contains(document.contains("invoices") ? "[1,2]" : "bob"), "\(start): \(shown)")
        }
    }

    @Test(arguments: nested) func secretsWithinStringsAreHidden(text: String, shown: String) throws {
        let bytes = Array(text.utf8)
        let result = JSONRedactor.redact(bytes, Self.names)
        #expect(String(decoding: result, as: UTF8.self) == shown)
        #expect(result.count == bytes.count)
        if (try? JSON(bytes)) != nil { _ = try JSON(result) }
    }

    @Test(arguments: texts) func secretsAreHidden(text: String, shown: String) throws {
        let bytes = Array(text.utf8)
        let result = JSONRedactor.redact(bytes, Self.names)
        #expect(result.count == bytes.count)
        let words = String(decoding: result, as: UTF8.self)
        // A text that is cut within a value has no closing quote.
        if text.hasSuffix("}") || text.hasSuffix("]") || text.hasSuffix("x") { #expect(words == shown) }
        for secret in ["hunter2", "abcd", "12345"] { #expect(!words.contains(secret)) }
        if let json = try? JSON(bytes) { #expect((try? JSON(result)) != nil, "\(json) became \(words)") }
    }

    /// Checks that the result does not depend on where a text is cut into pieces.
    @Test(arguments: texts + nested) func piecesMakeNoDifference(text: String, shown: String) {
        let bytes = Array(text.utf8)
        let whole = JSONRedactor.redact(bytes, Self.names)
        for cut in bytes.indices {
            var (redactor, result) = (JSONRedactor(Self.names), [UInt8]())
            redactor.take(bytes[..<cut], into: &result)
            redactor.take(bytes[cut...], into: &result)
            redactor.finish(into: &result)
            #expect(result == whole, "\(cut)")
        }
    }
}
