/// Bytes that something is looked up by. Arrays are hashed byte by byte, which takes several times as long.
struct ByteKey: Hashable {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(whole: bytes) }
}

extension Hasher {
    /// Takes over bytes at once, and where they end.
    mutating func combine(whole bytes: [UInt8]) {
        combine(bytes.count)
        bytes.withUnsafeBytes { combine(bytes: $0) }
    }
}

extension QueueID {
    public func hash(into hasher: inout Hasher) {
        hasher.combine(whole: prefix)
        hasher.combine(whole: name)
    }
}

extension JobID {
    public func hash(into hasher: inout Hasher) { hasher.combine(whole: bytes) }
}

extension Fingerprint {
    public func hash(into hasher: inout Hasher) {
        hasher.combine(whole: reason)
        hasher.combine(whole: frame ?? [])
    }
}
