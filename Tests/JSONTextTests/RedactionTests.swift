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

    /// Checks pieces that are shown alone: nothing of a secret is shown, wherever two of them are cut, and all that is no
    /// secret is shown.
    @Test(arguments: documents + texts.map(\.text) + nested.map(\.text)) func piecesHideSecrets(document: String) {
        let bytes = Array(document.utf8)
        let whole = TextRedactor.redact(bytes, Self.names, keepsLength: true)
        for first in bytes.indices {
            for second in bytes.indices[first...] {
                var redactor = PieceRedactor(Self.names)
                let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]].map { redactor.take(Array($0)) }
                #expect(pieces.map(\.count) == [first, second - first, bytes.count - second])
                let shown = pieces.flatMap(\.self)
                let isSame = bytes.indices.allSatisfy { place in
                    // What is hidden is marked in another way where it is cut; the first digit of a number has no room
                    // for a mark.
                    shown[place] == whole[place] || "*\" []\\u02".utf8.contains(shown[place])
                        || [first, second].contains(place + 1)
                }
                let text = String(decoding: shown, as: UTF8.self)
                #expect(isSame && !text.contains("ter2") && !text.contains("hunt"), "\(first), \(second): \(text)")
            }
        }
    }

    @Test(arguments: nested) func secretsWithinStringsAreHidden(text: String, shown: String) throws {
        let bytes = Array(text.utf8)
        let result = TextRedactor.redact(bytes, Self.names, keepsLength: true)
        #expect(String(decoding: result, as: UTF8.self) == shown)
        #expect(result.count == bytes.count)
        if (try? JSON(bytes)) != nil { _ = try JSON(result) }
    }

    @Test(arguments: texts) func secretsAreHidden(text: String, shown: String) throws {
        let bytes = Array(text.utf8)
        let result = TextRedactor.redact(bytes, Self.names, keepsLength: true)
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
        let whole = TextRedactor.redact(bytes, Self.names, keepsLength: true)
        for cut in bytes.indices {
            var (redactor, result) = (TextRedactor(Self.names, keepsLength: true), [UInt8]())
            redactor.take(bytes[..<cut], into: &result)
            redactor.take(bytes[cut...], into: &result)
            redactor.finish(into: &result)
            #expect(result == whole, "\(cut)")
        }
    }
}
