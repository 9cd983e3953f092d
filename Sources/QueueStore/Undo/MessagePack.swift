/// Values that a Lua script unpacks with `cmsgpack.unpack`. Bytes arrive unchanged.
indirect enum MessagePack {
    case bytes([UInt8])
    case array([MessagePack])
    case map([String: MessagePack])

    /// The value in MessagePack's format, with lengths of 32 bits.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    private func append(to bytes: inout [UInt8]) {
        switch self {
        case .bytes(let value):
            Self.append(0xdb, value.count, to: &bytes)
            bytes += value
        case .array(let values):
            Self.append(0xdd, values.count, to: &bytes)
            for value in values { value.append(to: &bytes) }
        case .map(let members):
            Self.append(0xdf, members.count, to: &bytes)
            for (name, value) in members {
                MessagePack.bytes(Array(name.utf8)).append(to: &bytes)
                value.append(to: &bytes)
            }
        }
    }

    private static func append(_ kind: UInt8, _ length: Int, to bytes: inout [UInt8]) {
        bytes.append(kind)
        withUnsafeBytes(of: UInt32(clamping: length).bigEndian) { bytes += $0 }
    }
}
