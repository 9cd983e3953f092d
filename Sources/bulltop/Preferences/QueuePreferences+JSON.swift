internal import Dashboard
internal import JSONText
internal import Queues

extension QueuePreferences {
    /// Reads saved preferences. Values that it does not understand count as absent.
    init(_ json: JSON) {
        func queues(_ name: String) -> Set<QueueID> {
            let pairs = (json[name]?.elements ?? []).prefix(Self.limit).compactMap { pair -> QueueID? in
                guard let parts = pair.elements?.map(\.anyBytes), parts.count == 2, let prefix = parts[0],
                    let name = parts[1]
                else { return nil }
                return QueueID(prefix: prefix, name: name)
            }
            return Set(pairs)
        }
        self.init(
            delimiter: json["tree"]?.bytes.flatMap { $0.count == 1 ? NameDelimiter(rawValue: $0[0]) : nil },
            pinned: queues("pinned"), hidden: queues("hidden"),
            folded: Set((json["folded"]?.elements ?? []).prefix(Self.limit).compactMap(\.anyBytes)),
            order: Self.order(json["sort"]) ?? .standard)
    }

    /// The preferences as JSON; equal preferences have the same text.
    var json: JSON {
        func queues(_ set: Set<QueueID>) -> JSON {
            .array(set.sorted().map { .array([.bytes($0.prefix), .bytes($0.name)]) })
        }
        let paths = folded.sorted { $0.lexicographicallyPrecedes($1) }.prefix(Self.limit)
        return .object([
            .init("tree", delimiter.map { .string($0.text) } ?? .null), .init("pinned", queues(pinned)),
            .init("hidden", queues(hidden)), .init("folded", .array(paths.map { .bytes($0) })),
            .init(
                "sort",
                .object([
                    .init("column", .string(order.columnName)), .init("descending", .boolean(order.isDescending)),
                ])),
        ])
    }

    private static func order(_ json: JSON?) -> QueueOrder? {
        guard let column = json?["column"]?.bytes, let isDescending = json?["descending"]?.boolean else { return nil }
        return QueueOrder(column: String(decoding: column, as: UTF8.self), isDescending: isDescending)
    }
}
