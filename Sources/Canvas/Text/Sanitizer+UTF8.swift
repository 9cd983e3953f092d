extension Sanitizer {
    /// Returns the scalar that starts at `index` and its length in bytes; nil where the bytes are invalid UTF-8: cut
    /// off, overlong, a surrogate or too large.
    static func scalar(in input: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, length: Int)? {
        let first = UInt32(input[index])
        let length: Int
        var scalar: UInt32
        let least: UInt32
        switch first {
        case 0..<0x80: return (first, 1)
        case 0xC2..<0xE0: (length, scalar, least) = (2, first & 0x1F, 0x80)
        case 0xE0..<0xF0: (length, scalar, least) = (3, first & 0x0F, 0x800)
        case 0xF0..<0xF5: (length, scalar, least) = (4, first & 0x07, 0x10000)
        default: return nil
        }
        guard index + length <= input.count else { return nil }
        for offset in 1..<length {
            let next = UInt32(input[index + offset])
            guard next & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | next & 0x3F
        }
        guard scalar >= least, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else { return nil }
        return (scalar, length)
    }
}
