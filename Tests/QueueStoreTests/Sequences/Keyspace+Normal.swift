import JSONText
import TestSupport

extension Keyspace {
    /// All keys, in their normal form.
    var normal: Keyspace { normal(entries.keys) }

    /// Returns some of the keys, without fields that only one client writes where they mean nothing, and without the
    /// ids of events, which come from the server's clock.
    func normal(_ keys: some Sequence<[UInt8]>) -> Keyspace {
        var result = Keyspace()
        for key in keys {
            guard var entry = entries[key] else { continue }
            entry.value = Self.normal(entry.value)
            result.entries[key] = entry
        }
        return result
    }

    private static func normal(_ value: Value) -> Value {
        switch value {
        case .hash(var fields):
            for name in [Array("opts".utf8), Array("parent".utf8)] {
                if let text = fields[name] { fields[name] = normal(options: text) }
            }
            return .hash(fields)
        case .stream(let items): return .stream(items.map { StreamEntry(id: [], fields: $0.fields) })
        case .string, .list, .set, .zset: return value
        }
    }

    /// Returns the options without attempts and delays of 0, which only some clients write, and without the next run of
    /// an interval, which only the Python client writes; the Node libraries write it for patterns only.
    private static func normal(options text: [UInt8]) -> [UInt8] {
        guard let options = try? JSON(text), let members = options.members else { return text }
        let isInterval = options["repeat"]?["every"] != nil
        let telling = members.filter { member in
            switch member.name.bytes.text {
            case "attempts", "delay": member.value != .number(0)
            case "prevMillis": !isInterval
            default: true
            }
        }
        return JSON.object(telling.sorted { $0.name.bytes.text < $1.name.bytes.text }).text()
    }
}
