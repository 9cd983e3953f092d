public import Redis

/// The whole content of a database, in a form that can be compared.
public struct Keyspace: Hashable, Sendable {
    /// The value of a key.
    public enum Value: Hashable, Sendable {
        /// A string.
        case string([UInt8])
        /// The fields of a hash.
        case hash([[UInt8]: [UInt8]])
        /// A list, from its left end.
        case list([[UInt8]])
        /// A set.
        case set(Set<[UInt8]>)
        /// The members of a sorted set with their scores.
        case zset([[UInt8]: Double])
        /// The entries of a stream.
        case stream([StreamEntry])
    }

    /// An entry of a stream.
    public struct StreamEntry: Hashable, Sendable {
        /// The time in milliseconds and a sequence number, like `1795465995384-0`.
        public var id: [UInt8]
        /// The fields of the entry.
        public var fields: [[UInt8]: [UInt8]]

        /// Creates an entry of this id and these fields.
        public init(id: [UInt8], fields: [[UInt8]: [UInt8]]) {
            self.id = id
            self.fields = fields
        }
    }

    /// The value of a key, and its time to live.
    public struct Entry: Hashable, Sendable {
        /// The value.
        public var value: Value
        /// The remaining time, in ms; nil when the key does not expire.
        public var timeToLive: Int64?

        /// Creates an entry of this value and time to live, in ms.
        public init(value: Value, timeToLive: Int64? = nil) {
            self.value = value
            self.timeToLive = timeToLive
        }
    }

    /// The keys.
    public var entries: [[UInt8]: Entry]

    /// Creates a keyspace of these entries.
    public init(entries: [[UInt8]: Entry] = [:]) {
        self.entries = entries
    }

    /// Returns the entry of the key with this text.
    public subscript(key: String) -> Entry? { entries[Array(key.utf8)] }
}

/// Reads the whole database, or only these keys of it.
public func snapshot(of connection: Connection, keys some: [[UInt8]]? = nil) throws -> Keyspace {
    let keys = try some ?? connection.send(Command("KEYS", "*")).array?.compactMap(\.bytes) ?? []
    let facts = try connection.pipeline(keys.flatMap { [Command("TYPE", $0), Command("PTTL", $0)] })
    let types = stride(from: 0, to: facts.count, by: 2).map { facts[$0].text ?? "" }
    let values = try connection.pipeline(zip(keys, types).map { try Keyspace.reading($0, type: $1) })
    var keyspace = Keyspace()
    for (index, key) in keys.enumerated() where types[index] != "none" {
        let left = facts[2 * index + 1].integer ?? -1
        keyspace.entries[key] = Keyspace.Entry(
            value: try Keyspace.value(values[index], type: types[index]), timeToLive: left < 0 ? nil : left)
    }
    return keyspace
}

extension Keyspace {
    fileprivate static func reading(_ key: [UInt8], type: String) throws -> Command {
        switch type {
        case "string": Command("GET", key)
        case "hash": Command("HGETALL", key)
        case "list": Command("LRANGE", key, Array("0".utf8), Array("-1".utf8))
        case "set": Command("SMEMBERS", key)
        case "zset": Command("ZRANGE", key, Array("0".utf8), Array("-1".utf8), Array("WITHSCORES".utf8))
        case "stream": Command("XRANGE", key, Array("-".utf8), Array("+".utf8))
        case "none": Command("EXISTS", key)
        default: throw TestFailure("unknown type \(type)")
        }
    }

    fileprivate static func value(_ reply: Reply, type: String) throws -> Value {
        switch type {
        case "string": return .string(reply.bytes ?? [])
        case "hash": return .hash(pairs(reply))
        case "list": return .list(reply.array?.compactMap(\.bytes) ?? [])
        case "set": return .set(Set(reply.array?.compactMap(\.bytes) ?? []))
        case "zset": return .zset(try pairs(reply).mapValues(score))
        case "stream":
            return .stream(
                (reply.array ?? []).compactMap { entry in
                    guard let parts = entry.array, parts.count == 2, let id = parts[0].bytes else { return nil }
                    return StreamEntry(id: id, fields: pairs(parts[1]))
                })
        default: throw TestFailure("unknown type \(type)")
        }
    }

    private static func pairs(_ reply: Reply) -> [[UInt8]: [UInt8]] {
        let flat = reply.array?.compactMap(\.bytes) ?? []
        var pairs: [[UInt8]: [UInt8]] = [:]
        for index in stride(from: 0, to: flat.count - 1, by: 2) { pairs[flat[index]] = flat[index + 1] }
        return pairs
    }

    static func score(_ text: [UInt8]) throws -> Double {
        guard let score = Double(String(decoding: text, as: UTF8.self)) else {
            throw TestFailure("no score: \(String(decoding: text, as: UTF8.self))")
        }
        return score
    }
}
