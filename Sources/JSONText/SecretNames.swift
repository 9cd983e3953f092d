/// The names of fields whose values are not shown.
public struct SecretNames: Hashable, Sendable {
    /// The names that are secret by default.
    public static let standard = [
        "password", "passwd", "passphrase", "secret", "token", "authorization", "cookie", "api-key", "private-key",
        "access-key", "credentials", "jwt",
    ]

    private let words: [[String]]
    private let joined: Set<String>

    /// Creates a list of names. A name matches in any case, with any separation of its words, and at the end of a
    /// longer name: `token` in `accessToken` and `access_token`, not in `tokens`.
    public init(_ names: [String] = standard) {
        words = names.map { Self.words(Array($0.utf8)) }.filter { !$0.isEmpty }
        joined = Set(words.map { $0.joined() })
    }

    /// Whether no value is secret.
    public var isEmpty: Bool { words.isEmpty }

    /// One of the names; nil where no value is secret.
    var example: [UInt8]? { words.first.map { Array($0.joined(separator: "-").utf8) } }

    /// Returns whether the value of a field of this name is secret.
    public func contains(_ name: some Collection<UInt8>) -> Bool {
        let words = Self.words(Array(name))
        return joined.contains(words.joined()) || self.words.contains { words.suffix($0.count).elementsEqual($0) }
    }

    /// Returns the words of a name in lower case: a capital after a small letter begins a word, and so does any
    /// character other than a letter or digit.
    private static func words(_ name: [UInt8]) -> [String] {
        var (words, word, wasSmall): ([String], [UInt8], Bool) = ([], [], false)
        for byte in name {
            let isCapital = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
            let isSmall = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
            let isPart = isCapital || isSmall || byte >= 0x80 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            if !isPart || isCapital && wasSmall, !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word = []
            }
            if isPart { word.append(isCapital ? byte + 32 : byte) }
            wasSmall = isSmall
        }
        return word.isEmpty ? words : words + [String(decoding: word, as: UTF8.self)]
    }
}
