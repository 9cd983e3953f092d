import Queues
import Redis

/// Reads the fields of jobs in steps of about half a millisecond of the server's time: by a script that only reads where
/// scripts are permitted, else by a pipeline.
struct CandidateReader {
    private static let script = StoreScript.of(.search, .bullmq).script
    /// The maximum number of jobs in one pipeline.
    private static let jobsAtOnce = 250

    let plan: FieldPlan
    let store: QueueStore
    /// Two scripts are on their way at a time, which other clients may have to wait for.
    private var pace = Pace(goal: 400)
    private var usesScripts: Bool
    /// The scripts that were sent ahead, oldest first, each with its jobs and the page of ids after it.
    private var ahead: [(jobs: [FoundJob], queue: QueueID, script: SentScript, page: JobCursor.Page?)] = []
    /// The page of ids that came with the last script.
    private var page: (page: JobCursor.Page, reply: Reply)?

    /// The data that was read of a job.
    enum Candidate {
        /// It cannot match.
        case none
        /// The id has no job.
        case missing
        /// Its fields cannot be read.
        case unreadable(Trouble)
        case job(SearchedJob)

        /// The time at which it ended, or was added where it has not ended, in ms since 1970; nil where that is unknown.
        var time: Milliseconds? {
            guard case .job(let job) = self else { return nil }
            return job[.finishedOn].flatMap(Number.whole) ?? job[.timestamp].flatMap(Number.whole)
        }
    }

    init(_ plan: FieldPlan, _ store: QueueStore) {
        self.plan = plan
        self.store = store
        usesScripts = store.abilities.canRunScripts
    }

    /// The number of jobs that one step will probably read.
    var stepSize: Int { usesScripts ? pace.size : Self.jobsAtOnce }

    /// Reads the first of some jobs: as many as one step can, at least one.
    mutating func read(_ jobs: [FoundJob], of queue: QueueID) throws(Trouble) -> [Candidate] {
        candidates(in: try fetch(jobs, of: queue))
    }

    /// Replies about some jobs that are not parsed yet, so that the server can already be asked for others.
    struct Fetched {
        /// The number of jobs that the replies are about: the first of those that were asked for.
        var count: Int
        fileprivate let content: Content
        /// What was read besides of the jobs with large fields, by their places among the jobs.
        var texts: [Int: [SearchField: [UInt8]]] = [:]
        var large: [Int: Candidate] = [:]

        fileprivate enum Content {
            case reply([Reply], [FoundJob], QueueID)
            case candidates([Candidate])
        }

        init(_ candidates: [Candidate]) { (count, content) = (candidates.count, .candidates(candidates)) }

        init(_ replies: [Reply], to jobs: [FoundJob], of queue: QueueID, fields: Int) {
            var (count, place) = (0, 0)
            while count < jobs.count, replies.indices.contains(place) {
                place += CandidateReader.hugeBytes(replies[place]) != nil ? fields + 1 : 1
                count += 1
            }
            (self.count, content) = (count, .reply(replies, jobs, queue))
        }
    }

    /// Returns the number of bytes of the huge cut fields of a job, from the reply before its values; nil where a reply is none
    /// before values.
    static func hugeBytes(_ reply: Reply) -> Int64? {
        guard let head = reply.integer, head >= 1 else { return nil }
        return head - 1
    }

    /// Reads some jobs, to be parsed by `candidates(in:)`.
    mutating func fetch(_ jobs: [FoundJob], of queue: QueueID) throws(Trouble) -> Fetched {
        if jobs.isEmpty { return Fetched([]) }
        if usesScripts, let fetched = try fetchByScript(jobs, queue) { return fetched }
        return Fetched(try readByPipeline(jobs, queue))
    }

    /// Returns the candidates in the replies: the first of the jobs that were asked for.
    func candidates(in fetched: Fetched) -> [Candidate] {
        switch fetched.content {
        case .candidates(let candidates): candidates
        case .reply(let replies, let jobs, let queue): candidates(jobs, queue, replies, fetched)
        }
    }

