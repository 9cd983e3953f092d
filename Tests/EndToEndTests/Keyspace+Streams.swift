import TestSupport

extension Keyspace {
    /// The same, without the ids of what is in streams: they are the server's clock.
    var withoutStreamIDs: Keyspace {
        Keyspace(
            entries: entries.mapValues { entry in
                guard case .stream(let items) = entry.value else { return entry }
                let bare = items.map { StreamEntry(id: [], fields: $0.fields) }
                return Entry(value: .stream(bare), timeToLive: entry.timeToLive)
            })
    }
}
