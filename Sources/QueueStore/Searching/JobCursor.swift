import Queues
import Redis

/// Goes through a list or sorted set of a queue from its new end, while others remove jobs and add new ones.
struct JobCursor {
    let queue: QueueID
    let state: JobState
    let key: [UInt8]
    private let isList: Bool
    /// The time that was reached, in ms since 1970: the following jobs are older. Infinite before the first one.
    private(set) var reached = Double.infinity
    private var ids: ArraySlice<FoundJob> = []
    private var isAtEnd = false
    private var page: Page
    /// The number of ids in one reading: a server needs about 0.2 ms for 500 of a sorted set.
    var pageLength = 500
    /// The lowest score in a sorted set that is looked at.
    private let lowest: String

    /// The place where the next page of ids begins.
    struct Page: Equatable {
        let key: [UInt8]
        /// The number of ids before the next ones in a list; in a sorted set, of those with the score `bound`.
        fileprivate var skipped = 0
        fileprivate var bound: Double
    }

    /// Returns cursors for the places of a state. Where `since` or `until` is given, in ms since 1970, only jobs that finished
    /// from then on, or until then, are looked at.
    static func cursors(
        in queue: QueueID, _ state: JobState, since: Milliseconds? = nil, until: Milliseconds? = nil
    ) -> [JobCursor] {
        let keys = QueueKeys(queue)
        if let set = keys.sortedSet(of: state) {
            return [JobCursor(queue: queue, state: state, key: set, isList: false, since: since, until: until)]
        }
        let lists = state == .active ? [keys.active] : [keys.wait, keys.paused]
        return lists.map { JobCursor(queue: queue, state: state, key: $0, isList: true) }
    }

    private init(
        queue: QueueID, state: JobState, key: [UInt8], isList: Bool, since: Milliseconds? = nil,
        until: Milliseconds? = nil
    ) {
        (self.queue, self.state, self.key, self.isList) = (queue, state, key, isList)
        lowest = since.map { String($0) } ?? "-inf"
        page = Page(key: key, bound: until.map { Double($0) } ?? .infinity)
    }

    /// The command that counts the ids.
    var measure: Command {
        if isList { return .on(key, "LLEN") }
        return lowest == "-inf" && page.bound == .infinity ? .on(key, "ZCARD") : .on(key, "ZCOUNT", lowest, highest)
    }

    /// The command that reads the newest job.
    var newestCommand: Command {
        isList ? .on(key, "LINDEX", "0") : .on(key, "ZREVRANGE", "0", "0", "WITHSCORES")
    }

    /// Returns the newest job and, where its place shows it, the time at which it ended, in ms since 1970.
    func newest(_ reply: Reply) -> (job: JobID, time: Milliseconds?)? {
        if isList { return reply.bytes.map { (JobID($0), nil) } }
        guard let parts = reply.array, parts.count == 2, let id = parts[0].bytes else { return nil }
        return (JobID(id), parts[1].bytes.flatMap(Self.score).flatMap(end))
    }

    /// Returns the time at which a job with a score ended, in ms since 1970; nil where the score has another meaning.
    private func end(score: Double) -> Milliseconds? {
        state == .completed || state == .failed ? Milliseconds(exactly: score.rounded(.down)) : nil
    }

    /// Whether there may be more jobs.
    var hasMore: Bool { !ids.isEmpty || !isAtEnd }

    /// Returns the next ids, at most `count`; an empty list at the end. Where none is known yet, it reads a page of them.
    mutating func next(_ count: Int, _ store: QueueStore) throws(Trouble) -> [FoundJob] {
        if ids.isEmpty, !isAtEnd {
            var replies = try store.ask([pageCommand])
            add(try replies.next().parts())
        }
        let next = ids.prefix(count)
        ids = ids.dropFirst(next.count)
        return Array(next)
    }

    /// Returns ids that were not looked at to the cursor, which had reached a time before them, in ms since 1970.
    mutating func putBack(_ jobs: ArraySlice<FoundJob>, reached time: Double = -.infinity) {
        guard !jobs.isEmpty else { return }
        ids = jobs + ids
        reached = max(reached, time)
    }

    /// Notes the time at which a job was added or ended.
    mutating func note(_ time: Milliseconds?) {
        if let time { reached = min(reached, Double(time)) }
    }

    /// Returns the next page and the command that reads it; nil at the end, or where more than `count` ids are known.
    func nextPage(beyond count: Int) -> (page: Page, command: Command)? {
        isAtEnd || ids.count > count ? nil : (page, pageCommand)
    }

    /// Adds the ids in the reply to the command of a page, where that is still the next one. An error is left to the
    /// next reading, which reports it.
    mutating func add(_ reply: Reply, to page: Page) {
        if page == self.page, let words = reply.array { add(words) }
    }

    private mutating func add(_ words: [Reply]) {
        isAtEnd = words.count < (isList ? 1 : 2) * pageLength
        if isList {
            page.skipped += words.count
            ids += words.compactMap(\.bytes).map(JobID.init).filter { !$0.isOldMarker }.map {
                FoundJob(id: $0, state: state)
            }
        } else {
            ids += jobs(words)
        }
    }

    /// The command for the next page. It reads a sorted set by score, so that jobs that leave or are added in front do
    /// not move the next ones.
    private var pageCommand: Command {
        let (skipped, length) = (page.skipped, pageLength)
        return isList
            ? .on(key, "LRANGE", String(skipped), String(skipped + length - 1))
            : .on(key, "ZREVRANGEBYSCORE", highest, lowest, "WITHSCORES", "LIMIT", String(skipped), String(length))
    }

    private var highest: String { page.bound == .infinity ? "+inf" : "\(page.bound)" }

    private mutating func jobs(_ words: [Reply]) -> [FoundJob] {
        var jobs: [FoundJob] = []
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            guard let id = words[index].bytes, let score = words[index + 1].bytes.flatMap(Self.score) else { continue }
            (page.bound, page.skipped) = score == page.bound ? (score, page.skipped + 1) : (score, 1)
            let runAt = state == .delayed ? words[index + 1].bytes.flatMap(FoundJob.runAt(score:)) : nil
            jobs.append(FoundJob(id: JobID(id), state: state, runAt: runAt, endedAt: end(score: score)))
        }
        return jobs
    }

    private static func score(_ bytes: [UInt8]) -> Double? {
        Number.whole(bytes).flatMap(Double.init(exactly:)) ?? Double(String(decoding: bytes, as: UTF8.self))
    }
}

extension [JobCursor] {
    /// The index of the cursor that has the newest jobs.
    var newest: Int? { indices.max { self[$0].reached < self[$1].reached } }
}
