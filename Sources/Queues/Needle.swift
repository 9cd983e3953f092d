/// What a filter looks for: a piece of text, in any case unless it is typed with capitals.
public struct Needle: Equatable, Sendable {
    private let bytes: [UInt8]
    private let ignoresCase: Bool

    /// A needle that is found in any case, unless it is typed with capitals.
    public init(_ text: String) {
        ignoresCase = text.lowercased() == text
        bytes = Array(text.utf8)
    }

    /// A needle that is found in any case.
    public init(ignoringCaseOf text: [UInt8]) {
        ignoresCase = true
        bytes = text.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    /// Whether it is found everywhere.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Whether it is somewhere in `hay`. Only ASCII letters are folded: names and errors are bytes, and may be no text.
    public func isFound(in hay: [UInt8]) -> Bool {
        guard hay.count >= bytes.count else { return false }
        guard let first = bytes.first else { return true }
        return (0...(hay.count - bytes.count)).contains { start in
            folded(hay[start]) == first
                && bytes.indices.allSatisfy { folded(hay[start + $0]) == bytes[$0] }
        }
    }

    private func folded(_ byte: UInt8) -> UInt8 {
        ignoresCase && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
