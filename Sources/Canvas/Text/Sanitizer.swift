/// Turns hostile bytes into text that is safe to draw, and counts its columns.
///
/// The result contains clusters of one spacing scalar and at most four marks, the maximum of a cell of ncurses.
struct Sanitizer {
    /// The maximum number of marks in a cluster.
    static let markLimit = 4

    private let glyphs: Glyphs
    private let tabWidth: Int?
    private(set) var output: [UInt8] = []
    private(set) var width = 0
    /// The spacing scalar that a mark would join; nil at the start, where there is none.
    private var base: UInt32?
    private var marks = 0
    /// The kind of the last scalar, where the next one depends on it.
    private var previous = Previous.other

    private enum Previous { case other, invalid, joiner, tag }

    /// Creates a sanitizer. With a `tabWidth`, tabs become spaces up to the next stop, otherwise stand-ins like every
    /// control character.
    init(glyphs: Glyphs, tabWidth: Int? = nil) {
        self.glyphs = glyphs
        self.tabWidth = tabWidth.map { max(1, $0) }
    }

    /// Sanitizes the whole input.
    mutating func take(_ input: UnsafeBufferPointer<UInt8>) {
        output.reserveCapacity(input.count)
        var index = 0
        while index < input.count {
            let plain = Self.plainRun(input, from: index)
            if plain > index {
                output.append(contentsOf: input[index..<plain])
                width += plain - index
                begin(base: UInt32(input[plain - 1]))
                index = plain
            } else if let (scalar, length) = Self.scalar(in: input, at: index) {
                if glyphs.keepsText { keep(scalar) } else { take(scalar: scalar) }
                index += length
            } else {
                if glyphs.keepsText {
                    appendUTF8(StoredText.standIn(for: input[index]))
                    width += 1
                } else if previous != .invalid {
                    put(unknown: .invalid)
                }
                index += 1
            }
        }
    }

    /// Copies a scalar unchanged, unless it is a control character.
    private mutating func keep(_ scalar: UInt32) {
        switch scalar {
        case 0..<0x20, 0x7F: put(control: UInt8(scalar))
        case 0x80..<0xA0: put(unknown: .other)
        default:
            let kind = ScalarClass(scalar)
            if kind == .mark, base != nil { return StoredText.append(scalar, to: &output) }
            width += kind == .wide ? 2 : 1
            begin(base: scalar)
            StoredText.append(scalar, to: &output)
        }
    }

    private static func plainRun(_ input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < input.count, input[index] >= 0x20, input[index] < 0x7F { index += 1 }
        return index
    }

    private mutating func take(scalar: UInt32) {
        switch scalar {
        case 0..<0x20, 0x7F: put(control: UInt8(scalar))
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: break  // Variation selectors change how wide terminals draw a glyph.
        case 0x200C, 0x200D: put(joiner: scalar)
        case 0xE0020...0xE007F: put(tag: scalar)
        case 0x1F1E6...0x1F1FF: put(scalar: 0x41 + scalar - 0x1F1E6, .narrow)  // A flag is shown as its letters.
        case 0x1F3FB...0x1F3FF: put(skinTone: scalar)
        default: put(scalar: scalar, ScalarClass(scalar))
        }
    }

    private mutating func put(scalar: UInt32, _ kind: ScalarClass) {
        switch kind {
        case .narrow, .wide:
            if previous == .joiner, isEmoji(scalar) {
                previous = .other
                return
            }
            append(scalar, columns: kind == .wide ? 2 : 1)
            begin(base: scalar)
        case .mark: put(mark: scalar)
        case .refused: put(unknown: .other)
        }
    }

    /// Adds a mark. Marks beyond the limit, and all of them in ASCII, are dropped; one without a base becomes a
    /// stand-in.
    private mutating func put(mark: UInt32) {
        guard base != nil else { return put(unknown: .other) }
        previous = .other
        guard marks < Self.markLimit, !glyphs.isASCII else { return }
        marks += 1
        appendUTF8(mark)
    }

    /// Handles a joiner. Joiners have a meaning in several scripts and within emoji, where they are dropped; next to
    /// ASCII they only hide, and become stand-ins.
    private mutating func put(joiner: UInt32) {
        guard let base, base > 0x7F else { return put(unknown: .other) }
        previous = joiner == 0x200D && isEmoji(base) ? .joiner : .other
    }

    /// Handles a tag, which is hidden text: a run of tags becomes one stand-in, and disappears after the black flag,
    /// where it spells a region.
    private mutating func put(tag: UInt32) {
        if base != 0x1F3F4, previous != .tag { put(unknown: .tag) }
        previous = .tag
    }

    private mutating func put(skinTone: UInt32) {
        guard let base, isEmoji(base) else { return put(unknown: .other) }
    }

    private mutating func put(control: UInt8) {
        if control == 0x09, let tabWidth {
            let columns = tabWidth - width % tabWidth
            output.append(contentsOf: repeatElement(0x20, count: columns))
            width += columns
        } else if !glyphs.isASCII {
            append(control == 0x7F ? 0x2421 : 0x2400 + UInt32(control), columns: 1)  // The Control Pictures block.
        } else {
            output.append(contentsOf: [0x5E, control ^ 0x40])
            width += 2
        }
        begin(base: 0x20)
    }

    private mutating func put(unknown reason: Previous) {
        append(0xFFFD, columns: 1)
        begin(base: 0x20)
        previous = reason
    }

    private mutating func begin(base scalar: UInt32) {
        base = scalar
        marks = 0
        previous = .other
    }

    private mutating func append(_ scalar: UInt32, columns: Int) {
        width += columns
        if !glyphs.isASCII || scalar < 0x80 {
            appendUTF8(scalar)
        } else if scalar == 0x2026 {
            output.append(contentsOf: Array(glyphs.ellipsis.plain.utf8))
        } else {
            output.append(contentsOf: repeatElement(0x3F, count: columns))
        }
    }

    private func isEmoji(_ scalar: UInt32) -> Bool {
        scalar > 0x7F && Unicode.Scalar(scalar)?.properties.isEmoji == true
    }

    private mutating func appendUTF8(_ scalar: UInt32) { scalar.appendUTF8(to: &output) }
}

extension UInt32 {
    /// Appends this scalar in UTF-8.
    func appendUTF8(to output: inout [UInt8]) {
        let scalar = self
        guard scalar > 0x7F else { return output.append(UInt8(truncatingIfNeeded: scalar)) }
        if scalar > 0xFFFF {
            output.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
        } else if scalar > 0x7FF {
            output.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
        }
        output.append(UInt8(truncatingIfNeeded: scalar > 0x7FF ? 0x80 | scalar >> 6 & 0x3F : 0xC0 | scalar >> 6))
        output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
}
