import Queues
import Redis

/// Finds the hashes of a queue whose ids no other key of the queue mentions: no list, and no unknown structure. The
/// script decides whether they are jobs, and checks each again.
struct UnlistedSearch {
    /// The number of keys that one SCAN looks at.
    private static let scannedAtOnce = 1_000
    /// The number of ids of a list in one reply.
    private static let listedAtOnce = 10_000
    /// The maximum number of ids that unknown structures may mention.
    private static let mostMentioned = 1_000_000
    private static let lists = ["wait", "paused", "active"]
    /// The endings of keys that belong to a job.
    private static let parts = [":logs", ":lock", ":dependencies", ":processed", ":failed", ":unsuccessful"]
    /// The beginnings of keys that a library names by other ids.
    private static let families = ["de:", "dn:", "repeat:", "metrics:", "limiter:"]

    /// The types of keys that can mention ids, each with the command that counts its members.
    private static let countCommands = ["list": "LLEN", "set": "SCARD", "zset": "ZCARD"]

    private let store: QueueStore
    private let queue: QueueID
    private var mentioned: Set<JobID> = []
    private var cursor: [UInt8]? = Array("0".utf8)

    /// The number of ids that one script compares with those of the lists; the server takes about 2 ms for them.
    private static let comparedAtOnce = 200_000

    /// The maximum number of jobs that one script may check.
    var batch: Int { max(1, min(500, Self.comparedAtOnce / max(1, mentioned.count))) }

    /// Reads the ids that the queue mentions. Ids that move meanwhile may be missing.
    init(_ store: QueueStore, _ queue: QueueID) throws(Trouble) {
        (self.store, self.queue) = (store, queue)
        for name in Self.lists { try mention(list: queue.key(name)) }
        for key in try unknownKeys() { try mention(unknown: key) }
    }

    /// Returns the ids of the next hashes that no key mentions; nil after the last one.
    mutating func next() throws(Trouble) -> [JobID]? {
        guard let found = try scan(type: "hash") else { return nil }
        return Set(found).map { JobID($0) }.filter { !mentioned.contains($0) }
    }

    /// Returns the parts of the next keys after the queue's base, only of one type where the server can filter by it;
    /// nil after the last one.
    private mutating func scan(type: String?) throws(Trouble) -> [[UInt8]]? {
        guard let cursor else { return nil }
        let base = queue.base + [UInt8(ascii: ":")]
        let ofType = store.abilities.canScanByType ? type.map { ["TYPE", $0] } ?? [] : []
        let options = (["COUNT", String(Self.scannedAtOnce)] + ofType).map { Array($0.utf8) }
        let pattern = KeyPattern.escaping(base) + [UInt8(ascii: "*")]
        var replies = try store.ask([Command("SCAN", arguments: [cursor, Array("MATCH".utf8), pattern] + options)])
        let reply = replies.reply()
        if let error = reply.error {
            // Before Redis 6, SCAN has no option TYPE.
            guard error.code == "ERR", !ofType.isEmpty else { throw Trouble(error) }
            store.abilities.canScanByType = false
            return []
        }
        let found = try reply.scan(after: cursor)
        self.cursor = found.cursor
        return try found.elements.strings().map { Array($0.dropFirst(base.count)) }
    }

    /// Returns the keys of the queue that belong neither to the library nor to a job.
    private mutating func unknownKeys() throws(Trouble) -> [[UInt8]] {
        let known = Set(StoreScript.of(.bullmq, .bullmq).keys + StoreScript.of(.bull, .bull).keys + ["delay"])
        var keys: [[UInt8]] = []
        while let found = try scan(type: nil) {
            let strange = Set(found).filter { suffix in
                let text = String(decoding: suffix, as: UTF8.self)
                return !known.contains(text) && !Self.families.contains(where: text.hasPrefix)
                    && !Self.parts.contains(where: text.hasSuffix)
            }
            let names = strange.map { queue.key(of: JobID($0)) }
            var types = try store.ask(names.map { Command("TYPE", $0) })
            for name in names {
                if Self.countCommands[try types.next().text ?? ""] != nil { keys.append(name) }
            }
        }
        cursor = Array("0".utf8)
        return keys
    }

    private mutating func mention(unknown key: [UInt8]) throws(Trouble) {
        var types = try store.ask([Command("TYPE", key)])
        let type = try types.next().text ?? ""
        guard let command = Self.countCommands[type] else { return }
        var counts = try store.ask([.on(key, command)])
        guard try counts.nextCount() <= Self.mostMentioned else {
            throw .server("a key that no library we know has holds too many ids to be compared")
        }
        switch type {
        case "list": try mention(list: key)
        case "set": try mention([Command("SMEMBERS", key)])
        case "zset": try mention([.on(key, "ZRANGE", "0", "-1")])
        default: break
        }
    }

    private mutating func mention(list key: [UInt8]) throws(Trouble) {
        var (first, count) = (0, Self.listedAtOnce)
        while count == Self.listedAtOnce {
            count = try mention([.on(key, "LRANGE", String(first), String(first + Self.listedAtOnce - 1))])
            first += count
        }
    }

    /// Adds the ids that commands read, and returns their number.
    @discardableResult
    private mutating func mention(_ commands: [Command]) throws(Trouble) -> Int {
        var replies = try store.ask(commands)
        let ids = try replies.nextList()
        mentioned.formUnion(ids.map { JobID($0) })
        return ids.count
    }
}
