import Queues
import Redis

/// The first round trip for one job: small fields, lengths, and where the job is.
struct JobReading {
    private(set) var fields: JobFields
    /// The lengths of the large fields, in bytes.
    private(set) var lengths: [LargeField: Int] = [:]
    private(set) var deferredFailureLength = 0
    /// The state, if it is one that is kept in a sorted set.
    private(set) var state: JobState?
    private(set) var runAt: Milliseconds?
    private(set) var lock: Lock?
    private(set) var children = Children()
    private(set) var logLines = 0

    /// In the library's order; the lists come between the last two (data model, 2.3).
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

    init(_ replies: inout Replies) {
        fields = JobFields(&replies)
        for field in LargeField.allCases { lengths[field] = replies.nextCount() }
        deferredFailureLength = replies.nextCount()
        let scores = replies.next(Self.sortedStates.count)
        if let index = scores.firstIndex(where: { $0.bytes != nil }) {
            state = Self.sortedStates[index]
            if state == .delayed { runAt = FoundJob.runAt(score: scores[index]) }
        }
        lock = Self.lock(replies.next())
        children = Children(
            pending: replies.nextCount(), processed: replies.nextCount(), ignored: replies.nextCount(),
            failed: replies.nextCount())
        logLines = replies.nextCount()
    }

    /// Whether the lists have to be searched for the id. A parent that waits for its children may be in one as well.
    var isStateOpen: Bool { state == nil || state == .waitingChildren }

    /// PTTL says -2 where there is no key, and -1 where it never expires.
    private static func lock(_ reply: Reply) -> Lock? {
        guard let time = reply.integer, time != -2 else { return nil }
        return Lock(expiresIn: time < 0 ? nil : time)
    }

    /// What changes whenever a worker or an operation touches the job, with all lengths.
    var fingerprint: [[UInt8]] {
        fields.fingerprint + LargeField.allCases.map { Array(String(lengths[$0] ?? 0).utf8) }
    }
}
