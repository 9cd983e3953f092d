import Queues
import Redis

/// Reads the fields of jobs in steps of about 2 ms of the server's time: by a script that only reads where scripts are
/// permitted, else by a pipeline.
struct CandidateReader {
    private static let script = StoreScript.of(.search, .bullmq).script
    /// The approximate number of bytes of values in one pipeline, unless one job alone has more.
    private static let bytesAtOnce = 1_024 * 1_024
    /// The maximum number of jobs in one pipeline.
    private static let jobsAtOnce = 250
    /// The number of steps whose ids are known before more are read.
    private static let stepsOfIDs = 3

    private let plan: FieldPlan
    private let store: QueueStore
    /// Two scripts are on their way at a time, which other clients may have to wait for.
    private var pace = Pace(goal: 900)
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

        /// The time at which the job ended, in ms since 1970; nil where it has not ended, or that is unknown.
        var endedAt: Milliseconds? {
            guard case .job(let job) = self else { return nil }
            return job[.finishedOn].flatMap(Number.whole)
        }

        /// The time at which it ended, or was added where it has not ended.
        var time: Milliseconds? {
            guard case .job(let job) = self else { return nil }
            return endedAt ?? job[.timestamp].flatMap(Number.whole)
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
        let count: Int
        fileprivate let content: Content

        fileprivate enum Content {
            case reply([Reply], [FoundJob], QueueID)
            case candidates([Candidate])
        }

        fileprivate init(_ candidates: [Candidate]) { (count, content) = (candidates.count, .candidates(candidates)) }

        fileprivate init(_ replies: [Reply], to jobs: [FoundJob], of queue: QueueID, fields: Int) {
            var (count, place) = (0, 0)
            while count < jobs.count, replies.indices.contains(place) {
                place += replies[place] == .integer(1) ? fields + 1 : 1
                count += 1
            }
            (self.count, content) = (count, .reply(replies, jobs, queue))
        }
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
        case .reply(let replies, let jobs, let queue): candidates(jobs, queue, replies)
        }
    }

    /// Sends the script for jobs of a cursor that are read after those that were sent ahead before, so that the server
    /// works meanwhile, and reads more of the cursor's ids where they run out.
    mutating func askAhead(_ jobs: [FoundJob], from cursor: JobCursor) {
        guard usesScripts, !jobs.isEmpty else { return }
        let queue = cursor.queue
        var next = cursor.nextPage(beyond: Self.stepsOfIDs * stepSize)
        if ahead.contains(where: { $0.page == next?.page }) { next = nil }
        let sent = store.sendAhead(
            Self.script, keys: Self.keys(of: jobs, in: queue), arguments: plan.arguments(for: queue),
            then: next?.command)
        if let sent { ahead.append((jobs, queue, sent, next?.page)) }
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
            Self.script, keys: Self.keys(of: jobs, in: queue), arguments: plan.arguments(for: queue))
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
        let fetched = Fetched(timed.reply.array ?? [], to: jobs, of: queue, fields: plan.fields.count)
        pace.note(max(1, fetched.count), took: timed.microseconds)
        return fetched
    }

    /// Parses the reply of the script.
    private func candidates(_ jobs: [FoundJob], _ queue: QueueID, _ replies: [Reply]) -> [Candidate] {
        var candidates: [Candidate] = []
        candidates.reserveCapacity(jobs.count)
        var place = 0
        for job in jobs where place < replies.count {
            switch replies[place] {
            case .error(let error): candidates.append(.unreadable(Trouble(error)))
            case .null: candidates.append(.missing)
            case .integer(1):
                let values = (place + 1)..<min(place + 1 + plan.fields.count, replies.count)
                candidates.append(.job(searched(job, queue, values, replies)))
                place += plan.fields.count
            case .integer, .bulk, .status, .array: candidates.append(.none)
            }
            place += 1
        }
        return candidates
    }

    private func searched(_ job: FoundJob, _ queue: QueueID, _ values: Range<Int>, _ replies: [Reply]) -> SearchedJob {
        var searched = SearchedJob(queue: queue, id: job.id, state: job.state)
        for (entry, place) in zip(plan.fields, values) {
            switch replies[place] {
            case .bulk(let bytes), .status(let bytes): searched[entry.field] = bytes
            case .integer:
                if let earlier = replies[place].integer.flatMap(Int.init(exactly:)), replies.indices.contains(earlier) {
                    searched[entry.field] = replies[earlier].bytes
                } else {
                    searched.unread.insert(entry.field)
                }
            case .null, .error, .array: break
            }
        }
        return searched
    }

    /// Reads jobs by a pipeline, after their lengths, since a reply cannot be cut.
    private func readByPipeline(_ jobs: [FoundJob], _ queue: QueueID) throws(Trouble) -> [Candidate] {
        let large = plan.fields.filter { $0.field.mayBeLarge }
        var lengths = try store.ask(
            jobs.flatMap { job in large.map { .on(queue.key(of: job.id), "HSTRLEN", $0.field.key) } })
        try lengths.checkServer()
        var bytes = 0
        var chosen: [(job: FoundJob, unread: Set<SearchField>)] = []
        for job in jobs {
            var unread: Set<SearchField> = []
            for entry in large {
                // Where a length cannot be read, the values give the reason.
                guard let length = try? lengths.nextCount() else { continue }
                if length > plan.limit { unread.insert(entry.field) } else { bytes = bytes.plus(length) }
            }
            guard chosen.isEmpty || bytes <= Self.bytesAtOnce else { break }
            chosen.append((job, unread))
        }
        var replies = try store.ask(
            chosen.map { job, unread in
                let names = plan.fields.map(\.field).filter { !unread.contains($0) }.map { Array($0.key.utf8) }
                return Command("HMGET", arguments: [queue.key(of: job.id)] + names)
            })
        try replies.checkServer()
        return chosen.map { job, unread in candidate(job, queue, unread, replies.reply()) }
    }

    private func candidate(_ job: FoundJob, _ queue: QueueID, _ unread: Set<SearchField>, _ reply: Reply) -> Candidate {
        if let error = reply.error { return .unreadable(Trouble(error)) }
        var searched = SearchedJob(queue: queue, id: job.id, state: job.state)
        searched.unread = unread
        var exists = !unread.isEmpty
        for (entry, value) in zip(plan.fields.filter { !unread.contains($0.field) }, reply.array ?? []) {
            guard let bytes = value.bytes else { continue }
            exists = true
            searched[entry.field] = plan.cut(bytes, to: entry.extent)
        }
        return exists ? .job(searched) : .missing
    }
}
