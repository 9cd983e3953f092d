extension KeyspaceComparison {
    /// Names that belong together, and those that are on one side only.
    struct Pairs {
        var pairs: [([UInt8], [UInt8])] = []
        var missing: [[UInt8]] = []
        var surplus: [[UInt8]] = []
    }

    /// Pairs equal names, then volatile ones with those that differ in 13-digit numbers only, in their order (which is
    /// that of time). `key` is the key whose members the names are; nil when they are keys themselves.
    func pair(_ expected: Set<[UInt8]>, _ actual: Set<[UInt8]>, under key: String?) -> Pairs {
        var result = Pairs()
        result.pairs = expected.intersection(actual).map { ($0, $0) }
        var candidates = actual.subtracting(expected).sorted { $0.lexicographicallyPrecedes($1) }
        for name in expected.subtracting(actual).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let isVolatile = volatile.contains(key.map { "\($0).\(text(name))" } ?? text(name))
            if isVolatile, let index = candidates.firstIndex(where: { mask($0) == mask(name) }) {
                result.pairs.append((name, candidates.remove(at: index)))
            } else {
                result.missing.append(name)
            }
        }
        result.surplus = candidates
        return result
    }

    /// Returns the bytes with `#` for each number of 13 digits: a time in ms.
    func mask(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var digits: [UInt8] = []
        for byte in bytes {
            if (0x30...0x39).contains(byte) {
                digits.append(byte)
            } else {
                result += digits.count == 13 ? [0x23] : digits
                digits = []
                result.append(byte)
            }
        }
        return result + (digits.count == 13 ? [0x23] : digits)
    }

    /// Returns the bytes as text, for paths and for messages.
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// Compares streams entry by entry; in an unordered one, each new entry with any of the others.
    func stream(_ key: String, _ left: [Keyspace.StreamEntry], _ right: [Keyspace.StreamEntry]) -> [String] {
        guard left.count == right.count else {
            return ["\(key): \(right.map(show)) instead of \(left.map(show))"]
        }
        var rest = right
        var lines: [String] = []
        for (index, entry) in left.enumerated() {
            var match = 0
            if unordered.contains(key) {
                match = rest.firstIndex { differences("\(key).\(index)", entry, $0).isEmpty } ?? 0
            }
            lines += differences("\(key).\(index)", entry, rest.remove(at: match))
        }
        return lines
    }

    private func differences(
        _ path: String, _ left: Keyspace.StreamEntry, _ right: Keyspace.StreamEntry
    ) -> [String] {
        let ids = volatile.contains("\(path).id") ? [] : line("\(path).id", left.id, right.id, masked: false)
        return ids + fields(path, left.fields, right.fields)
    }

    private func show(_ entry: Keyspace.StreamEntry) -> String {
        let fields = entry.fields.map { "\(text($0))=\(text($1))" }.sorted().joined(separator: " ")
        return "\(text(entry.id)) \(fields)"
    }
}
