import Queues
import Redis

extension QueueRecord {
    /// Returns the result of `body` for the next `count` replies, which are all about one key; nil where the key cannot
    /// be read, which is noted. The later replies are not shifted.
    func read<Value>(
        _ key: some Sequence<UInt8>, _ replies: inout Replies, taking count: Int = 1,
        _ body: (inout Replies) throws(Trouble) -> Value
    ) -> Value? {
        var part = replies.take(count)
        let key = Array(key)
        do {
            let value = try body(&part)
            problems[key] = nil
            return value
        } catch {
            note(error, of: key)
            return nil
        }
    }

    /// Returns the next reply about the key `key` as a count; nil where it cannot be read.
    func readCount(_ key: String, _ replies: inout Replies) -> Int? {
        read(key.utf8, &replies) { part throws(Trouble) in try part.nextCount() }
    }

    /// Notes that a key could not be read. The type of a wrong one is read in the same refresh.
    func note(_ trouble: Trouble, of key: [UInt8]) {
        if trouble == .wrongType(nil) {
            if case .wrongType(.some) = problems[key] { return }
            followTypes(adding: key)
            isUrgent = true
        }
        if trouble.isPassing { isRefusedForNow = true }
        problems[key] = trouble
    }

    /// Requests the types of all keys that hold a wrong one, as they may have changed.
    func followTypes(adding key: [UInt8]? = nil) {
        var wrong = problems.filter { if case .wrongType = $0.value { true } else { false } }.map(\.key)
        if let key, !wrong.contains(key) { wrong.append(key) }
        if !wrong.isEmpty { follow(.types(wrong)) }
    }

    /// Reads the types of keys.
    func absorb(types keys: [[UInt8]], _ replies: inout Replies) {
        for key in keys {
            guard let type = replies.reply().text, case .wrongType = problems[key] else { continue }
            problems[key] = type == "none" ? nil : .wrongType(type)
        }
    }

    /// Puts the keys that cannot be read into the summary.
    func listProblems() {
        let keys = problems.keys.sorted { $0.lexicographicallyPrecedes($1) }
        summary.unreadable = keys.compactMap { key in problems[key].map { Unreadable(key: key, trouble: $0) } }
    }

    /// Forgets the result of the last look at parents, before the next one, or where no parents are left.
    func forgetParents() {
        for key in parentKeys { problems[key] = nil }
        parentKeys = []
        summary.evidence.blockedParents = nil
    }

    /// The refusal, where the user may not read any key of the queue.
    var denial: Trouble? {
        guard summary.counts.isUnreadable else { return nil }
        let refusals = problems.values.filter { if case .noPermission = $0 { true } else { false } }
        return refusals.count == problems.count ? refusals.first : nil
    }
}
