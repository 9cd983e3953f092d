import Queues
import Redis

/// Goes through a list or sorted set of a queue from its new end, while others take jobs away and bring new ones.
struct JobCursor {
    /// Ids of one reading.
    private static let pageLength = 1_000

    let queue: QueueID
    let state: JobState
    let key: [UInt8]
    private let isList: Bool
    /// How far it has come, in ms since 1970: jobs that follow are older. Infinite before the first one.
    private(set) var reached = Double.infinity
    private var ids: ArraySlice<FoundJob> = []
    private var isAtEnd = false
    /// In a list the ids before the next ones; in a sorted set those of the score `bound`.
    private var skipped = 0
    private var bound = Double.infinity
    /// Where a sorted set ends for it: scores below this are passed over.
    private let lowest: String

    /// Returns the places of a state. Of finished jobs only those since a moment, in ms since 1970, are gone through where
    /// one is given.
    static func cursors(in queue: QueueID, _ state: JobState, since: Milliseconds? = nil) -> [JobCursor] {
        let keys = QueueKeys(queue)
        if let set = keys.sortedSet(of: state) {
            return [JobCursor(queue: queue, state: state, key: set, isList: false, since: since)]
        }
        let lists = state == .active ? [keys.active] : [keys.wait, keys.paused]
        return lists.map { JobCursor(queue: queue, state: state, key: $0, isList: true) }
    }

    private init(queue: QueueID, state: JobState, key: [UInt8], isList: Bool, since: Milliseconds? = nil) {
        (self.queue, self.state, self.key, self.isList) = (queue, state, key, isList)
        lowest = since.map { String($0) } ?? "-inf"
    }

    /// The command that counts the ids.
    var measure: Command {
        if isList { return .on(key, "LLEN") }
        return lowest == "-inf" ? .on(key, "ZCARD") : .on(key, "ZCOUNT", lowest, "+inf")
    }

    /// The command that gives the newest job.
    var newestCommand: Command {
        isList ? .on(key, "LINDEX", "0") : .on(key, "ZREVRANGE", "0", "0", "WITHSCORES")
    }

    /// Returns the newest job and, where its place says that, when it ended, in ms since 1970.
    func newest(_ reply: Reply) -> (job: JobID, time: Milliseconds?)? {
        if isList { return reply.bytes.map { (JobID($0), nil) } }
        guard let parts = reply.array, parts.count == 2, let id = parts[0].bytes else { return nil }
        return (JobID(id), parts[1].bytes.flatMap(Self.score).flatMap(end))
    }

    /// Returns when a job with a score ended, in ms since 1970; nil where the score says something else.
    private func end(score: Double) -> Milliseconds? {
        state == .completed || state == .failed ? Milliseconds(exactly: score.rounded(.down)) : nil
    }

    /// Whether there may be more.
    var hasMore: Bool { !ids.isEmpty || !isAtEnd }

    /// Returns the next ids, at most `count`; none at the end. As many after them are read before they are wanted.
    mutating func next(_ count: Int, _ store: QueueStore) throws(Trouble) -> [FoundJob] {
        if ids.count < 2 * count, !isAtEnd { try read(store) }
        let next = ids.prefix(count)
        ids = ids.dropFirst(next.count)
        return Array(next)
    }

    /// Returns the ids that come next, as far as they are known; at most `count`.
    func upcoming(_ count: Int) -> [FoundJob] { Array(ids.prefix(count)) }

    /// Gives ids back that were not looked at.
    mutating func putBack(_ jobs: ArraySlice<FoundJob>) {
        if !jobs.isEmpty { ids = jobs + ids }
    }

    /// Takes over when a job came or ended.
    mutating func note(_ time: Milliseconds?) {
        if let time { reached = min(reached, Double(time)) }
    }

    private mutating func read(_ store: QueueStore) throws(Trouble) {
        var replies = try store.ask([isList ? listRange : setRange])
        let words = try replies.next().parts()
        isAtEnd = words.count < (isList ? 1 : 2) * Self.pageLength
        if isList {
            skipped += words.count
            ids += words.compactMap(\.bytes).map(JobID.init).filter { !$0.isOldMarker }.map {
                FoundJob(id: $0, state: state)
            }
        } else {
            ids += jobs(words)
        }
    }

    private var listRange: Command { .on(key, "LRANGE", String(skipped), String(skipped + Self.pageLength - 1)) }

    /// By score, so that what leaves or comes in front does not move what follows.
    private var setRange: Command {
        let highest = bound == .infinity ? "+inf" : "\(bound)"
        return .on(
            key, "ZREVRANGEBYSCORE", highest, lowest, "WITHSCORES", "LIMIT", String(skipped), String(Self.pageLength))
    }

    private mutating func jobs(_ words: [Reply]) -> [FoundJob] {
        var jobs: [FoundJob] = []
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            guard let id = words[index].bytes, let score = words[index + 1].bytes.flatMap(Self.score) else { continue }
            (bound, skipped) = score == bound ? (bound, skipped + 1) : (score, 1)
            let runAt = state == .delayed ? words[index + 1].bytes.flatMap(FoundJob.runAt(score:)) : nil
            jobs.append(FoundJob(id: JobID(id), state: state, runAt: runAt, endedAt: end(score: score)))
        }
        return jobs
    }

    private static func score(_ bytes: [UInt8]) -> Double? { Double(String(decoding: bytes, as: UTF8.self)) }
}

extension [JobCursor] {
    /// The index of the one that has the newest jobs.
    var newest: Int? { indices.max { self[$0].reached < self[$1].reached } }
}
