import Queues
import Redis

/// The replies of the first round trip for one job: its small fields, lengths, and state.
struct JobReading {
    private(set) var fields: JobFields
    /// The lengths of the large fields, in bytes.
    private(set) var lengths: [LargeField: Int] = [:]
    private(set) var deferredFailureLength = 0
    /// The state, where it is one that is kept in a sorted set.
    private(set) var state: JobState?
    private(set) var runAt: Milliseconds?
    private(set) var lock: Lock?
    private(set) var children = Children()
    private(set) var logLines = 0
    /// The keys that could not be read, besides the job itself.
    private(set) var unreadable: [Unreadable] = []

    /// The states in sorted sets, in the library's order; the lists come between the last two (data model, 2.3).
    static let sortedStates: [JobState] = [.completed, .failed, .delayed, .prioritized, .waitingChildren]

    static func commands(_ job: JobID, _ queue: QueueID, _ keys: QueueKeys) -> [Command] {
        let hash = queue.key(of: job)
        func key(_ suffix: String) -> [UInt8] { hash + suffix.utf8 }
        return JobFields.commands(hash)
            + LargeField.allCases.map { .on(hash, "HSTRLEN", $0.rawValue) }
            + [.on(hash, "HSTRLEN", "defa")]
            + sortedStates.compactMap(keys.sortedSet(of:)).map { .on($0, member: job.bytes, "ZSCORE") }
            + [
                .on(key(":lock"), "PTTL"), .on(key(":dependencies"), "SCARD"), .on(key(":processed"), "HLEN"),
                .on(key(":failed"), "HLEN"), .on(key(":unsuccessful"), "ZCARD"), .on(key(":logs"), "LLEN"),
            ]
    }

    /// Reads the replies to `commands`. Throws where the job's own fields cannot be read; other unreadable keys are
    /// added to `unreadable`.
    init(_ replies: inout Replies, of job: JobID) throws(Trouble) {
        fields = try JobFields(&replies)
        for field in LargeField.allCases { lengths[field] = try replies.nextCount() }
        deferredFailureLength = try replies.nextCount()
        for sorted in Self.sortedStates {
            let score = read(sorted.rawValue.utf8, &replies) { reply throws(Trouble) in try reply.optionalBytes() }
            guard state == nil, let score = score.flatMap({ $0 }) else { continue }
            state = sorted
            if sorted == .delayed { runAt = FoundJob.runAt(score: score) }
        }
        func part(_ suffix: String) -> Int? {
            read(job.bytes + suffix.utf8, &replies) { reply throws(Trouble) in try reply.count() }
        }
        lock = read(job.bytes + ":lock".utf8, &replies) { reply throws(Trouble) in try Self.lock(reply) }.flatMap { $0 }
        children = Children(
            pending: part(":dependencies") ?? 0, processed: part(":processed") ?? 0, ignored: part(":failed") ?? 0,
            failed: part(":unsuccessful") ?? 0)
        logLines = part(":logs") ?? 0
    }

    /// Returns the result of `body` for the next reply; nil where the key cannot be read, which is added to
    /// `unreadable`.
    private mutating func read<Value>(
        _ key: some Sequence<UInt8>, _ replies: inout Replies, _ body: (Reply) throws(Trouble) -> Value
    ) -> Value? {
        do {
            return try body(replies.reply())
        } catch {
            unreadable.append(Unreadable(key: key, trouble: error))
            return nil
        }
    }

    /// Whether the lists must be searched for the id. A parent that waits for its children may be in a list as well.
    var isStateOpen: Bool { state == nil || state == .waitingChildren }

    /// Returns the lock from the reply to PTTL, which is -2 without a key and -1 for a key that never expires.
    static func lock(_ reply: Reply) throws(Trouble) -> Lock? {
        if let error = reply.error { throw Trouble(error) }
        guard let time = reply.integer else { throw .implausible("no number") }
        guard time != -2 else { return nil }
        return Lock(expiresIn: time < 0 ? nil : time)
    }

    /// Values that change whenever a worker or an operation changes the job, with all lengths.
    var fingerprint: [[UInt8]] {
        fields.fingerprint + LargeField.allCases.map { Array(String(lengths[$0] ?? 0).utf8) }
    }
}
