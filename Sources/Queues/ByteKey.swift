/// The bytes of a key of a dictionary. They are hashed as a whole: Swift hashes an array byte by byte, which takes
/// several times as long.
struct ByteKey: Hashable {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(whole: bytes) }
}

extension Hasher {
    /// Hashes the length and the bytes, as one piece of memory.
    mutating func combine(whole bytes: [UInt8]) {
        combine(bytes.count)
        bytes.withUnsafeBytes { combine(bytes: $0) }
    }
}

extension QueueID {
    /// Hashes the prefix and the name, each as one piece of memory.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(whole: prefix)
        hasher.combine(whole: name)
    }
}

extension JobID {
    /// Hashes the bytes as one piece of memory.
    public func hash(into hasher: inout Hasher) { hasher.combine(whole: bytes) }
}

extension Fingerprint {
    /// Hashes the reason and the frame, each as one piece of memory.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(whole: reason)
        hasher.combine(whole: frame ?? [])
    }
}
