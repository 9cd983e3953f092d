/// The part of a cluster's keys that a key belongs to: 0 to 16383.
public enum HashSlot {
    /// The number of slots.
    public static let count = 16_384

    /// Returns the slot of a key: that of its hash tag where it has one.
    public static func of(_ key: [UInt8]) -> Int {
        Int(crc16(tag(of: key) ?? key[...])) % count
    }

    /// Returns the part between the first `{` and the first `}` after it; nil where that is empty or missing.
    public static func tag(of key: [UInt8]) -> ArraySlice<UInt8>? {
        guard let start = key.firstIndex(of: UInt8(ascii: "{")) else { return nil }
        let rest = key[(start + 1)...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "}")), end > rest.startIndex else { return nil }
        return rest[..<end]
    }

    /// Returns the CRC-16/XMODEM checksum.
    private static func crc16(_ bytes: ArraySlice<UInt8>) -> UInt16 {
        bytes.reduce(0) { ($0 << 8) ^ table[Int(UInt8($0 >> 8) ^ $1)] }
    }

    private static let table: [UInt16] = (0..<256).map { index in
        (0..<8).reduce(UInt16(index) << 8) { sum, _ in sum & 0x8000 == 0 ? sum << 1 : (sum << 1) ^ 0x1021 }
    }
}