    /// Sends the script for jobs of a cursor that are read after those that were sent ahead before, so that the server
    /// works meanwhile, and reads more of the cursor's ids where at most `count` are known.
    mutating func askAhead(_ jobs: [FoundJob], from cursor: JobCursor, keeping count: Int) {
        guard usesScripts, !jobs.isEmpty else { return }
        let queue = cursor.queue
        var next = cursor.nextPage(beyond: count)
        if ahead.contains(where: { $0.page == next?.page }) { next = nil }
        let sent = store.sendAhead(
            Self.script, keys: Self.keys(of: jobs, in: queue), arguments: arguments(for: queue),
            then: next?.command)
        if let sent { ahead.append((jobs, queue, sent, next?.page)) }
    }

    /// Returns whether the next ids of a cursor, which knows none, come with a script that was sent ahead.
    func isReadingPage(of cursor: JobCursor) -> Bool {
        guard let next = cursor.nextPage(beyond: 0) else { return false }
        return ahead.contains { $0.page == next.page }
    }

    /// Adds the ids that came with the last script to the cursor that they are from.
    mutating func addPage(to cursor: inout JobCursor) {
        if let page { cursor.add(page.reply, to: page.page) }
        page = nil
    }

    private mutating func run(
        _ jobs: [FoundJob], _ queue: QueueID
    ) throws(Trouble) -> (reply: Reply, microseconds: Int64) {
        if let first = ahead.first, first.queue == queue, first.jobs == jobs {
            ahead.removeFirst()
            if let sent = store.time(first.script) {
                page = first.page.flatMap { page in sent.reading.map { (page, $0) } }
                return sent.timed
            }
        }
        return try store.time(
            Self.script, keys: Self.keys(of: jobs, in: queue), arguments: arguments(for: queue))
    }

    private func arguments(for queue: QueueID) -> [[UInt8]] {
        plan.arguments(for: queue, measuresCut: store.huge.queues.contains(queue))
    }

    private static func keys(of jobs: [FoundJob], in queue: QueueID) -> [[UInt8]] {
        jobs.map { queue.key(of: $0.id) }
    }

    /// Reads jobs by the script; returns nil where scripts turn out not to be permitted.
    private mutating func fetchByScript(_ jobs: [FoundJob], _ queue: QueueID) throws(Trouble) -> Fetched? {
        let timed = try run(jobs, queue)
        if let error = timed.reply.error {
            guard !Trouble.concernsWholeServer(error) else { throw Trouble(error) }
            usesScripts = false
            if error.code == "NOPERM" { store.abilities.canRunScripts = false }
            return nil
        }
        let replies = timed.reply.array ?? []
        var fetched = Fetched(replies, to: jobs, of: queue, fields: plan.fields.count)
        pace.note(max(1, fetched.count), took: timed.microseconds)
        try readHuge(&fetched, jobs, queue, replies)
        return fetched
    }

    /// Parses the reply of the script.
    private func candidates(
        _ jobs: [FoundJob], _ queue: QueueID, _ replies: [Reply], _ fetched: Fetched
    ) -> [Candidate] {
        var candidates: [Candidate] = []
        candidates.reserveCapacity(jobs.count)
        var place = 0
        for (index, job) in jobs.prefix(fetched.count).enumerated() where place < replies.count {
            switch replies[place] {
            case .error(let error): candidates.append(.unreadable(Trouble(error)))
            case .null: candidates.append(.missing)
            case let reply where Self.hugeBytes(reply) != nil:
                let values = (place + 1)..<min(place + 1 + plan.fields.count, replies.count)
                candidates.append(
                    fetched.large[index] ?? .job(searched(job, queue, values, replies, fetched.texts[index] ?? [:])))
                place += plan.fields.count
            case .integer, .bulk, .status, .array: candidates.append(.none)
            }
            place += 1
        }
        return candidates
    }

    private func searched(
        _ job: FoundJob, _ queue: QueueID, _ values: Range<Int>, _ replies: [Reply], _ texts: [SearchField: [UInt8]]
    ) -> SearchedJob {
        var searched = SearchedJob(queue: queue, id: job.id, state: job.state)
        for (entry, place) in zip(plan.fields, values) {
            switch replies[place] {
            case .bulk(let bytes), .status(let bytes): searched[entry.field] = bytes
            case .integer:
                if let earlier = replies[place].integer.flatMap(Int.init(exactly:)), replies.indices.contains(earlier) {
                    searched[entry.field] = replies[earlier].bytes
                } else if let text = texts[entry.field] {
                    searched[entry.field] = text
                } else {
                    searched.unread.insert(entry.field)
                }
            case .null, .error, .array: break
            }
        }
        return searched
    }
}
