import Queues

/// The glob patterns of SCAN.
enum KeyPattern {
    /// Returns a pattern that matches exactly these bytes (data model, trap 6).
    static func escaping(_ bytes: [UInt8]) -> [UInt8] {
        let special = Set("*?[]\\".utf8)
        return bytes.flatMap { special.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    }

    /// Returns a pattern for the keys that end in `suffix`; under the prefix, if there is only one.
    static func keys(under prefixes: [[UInt8]], suffix: String) -> [UInt8] {
        let anything = [UInt8(ascii: "*")] + suffix.utf8
        guard prefixes.count == 1, let prefix = prefixes.first else { return anything }
        return escaping(prefix) + [UInt8(ascii: ":")] + anything
    }

    /// Returns the queue whose key ends in `suffix`. Its name is the part between the longest fitting prefix and the
    /// suffix (data model, 3.3). `prefixes` begins with the longest.
    static func queue(of key: [UInt8], suffix: String, prefixes: [[UInt8]]) -> QueueID? {
        let length = suffix.utf8.count
        guard key.count > length, key.suffix(length).elementsEqual(suffix.utf8) else { return nil }
        let base = key.dropLast(length)
        for prefix in prefixes where base.starts(with: prefix + [UInt8(ascii: ":")]) {
            let name = base.dropFirst(prefix.count + 1)
            if !name.isEmpty { return QueueID(prefix: prefix, name: Array(name)) }
        }
        return nil
    }
}
