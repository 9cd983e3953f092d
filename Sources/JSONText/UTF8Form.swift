/// Whether bytes that come in pieces are valid UTF-8.
public struct UTF8Form {
    /// The number of bytes of a character that are still to come, the first of them in this range.
    private var rest: (count: Int, first: ClosedRange<UInt8>)?
    private var isBroken = false

    /// Creates the state before the first byte.
    public init() {}

    /// Whether the bytes so far are valid UTF-8, without an incomplete character.
    public var isValid: Bool { !isBroken && rest == nil }

    /// Reads the next piece.
    public mutating func take(_ bytes: ArraySlice<UInt8>) {
        var left = bytes
        while !isBroken {
            if rest == nil { left = left.drop { $0 < 0x80 } }
            guard let byte = left.popFirst() else { return }
            if let (count, range) = rest {
                isBroken = !(range ~= byte)
                rest = count == 1 ? nil : (count - 1, 0x80...0xBF)
            } else if byte >= 0x80 {
                rest = Self.rest(of: byte)
                isBroken = rest == nil
            }
        }
    }

    /// Returns the number of bytes after the first one of a character beyond ASCII, and the range of the next one,
    /// which excludes overlong forms, surrogates and values beyond U+10FFFF. Returns nil where no character begins with
    /// that byte.
    static func rest(of lead: UInt8) -> (count: Int, first: ClosedRange<UInt8>)? {
        switch lead {
        case 0xC2...0xDF: (1, 0x80...0xBF)
        case 0xE0: (2, 0xA0...0xBF)
        case 0xED: (2, 0x80...0x9F)
        case 0xE1...0xEF: (2, 0x80...0xBF)
        case 0xF0: (3, 0x90...0xBF)
        case 0xF1...0xF3: (3, 0x80...0xBF)
        case 0xF4: (3, 0x80...0x8F)
        default: nil
        }
    }
}
