/// Compares keyspaces by the rules of the fixtures: `opts` as parsed JSON, scores as numbers, and values that depend on
/// the clock not at all, or with masked 13-digit numbers.
public struct KeyspaceComparison: Sendable {
    /// The maximum difference of two times to live, in ms: a slow machine is no difference, but a wrong unit is one.
    public static let slack: Int64 = 15_000

    /// Paths to values that depend on the clock, in terms of the expected keyspace.
    public var volatile: Set<String>
    /// Streams whose new entries may come in any order.
    public var unordered: Set<String>

    /// Creates a comparison that leaves these paths out.
    public init(volatile: Set<String> = [], unordered: Set<String> = []) {
        self.volatile = volatile
        self.unordered = unordered
    }

    /// Returns one line for each difference, sorted; none when the keyspaces are equal.
    public func differences(expected: Keyspace, actual: Keyspace) -> [String] {
        let keys = pair(Set(expected.entries.keys), Set(actual.entries.keys), under: nil)
        var lines = keys.missing.map { "\(text($0)): missing" } + keys.surplus.map { "\(text($0)): should not exist" }
        for (left, right) in keys.pairs {
            guard let wanted = expected.entries[left], let got = actual.entries[right] else { continue }
            lines += differences(text(left), wanted, got)
        }
        return lines.sorted()
    }

    private func differences(_ key: String, _ wanted: Keyspace.Entry, _ got: Keyspace.Entry) -> [String] {
        var lines: [String] = []
        switch (wanted.timeToLive, got.timeToLive) {
        case (nil, nil): break
        case (let left?, let right?) where abs(left - right) <= Self.slack: break
        case (let left, let right):
            lines.append("\(key): expires in \(show(right)) instead of \(show(left))")
        }
        return lines + differences(key, wanted.value, got.value)
    }

    private func show(_ time: Int64?) -> String { time.map { "\($0) ms" } ?? "no time" }

    private func differences(_ key: String, _ wanted: Keyspace.Value, _ got: Keyspace.Value) -> [String] {
        switch (wanted, got) {
        case (.string(let left), .string(let right)):
            line(key, left, right, masked: volatile.contains(key))
        case (.hash(let left), .hash(let right)):
            fields(key, left, right)
        case (.list(let left), .list(let right)):
            list(key, left, right)
        case (.set(let left), .set(let right)):
            set(key, left, right)
        case (.zset(let left), .zset(let right)):
            zset(key, left, right)
        case (.stream(let left), .stream(let right)):
            stream(key, left, right)
        default: ["\(key): another type"]
        }
    }
}

extension KeyspaceComparison {
    /// Compares the fields of a hash or of a stream's entry.
    func fields(_ path: String, _ left: [[UInt8]: [UInt8]], _ right: [[UInt8]: [UInt8]]) -> [String] {
        Set(left.keys).union(right.keys).flatMap { name -> [String] in
            let place = "\(path).\(text(name))"
            guard let wanted = left[name] else { return ["\(place): should not exist: \(text(right[name] ?? []))"] }
            guard let got = right[name] else { return ["\(place): missing"] }
            if volatile.contains(place) { return [] }
            // Only the order of an object's members is free, so a text that is no JSON is compared as it is.
            if name == Array("opts".utf8), let one = JSONValue(wanted), one == JSONValue(got) { return [] }
            return line(place, wanted, got, masked: false)
        }
    }

    private func list(_ key: String, _ left: [[UInt8]], _ right: [[UInt8]]) -> [String] {
        guard left.count == right.count else {
            return ["\(key): \(right.map(text)) instead of \(left.map(text))"]
        }
        return left.indices.flatMap {
            line("\(key).\($0)", left[$0], right[$0], masked: volatile.contains("\(key).\($0)"))
        }
    }

    private func set(_ key: String, _ left: Set<[UInt8]>, _ right: Set<[UInt8]>) -> [String] {
        let members = pair(left, right, under: key)
        return members.missing.map { "\(key).\(text($0)): missing" }
            + members.surplus.map { "\(key).\(text($0)): should not exist" }
    }

    private func zset(_ key: String, _ left: [[UInt8]: Double], _ right: [[UInt8]: Double]) -> [String] {
        let members = pair(Set(left.keys), Set(right.keys), under: key)
        let wrong = members.pairs.compactMap { pair -> String? in
            let place = "\(key).\(text(pair.0))"
            guard let wanted = left[pair.0], let got = right[pair.1], !volatile.contains(place), wanted != got else {
                return nil
            }
            return "\(place): score \(got) instead of \(wanted)"
        }
        return wrong + members.missing.map { "\(key).\(text($0)): missing" }
            + members.surplus.map { "\(key).\(text($0)): should not exist" }
    }

    func line(_ place: String, _ left: [UInt8], _ right: [UInt8], masked: Bool) -> [String] {
        if left == right || masked && mask(left) == mask(right) { return [] }
        return ["\(place): \(text(right)) instead of \(text(left))"]
    }
}
