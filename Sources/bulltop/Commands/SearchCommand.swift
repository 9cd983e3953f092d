internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The options for the place of a search, and the number of jobs.
struct SearchOptions: CommandOptions {
    /// The state that the jobs must be in; nil for any.
    var state: JobState?
    /// The maximum number of jobs; nil for the default.
    var limit: Int?
    /// Whether values of any size are read.
    var readsLarge = false

    static let options: [OptionBinding<SearchOptions>] = [
        .state(\.state), .limit(\.limit),
        .flag("--large", \.readsLarge, summary: "Read values larger than 1 MiB, and all lines of long logs, too."),
    ]
}

/// The options that find jobs by a query, instead of naming them.
struct QueryOptions: CommandOptions {
    /// The typed query.
    var query: Argument?
    /// The fingerprint of a cause.
    var cause: Argument?

    static let options: [OptionBinding<QueryOptions>] = [
        .value("--search", "QUERY", \.query, summary: "Those that a query finds, as bulltop search has them.") { $0 },
        .value(
            "--cause", "FINGERPRINT", \.cause, summary: "The failed ones of a cause, as bulltop failures prints it."
        ) { $0 },
    ]

    /// Returns both conditions as one query; nil where neither is given.
    func parsed(_ session: CommandSession) throws(CommandFailure) -> Query? {
        let parts = [cause.map { "cause:" + $0.text }, query?.text].compactMap { $0 }
        return parts.isEmpty ? nil : try session.query(Argument(parts.joined(separator: " ")))
    }
}

extension CommandEntry {
    static let search = reading(
        "search", SearchOptions.self, operands: [Operand("QUEUE", .any), Operand("QUERY")],
        summary: "Search the jobs of some queues, or of all.",
        details: [
            "A query is words (the letters A to Z in any case, unless typed with capitals), \"phrases\" and /regular expressions/, all of which "
                + "must be found; ! turns one round. field:value looks in one field: id, name, failed, stack, data, opts, "
                + "return, log, progress, worker, scheduler, parent, queue, state, cause, or a value by its path, as in "
                + "data.user.id:4711, data.items[0].sku:A-1 or data[\"a.b\"]:7. field=value wants all of it, * stands for any text. "
                + "attempts, priority, size, age, ended, ran and delay are compared: attempts>=3 age>1h.",
            "The newest jobs come first. Fields larger than 1 MiB are not read without --large; a job whose match depends on "
                + "one is counted, and the command then ends with status 1. Without --limit, \(SearchRun.tableLimit) jobs in "
                + "a table and all as JSON.",
        ]
    ) { session, options throws(CommandFailure) in
        let words = session.operands
        let query = try session.query(words[words.count - 1])
        let limit = options.limit ?? (session.output.format == .table ? SearchRun.tableLimit : .max)
        var request = SearchRequest(query, in: try session.queuesOrAll(words.dropLast()), state: options.state)
        request.readsLarge = options.readsLarge
        var run = try SearchRun(session, request, limit: limit)
        var found: [FoundJobMatch] = []
        while let matches = try run.next() {
            if session.output.format == .table { found += matches } else { try session.print(matches) }
        }
        if session.output.format == .table {
            try session.output.print(session.listing.lines(found))
        } else {
            try session.output.endList()
        }
        try run.end()
    }
}

/// A search that a command runs.
struct SearchRun {
    /// The default number of jobs in a table.
    static let tableLimit = 100

    private let session: CommandSession
    private let search: any JobSearch
    private let interruption: Interruption
    private let start = MonotonicClock.now
    private var bar = ProgressBar()
    private var wanted: Int
    private var wasStopped = false

    init(_ session: CommandSession, _ request: SearchRequest, limit: Int) throws(CommandFailure) {
        self.session = session
        interruption = Interruption(stop: session.stop)
        wanted = limit
        search = try session.ask { store throws(Trouble) in try store.search(request) }
    }

    /// Returns the next jobs; nil after the last one, and where the operator stops.
    mutating func next() throws(CommandFailure) -> [FoundJobMatch]? {
        defer { bar.clear() }
        while wanted > 0 {
            guard !interruption.isPending else {
                wasStopped = true
                return nil
            }
            let search = search
            let found: [FoundJobMatch]?
            do throws(CommandFailure) {
                found = try session.ask { _ throws(Trouble) in try search.next(now: WallClock.now) }
            } catch {
                guard session.stop.isStopped else { throw error }
                continue
            }
            guard let found else { return nil }
            let progress = search.progress
            bar.show(Progress(tried: progress.looked, total: progress.total, elapsed: MonotonicClock.now - start))
            guard !found.isEmpty else { continue }
            let matches = Array(found.prefix(wanted))
            wanted -= matches.count
            return matches
        }
        return nil
    }

    /// Reports the data that the search could not read.
    func end() throws(CommandFailure) {
        let progress = search.progress
        session.findings.note(progress.unreadable, isPart: progress.looked > 0)
        session.findings.note(missingJobs: progress.missingJobs)
        if wasStopped {
            let looked = "\(Format.count(progress.looked)) of \(Format.count(progress.total))"
            throw .failed("stopped: looked at \(looked) jobs")
        }
        if let words = Format.undecided(progress.undecided, large: "--large reads them") {
            throw .failed("not decided: \(words)")
        }
    }
}

extension CommandSession {
    /// Returns the query of a typed text.
    func query(_ word: Argument) throws(CommandFailure) -> Query {
        do {
            return try Query(word.text)
        } catch {
            throw .usage(.badQuery(word.text, error))
        }
    }

    /// Returns the queues of typed names; all queues without names.
    func queuesOrAll(_ words: some Collection<Argument>) throws(CommandFailure) -> [QueueID] {
        try words.isEmpty ? allQueues().map(\.id) : queues(words)
    }

    /// Prints the found jobs as `jobs` prints jobs, each with its match. Vanished jobs are left out.
    fileprivate func print(_ matches: [FoundJobMatch]) throws(CommandFailure) {
        try forEachPage(of: matches) { page, jobs throws(CommandFailure) in
            let stored = Dictionary(jobs.map { (JobPlace(queue: $0.queue, id: $0.id), $0) }) { first, _ in first }
            for match in page {
                guard let job = stored[JobPlace(queue: match.queue, id: match.row.id)] else { continue }
                var document = try JobDocument(job, self)
                let piece = JSON.object([
                    .init("field", .string(match.match.place)), .init("text", .bytes(match.match.text)),
                ])
                document.add("match", match.match.place.isEmpty ? .null : piece)
                try print(document, isItem: true)
            }
        }
        if output.format == .jsonLines { try output.flush() }
    }
}
