internal import CNcurses

/// String capabilities of the terminal's terminfo entry. Only after newterm.
enum Capability {
    /// The bytes of a capability without padding; nil if the terminal lacks it.
    static func string(_ name: String) -> [UInt8]? {
        var buffer = [CChar](repeating: 0, count: 128)
        let count = Int(cn_capability(name, &buffer, Int32(buffer.count)))
        guard count > 0 else { return nil }
        return buffer[..<count].map { UInt8(bitPattern: $0) }
    }
}
