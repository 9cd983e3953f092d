public import Redis

extension Keyspace {
    /// Empties the database and fills it with the keyspace, with expiry times.
    public func load(into connection: Connection) throws {
        var commands = [Command("FLUSHDB")]
        for (key, entry) in entries {
            commands += Self.writing(key, entry.value)
            if let left = entry.timeToLive { commands.append(Command("PEXPIRE", key, Array(String(left).utf8))) }
        }
        for (command, reply) in zip(commands, try connection.pipeline(commands)) {
            guard let error = reply.error else { continue }
            let words = command.arguments.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
            throw TestFailure("\(error.code) \(error.message): \(words)")
        }
    }

    private static func writing(_ key: [UInt8], _ value: Value) -> [Command] {
        switch value {
        case .string(let bytes): [Command("SET", key, bytes)]
        case .hash(let fields): [Command("HSET", arguments: [key] + fields.flatMap { [$0, $1] })]
        case .list(let items): [Command("RPUSH", arguments: [key] + items)]
        case .set(let members): [Command("SADD", arguments: [key] + members)]
        case .zset(let members):
            [Command("ZADD", arguments: [key] + members.flatMap { [Array(String($1).utf8), $0] })]
        case .stream(let entries) where entries.isEmpty:
            // A stream still exists after its last entry is removed.
            [Command("XADD", arguments: [key] + ["MAXLEN", "0", "0-1", "field", ""].map { Array($0.utf8) })]
        case .stream(let entries):
            entries.map { Command("XADD", arguments: [key, $0.id] + $0.fields.flatMap { [$0, $1] }) }
        }
    }

    /// Creates a keyspace from the `before` or `after` of a fixture.
    init(fixture: JSONValue?) throws {
        self.init()
        for item in fixture?.array ?? [] {
            guard let key = item["key"]?.bytes, let type = item["type"]?.string, let value = item["value"] else {
                throw TestFailure("a key of the fixture lacks its name, type or value")
            }
            entries[key] = Entry(value: try Self.value(value, type), timeToLive: item["ttl"]?.integer)
        }
    }

    private static func value(_ json: JSONValue, _ type: String) throws -> Value {
        switch type {
        case "string": return .string(json.bytes ?? [])
        case "hash": return .hash(try fields(json))
        case "list": return .list(json.array?.compactMap(\.bytes) ?? [])
        case "set": return .set(Set(json.array?.compactMap(\.bytes) ?? []))
        case "zset":
            var members: [[UInt8]: Double] = [:]
            for pair in json.array ?? [] {
                guard let member = pair.array?.first?.bytes, let text = pair.array?.last?.bytes else { continue }
                members[member] = try score(text)
            }
            return .zset(members)
        case "stream":
            return .stream(
                try (json.array ?? []).compactMap { pair in
                    guard let id = pair.array?.first?.bytes, let json = pair.array?.last else { return nil }
                    return StreamEntry(id: id, fields: try fields(json))
                })
        default: throw TestFailure("unknown type \(type)")
        }
    }

    private static func fields(_ json: JSONValue) throws -> [[UInt8]: [UInt8]] {
        guard case .object(let members) = json else { throw TestFailure("a hash that is no object") }
        var fields: [[UInt8]: [UInt8]] = [:]
        for (name, value) in members { fields[Array(name.utf8)] = value.bytes }
        return fields
    }
}
