import Canvas

/// Decodes the escapes of JSON for reading, piece by piece: `\u00ef` becomes `ï`, and `\/` a slash.
///
/// Only what is drawn as it is, is decoded: a character that a terminal would not show, or that would change what is around it
/// (control characters, marks, joiners, what turns the direction of text), stays an escape, as do a quote, a backslash and
/// line ends, without which the text would not be JSON any more.
public struct EscapeReader {
    /// What was taken of an escape that is not complete, or of a pair of them.
    private var pending: [UInt8] = []

    private static let backslash = UInt8(ascii: "\\")
    /// The lengths of `\uXXXX`, and of two of them that make a pair.
    private static let (single, pair) = (6, 12)

    /// Creates a reader at the beginning of a text.
    public init() {}

    /// Returns a whole text, decoded.
    public static func read(_ text: some Collection<UInt8>) -> [UInt8] {
        guard text.contains(backslash) else { return Array(text) }
        var (reader, output) = (EscapeReader(), [UInt8]())
        output.reserveCapacity(text.count)
        reader.take(text, into: &output)
        reader.end(into: &output)
        return output
    }

    /// Decodes a piece of a text. An escape at its end waits for the next one.
    public mutating func take(_ piece: some Collection<UInt8>, into output: inout [UInt8]) {
        for byte in piece { take(byte, into: &output) }
    }

    /// Ends the text: an escape that is not complete stays as it is.
    public mutating func end(into output: inout [UInt8]) {
        let rest = pending
        pending = []
        output += rest.count > Self.single ? Self.decoded(rest.prefix(Self.single)) + rest[Self.single...] : rest[...]
    }

    private mutating func take(_ byte: UInt8, into output: inout [UInt8]) {
        guard !pending.isEmpty else {
            if byte == Self.backslash { pending = [byte] } else { output.append(byte) }
            return
        }
        guard fits(byte) else { return takeUnfit(byte, into: &output) }
        pending.append(byte)
        let isFirstOfPair =
            pending.count == Self.single && Self.unit(pending[...]).map { 0xD800...0xDBFF ~= $0 } == true
        let isShort = pending.count == 2 && byte != UInt8(ascii: "u")
        guard isShort || pending.count == Self.pair || pending.count == Self.single && !isFirstOfPair else { return }
        let whole = pending
        pending = []
        if isShort {
            output += byte == UInt8(ascii: "/") ? [byte] : whole
        } else {
            output += whole.count == Self.pair ? Self.decodedPair(whole) : Self.decoded(whole[...])
        }
    }

    /// Returns whether a byte continues the escape, or the second one of a pair.
    private func fits(_ byte: UInt8) -> Bool {
        switch pending.count {
        case 1: true
        case Self.single: byte == Self.backslash
        case Self.single + 1: byte == UInt8(ascii: "u")
        default: Self.digit(byte) != nil
        }
    }

    /// Takes a byte that does not continue the escape.
    private mutating func takeUnfit(_ byte: UInt8, into output: inout [UInt8]) {
        let rest = pending
        pending = []
        // After a single surrogate another escape may have begun.
        if rest.count == Self.single + 1 {
            output += rest.prefix(Self.single)
            pending = [Self.backslash]
            return take(byte, into: &output)
        }
        output += rest
        take(byte, into: &output)
    }

    /// Returns the character of an escape, or the escape where it is not drawn as it is.
    private static func decoded(_ escape: ArraySlice<UInt8>) -> [UInt8] {
        unit(escape).flatMap(Unicode.Scalar.init).flatMap(readable) ?? Array(escape)
    }

    private static func decodedPair(_ pair: [UInt8]) -> [UInt8] {
        let (first, second) = (pair.prefix(single), pair.suffix(single))
        guard let high = unit(first), let low = unit(second) else { return pair }
        guard 0xDC00...0xDFFF ~= low else { return Array(first) + decoded(second) }
        return scalar(high, low).flatMap(readable) ?? pair
    }

    /// Returns the character that a high and a low surrogate make.
    static func scalar(_ high: UInt32, _ low: UInt32) -> Unicode.Scalar? {
        Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF))
    }

    private static func readable(_ scalar: Unicode.Scalar) -> [UInt8]? {
        guard scalar.plainColumns != nil, scalar != "\"", scalar != "\\" else { return nil }
        return Array(String(scalar).utf8)
    }

    /// Returns the number in `\uXXXX`; nil where it is none.
    static func unit(_ escape: ArraySlice<UInt8>) -> UInt32? {
        escape.dropFirst(2).reduce(UInt32?.some(0)) { value, byte in
            value.flatMap { value in digit(byte).map { value << 4 | $0 } }
        }
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46, 0x61...0x66: UInt32(byte & 0xDF) - 0x37
        default: nil
        }
    }
}
