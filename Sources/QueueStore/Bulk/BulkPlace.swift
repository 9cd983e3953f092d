import Queues
import Redis

/// A list or sorted set that a bulk operation goes through, from its old end.
struct BulkPlace {
    private let key: [UInt8]
    private let isList: Bool
    /// The highest score at the beginning: an id with a higher score came later.
    private var bound = -Double.infinity

    /// Returns the lists or the sorted set with the jobs of a state. Jobs in `paused` are older than those in `wait`.
    static func places(of selection: Selection) -> [BulkPlace] {
        let keys = QueueKeys(selection.queue)
        if let set = keys.sortedSet(of: selection.state) { return [BulkPlace(key: set, isList: false)] }
        let lists = selection.state == .active ? [keys.active] : [keys.paused, keys.wait]
        return lists.map { BulkPlace(key: $0, isList: true) }
    }

    private init(key: [UInt8], isList: Bool) {
        self.key = key
        self.isList = isList
    }

    /// The commands that count the ids and find their highest score.
    var measures: [Command] {
        isList ? [.on(key, "LLEN")] : [.on(key, "ZCARD"), .on(key, "ZREVRANGE", "0", "0", "WITHSCORES")]
    }

    /// Reads the replies to `measures` and returns the number of ids.
    mutating func absorb(_ replies: inout Replies) throws(Trouble) -> Int {
        let count = try replies.nextCount()
        if !isList { bound = try replies.nextList().last.flatMap(Self.score) ?? bound }
        return count
    }

    /// Returns the command that reads some ids, from a position counted from the old end.
    func range(from position: Int, count: Int) -> Command {
        isList
            ? .on(key, "LRANGE", String(-position - count), String(-position - 1))
            : .on(key, "ZRANGE", String(position), String(position + count - 1), "WITHSCORES")
    }

    /// Returns the ids in the reply to `range`, oldest first, without those that came later.
    func ids(_ reply: Reply) throws(Trouble) -> [JobID] {
        let words = try reply.strings()
        if isList { return words.reversed().map { JobID($0) } }
        var ids: [JobID] = []
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            guard let score = Self.score(words[index + 1]), score <= bound else { break }
            ids.append(JobID(words[index]))
        }
        return ids
    }

    private static func score(_ text: [UInt8]) -> Double? {
        Double(String(decoding: text, as: UTF8.self))
    }
}
