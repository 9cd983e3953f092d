/// The names of fields whose values are not shown.
public struct SecretNames: Hashable, Sendable {
    /// The names that are secret by default.
    public static let standard = [
        "password", "passwd", "passphrase", "secret", "token", "authorization", "cookie", "api-key", "private-key",
        "access-key", "credentials", "jwt",
    ]

    private let words: [[String]]
    private let joined: Set<String>
    /// The bytes of each name from its end, without what separates its words.
    private let endings: [[UInt8]]
    /// For each byte, whether a name ends with it.
    private let isLast: [Bool]

    /// Creates a list of names. A name matches in any case, with any separation of its words, and at the end of a
    /// longer name: `token` in `accessToken` and `access_token`, not in `tokens`.
    public init(_ names: [String] = standard) {
        words = names.map { Self.words(Array($0.utf8)) }.filter { !$0.isEmpty }
        joined = Set(words.map { $0.joined() })
        endings = joined.map { Array($0.utf8.reversed()) }
        isLast = (0...UInt8.max).map { [endings] byte in endings.contains { $0.first == byte } }
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

    /// Returns whether the last words of a text are one of the names.
    func contains(endOf text: [UInt8]) -> Bool {
        guard mayEnd(text) else { return false }
        let words = Self.words(text)
        return self.words.contains { words.suffix($0.count).elementsEqual($0) }
    }

    /// Returns whether a text ends with the letters of a name. It takes little time, and where it does not, the text ends with
    /// none.
    func mayEnd(_ text: [UInt8]) -> Bool {
        guard let last = text.last(where: \.isNamePart), isLast[Int(last.inLowerCase)] else { return false }
        return endings.contains { ending in
            var place = text.endIndex
            return ending.allSatisfy { letter in
                repeat {
                    guard place > 0 else { return false }
                    place -= 1
                } while !text[place].isNamePart
                return text[place].inLowerCase == letter
            }
        }
    }

    /// Returns the words of a name in lower case: a capital after a small letter begins a word, and so does any
    /// character other than a letter or digit.
    private static func words(_ name: [UInt8]) -> [String] {
        var (words, word, wasSmall): ([String], [UInt8], Bool) = ([], [], false)
        for byte in name {
            let (isCapital, isSmall, isPart) = (byte.isCapital, byte.isSmall, byte.isNamePart)
            if !isPart || isCapital && wasSmall, !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word = []
            }
            if isPart { word.append(byte.inLowerCase) }
            wasSmall = isSmall
        }
        return word.isEmpty ? words : words + [String(decoding: word, as: UTF8.self)]
    }
}

extension UInt8 {
    fileprivate var isCapital: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
    fileprivate var isSmall: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
    fileprivate var inLowerCase: UInt8 { isCapital ? self + 32 : self }

    /// Whether it is of a letter or a digit.
    var isNamePart: Bool {
        isCapital || isSmall || self >= 0x80 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= self
    }
}
