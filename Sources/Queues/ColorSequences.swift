extension Collection<UInt8> {
    /// The bytes without the sequences that set colours (SGR, as `ESC [ 32 m`). Other sequences stay.
    public var withoutColors: [UInt8] {
        guard contains(0x1B) else { return Array(self) }
        let bytes = Array(self)
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x1B, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "[") {
                let end = bytes[(index + 2)...].firstIndex { !(0x30...0x3B).contains($0) }
                if let end, bytes[end] == UInt8(ascii: "m") {
                    index = end + 1
                    continue
                }
            }
            plain.append(bytes[index])
            index += 1
        }
        return plain
    }
}
