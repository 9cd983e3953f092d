import Canvas

/// Iterates over text one character at a time, with the columns of each.
///
/// Only what is not plain ASCII is decoded, in runs of at most `runLimit` bytes.
struct TextUnits: IteratorProtocol {
    /// One character, or one byte of invalid text.
    struct Unit {
        /// Its bytes in the text, at least one.
        let range: Range<Int>
        /// The stand-in on the screen; nil where the character is drawn itself.
        let text: DisplayText?
        /// The number of columns; a stand-in may have several.
        let width: Int
    }

    private static let runLimit = 256
    private let bytes: [UInt8]
    private let glyphs: Glyphs
    private let end: Int
    private var position: Int
    private var decoded: [Unit] = []

    /// Creates the units of `bytes[range]`.
    init(_ bytes: [UInt8], _ range: Range<Int>, glyphs: Glyphs) {
        self.bytes = bytes
        self.glyphs = glyphs
        position = range.lowerBound
        end = range.upperBound
    }

    mutating func next() -> Unit? {
        if let unit = decoded.popLast() { return unit }
        guard position < end else { return nil }
        if bytes[position].isPlainText, position + 1 == end || bytes[position + 1] < 0x80 {
            position += 1
            return Unit(range: position - 1..<position, text: nil, width: 1)
        }
        if let unit = plainUnit() { return unit }
        decodeRun()
        return decoded.popLast()
    }

    /// Returns the character at the position, where neither it nor the next one depends on its neighbours; nil
    /// otherwise. Most text consists of such characters, and needs no decoding of runs.
    private mutating func plainUnit() -> Unit? {
        guard glyphs == .unicode, let (scalar, length) = self.scalar(at: position), let width = scalar.plainColumns
        else {
            return nil
        }
        let next = position + length
        if next < end {
            guard let (follower, _) = self.scalar(at: next), follower.plainColumns != nil else { return nil }
        }
        defer { position = next }
        return Unit(range: position..<next, text: nil, width: width)
    }

    /// Returns the scalar that begins at `index` and its length in bytes; nil where there is no complete valid one
    /// before the end.
    private func scalar(at index: Int) -> (Unicode.Scalar, Int)? {
        let first = bytes[index]
        let length = Self.length(ofSequenceAt: first)
        guard length > 1 else { return first < 0x80 ? (Unicode.Scalar(first), 1) : nil }
        guard index + length <= end else { return nil }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length {
            guard bytes[index + offset] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[index + offset] & 0x3F)
        }
        let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        return value < least ? nil : Unicode.Scalar(value).map { ($0, length) }
    }

    /// Decodes a run up to the next ASCII byte. An ASCII byte before the run belongs to it, since it may have a
    /// combining mark.
    private mutating func decodeRun() {
        let start = position
        let limit = min(end, start + Self.runLimit)
        var stop = start + 1
        if bytes[start] >= 0x20, bytes[start] != 0x7F {
            while stop < limit, bytes[stop] >= 0x80 { stop += 1 }
        }
        let isCut = stop == limit && limit < end
        if isCut, let boundary = (stop - 3...stop).last(where: { bytes[$0] & 0xC0 != 0x80 }), boundary > start {
            stop = boundary
        }
        let run = start..<stop
        var units = Self.harmless(bytes, run, glyphs: glyphs) ?? Self.units(bytes, run, glyphs: glyphs)
        // The cut may be within a character, so the last ones are read again with the following text.
        if isCut, units.count > 8 { units.removeLast(4) }
        position = units.last?.range.upperBound ?? stop
        decoded = units.reversed()
    }

    /// Returns the units of a run that is drawn unchanged; nil where anything in it needs a stand-in.
    private static func harmless(_ bytes: [UInt8], _ range: Range<Int>, glyphs: Glyphs) -> [Unit]? {
        let text = DisplayText(Array(bytes[range]), glyphs: glyphs)
        guard text.plain.utf8.elementsEqual(bytes[range]) else { return nil }
        var start = range.lowerBound
        return text.clusters.map { cluster in
            let next = start + cluster.text.utf8.count
            defer { start = next }
            return Unit(range: start..<next, text: nil, width: cluster.width)
        }
    }

    private static func units(_ bytes: [UInt8], _ range: Range<Int>, glyphs: Glyphs) -> [Unit] {
        var units: [Unit] = []
        var start = range.lowerBound
        let isValid = String(validating: bytes[range], as: UTF8.self) != nil
        while start < range.upperBound {
            let end = isValid ? range.upperBound : validEnd(bytes, start..<range.upperBound)
            guard end > start, let text = String(validating: bytes[start..<end], as: UTF8.self) else {
                units.append(unit(DisplayText([bytes[start]], glyphs: glyphs), start..<start + 1))
                start += 1
                continue
            }
            for character in text {
                let next = start + character.utf8.count
                units.append(unit(DisplayText(String(character), glyphs: glyphs), start..<next))
                start = next
            }
        }
        return units
    }

    private static func unit(_ text: DisplayText, _ range: Range<Int>) -> Unit {
        Unit(range: range, text: text, width: text.width)
    }

    /// Returns the end of the valid UTF-8 from the beginning of the range.
    private static func validEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var start = range.lowerBound
        while start < range.upperBound {
            let next = start + Self.length(ofSequenceAt: bytes[start])
            guard next <= range.upperBound, String(validating: bytes[start..<next], as: UTF8.self) != nil else { break }
            start = next
        }
        return start
    }

    /// Returns the length that the first byte of a UTF-8 sequence announces; 1 for other bytes.
    private static func length(ofSequenceAt byte: UInt8) -> Int {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
