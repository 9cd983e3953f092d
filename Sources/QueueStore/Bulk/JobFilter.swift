import Queues
import Redis

/// The jobs whose id, name or failed reason contains a text, in any case unless it has capitals, like the filter of a
/// screen.
struct JobFilter {
    private let text: [UInt8]
    private let ignoresCase: Bool

    /// The longest name or reason that is read, in bytes. A script cuts the beginning off a longer one, where scripts
    /// are permitted.
    private static let limit = RowTexts.wholeLimit
    private static let fields = [Array("name".utf8), Array("failedReason".utf8)]

    init(_ text: [UInt8]) {
        let words = String(decoding: text, as: UTF8.self)
        self.text = text
        ignoresCase = words.lowercased() == words
    }

    /// Returns the matching jobs, and those that cannot be read: the operation refuses them with the reason. Reads
    /// nothing for a job whose id decides.
    func matches(among jobs: [JobID], of queue: QueueID, _ store: QueueStore) throws(Trouble) -> [JobID] {
        let found = jobs.map { isFound(in: $0.bytes) }
        let open = zip(jobs, found).filter { !$0.1 }.map { queue.key(of: $0.0) }
        var lengths = try store.ask(
            open.flatMap { key in Self.fields.map { Command("HSTRLEN", arguments: [key, $0]) } })
        try lengths.checkPermission()
        let wanted = open.flatMap { key in Self.fields.map { (key, $0) } }.map { key, field in
            // A field whose length is unknown is read as well, so that the reply gives the reason.
            let length = try? lengths.nextCount()
            return length ?? .max < text.count ? nil : command(key, field, length ?? 0, store)
        }
        var values = try store.ask(wanted.compactMap { $0 })
        do {
            try values.checkPermission()
        } catch .noPermission where store.abilities.canRunScripts {
            store.abilities.canRunScripts = false
            return try matches(among: jobs, of: queue, store)
        }
        var texts = wanted.map { $0 == nil ? Reply.null : values.reply() }[...]
        return zip(jobs, found).compactMap { job, isFoundByID in
            if isFoundByID { return job }
            let own = texts.prefix(Self.fields.count)
            texts = texts.dropFirst(Self.fields.count)
            return own.contains { $0.error != nil || isFound(in: $0.bytes ?? []) } ? job : nil
        }
    }

    private func command(_ key: [UInt8], _ field: [UInt8], _ length: Int, _ store: QueueStore) -> Command? {
        let isWhole = length <= Self.limit || !store.abilities.canRunScripts
        guard !isWhole else { return Command("HGET", arguments: [key, field]) }
        return StoreScript.excerpt(of: String(decoding: field, as: UTF8.self), in: key, from: 0, count: Self.limit)
    }

    /// Returns whether `hay` contains the text. Only ASCII letters are folded: names and errors are bytes.
    private func isFound(in hay: [UInt8]) -> Bool {
        guard let first = text.first else { return true }
        guard hay.count >= text.count else { return false }
        return (0...(hay.count - text.count)).contains { start in
            folded(hay[start]) == first && text.indices.allSatisfy { folded(hay[start + $0]) == text[$0] }
        }
    }

    private func folded(_ byte: UInt8) -> UInt8 {
        ignoresCase && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
