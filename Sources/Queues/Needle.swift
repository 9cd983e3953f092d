/// The text that a filter or a search looks for, in any case unless it has capitals.
public struct Needle: Hashable, Sendable {
    let bytes: [UInt8]
    private let ignoresCase: Bool

    /// Creates a needle that is found in any case, unless it has capitals.
    public init(_ text: String) { self.init(text, ignoresCase: text.lowercased() == text) }

    /// Creates a needle that is found in any case.
    public init(ignoringCaseOf text: [UInt8]) {
        ignoresCase = true
        bytes = text.map(\.lowercased)
    }

    init(_ text: String, ignoresCase: Bool) {
        self.ignoresCase = ignoresCase
        bytes = ignoresCase ? text.utf8.map(\.lowercased) : Array(text.utf8)
    }

    /// Whether it is empty, and found everywhere.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Its length, in bytes.
    public var count: Int { bytes.count }

    /// Returns whether `hay` contains it. Only ASCII letters are folded: names and errors are bytes, and may not be
    /// text.
    public func isFound(in hay: [UInt8]) -> Bool { range(in: hay) != nil }

    /// Returns its first place in `hay`, from the byte `start` on; nil where it is not found.
    public func range(in hay: [UInt8], from start: Int = 0) -> Range<Int>? {
        guard let first = bytes.first else { return start..<start }
        guard start >= 0, hay.count - start >= bytes.count else { return nil }
        let place = hay.withUnsafeBufferPointer { hay in
            bytes.withUnsafeBufferPointer { Self.place(of: $0, first, in: hay, from: start, ignoresCase) }
        }
        return place.map { $0..<($0 + bytes.count) }
    }

    private static func place(
        of needle: UnsafeBufferPointer<UInt8>, _ first: UInt8, in hay: UnsafeBufferPointer<UInt8>, from start: Int,
        _ ignoresCase: Bool
    ) -> Int? {
        let capital = ignoresCase && UInt8(ascii: "a")...UInt8(ascii: "z") ~= first ? first & ~0x20 : first
        var place = start
        let last = hay.count - needle.count
        while place <= last {
            if hay[place] == first || hay[place] == capital {
                var length = 1
                while length < needle.count {
                    let byte = hay[place + length]
                    guard byte == needle[length] || ignoresCase && byte.lowercased == needle[length] else { break }
                    length += 1
                }
                if length == needle.count { return place }
            }
            place += 1
        }
        return nil
    }
}
