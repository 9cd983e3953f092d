internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The options for listing jobs, with those for unlisted jobs.
struct ListingOptions: CommandOptions {
    var listing = JobListing()
    var wantsUnlisted = false

    private static let states = JobState.allCases.map(\.rawValue)

    static let options: [OptionBinding<ListingOptions>] =
        [
            OptionBinding(
                option: Option(
                    name: "--state", value: Option.Value("STATE", choices: states + ["unlisted"]),
                    summary:
                        "Only jobs in this state: \(states.joined(separator: ", ")); or unlisted, those in no list.")
            ) { options, word throws(UsageError) in
                let state = try OptionValue.choice("--state", word, of: states + ["unlisted"])
                options.listing.state = JobState(rawValue: state)
                options.wantsUnlisted = state == "unlisted"
            }
        ] + JobListing.options.filter { $0.option.name != "--state" }.on(\.listing)
}

/// The options for exporting jobs.
struct ExportOptions: CommandOptions {
    var listing = JobListing()
    var found = QueryOptions()

    static let options: [OptionBinding<ExportOptions>] =
        JobListing.options.on(\.listing) + QueryOptions.options.on(\.found)
}

extension CommandEntry {
    static let jobs = reading(
        "jobs", ListingOptions.self, operands: [.queue],
        summary: "List jobs of a queue.",
        details: [
            "Without --state, the \(PageRequest.latestDepth) that were added last, whatever their state. Without --limit, "
                + "\(JobPager.standardLimit) of them. Payloads are read only for JSON.",
            "A filter looks at the first \(JobRow.textLimit) bytes of names and failures; --offset and --limit then count "
                + "what it has found.",
            "Unlisted jobs are those whose ids no key of the queue mentions, in no order. They are found by going through all "
                + "keys of the server.",
        ]
    ) { session, options throws(CommandFailure) in
        if options.wantsUnlisted { return try session.printUnlisted(options.listing) }
        var pager = JobPager(try session.queue(session.operands[0]), options.listing)
        guard session.output.format == .table else { return try session.printJobs(of: [pager]) }
        var rows: [JobRow] = []
        while let more = try pager.next(session) { rows += more }
        try session.output.print(session.listing.lines(rows, of: pager.list))
    }

    static let export = reading(
        "export", ExportOptions.self, operands: [Operand("QUEUE", .oneOrMore)],
        summary: "Print all jobs of a state for import, one line of JSON each.",
        details: [
            "The oldest jobs are first, unless --order changes that, so that new jobs do not move the others. import reads "
                + "their name, data and opts, their priority and their run time.",
            "With --search or --cause, the jobs that are found in the queues, the newest first. Without, --limit and --offset "
                + "are for each queue.",
        ]
    ) { session, options throws(CommandFailure) in
        var listing = options.listing
        if let query = try options.found.parsed(session) {
            let request = SearchRequest(query, in: try session.queues(session.operands), state: listing.state)
            var run = try SearchRun(session, request, limit: listing.limit ?? .max)
            while let found = try run.next() { try session.printJobs(found) }
            try session.output.endList()
            return try run.end()
        }
        guard listing.state != nil else {
            throw .usage(.missingOption("--state STATE", command: "export"))
        }
        listing.limit = listing.limit ?? .max
        listing.order = listing.order ?? .oldestFirst
        try session.printJobs(of: try session.queues(session.operands).map { [listing] in JobPager($0, listing) })
    }
}

extension CommandSession {
    /// Prints the unlisted jobs of the queue.
    fileprivate func printUnlisted(_ listing: JobListing) throws(CommandFailure) {
        let queue = try queue(operands[0])
        let (skipped, wanted) = (listing.offset, listing.limit ?? JobPager.standardLimit)
        // Jobs that a filter finds are counted after it.
        let limit = listing.filter == nil ? CountSum([skipped, wanted]).atLeast : .max
        let found = try ask { store throws(Trouble) in
            try store.leftovers(of: queue, limit: limit, now: WallClock.now)
        }
        if let refusal = found.refusal {
            throw .refused("unlisted jobs cannot be found: \(refusal.explanation(of: nil))")
        }
        findings.note(found.unreadable, isPart: true)
        let filtered = listing.filter.map { Listing.filtered(found.jobs, by: $0) } ?? found.jobs
        let rows = Array(filtered.dropFirst(skipped).prefix(wanted))
        guard output.format == .table else {
            try printJobs(rows, of: queue)
            return try output.endList()
        }
        try output.print(self.listing.lines(rows, of: .latest))
    }

    /// Prints the list of whole jobs. A signal ends it behind a job, and is an error: something is missing.
    fileprivate func printJobs(of pagers: [JobPager]) throws(CommandFailure) {
        let interruption = Interruption(stop: stop)
        var count = 0
        do throws(CommandFailure) {
            for var pager in pagers {
                while !interruption.isPending, let rows = try pager.next(self) {
                    count += try printJobs(rows, of: pager.queue)
                }
            }
        } catch {
            guard stop.isStopped, case .trouble = error else { throw error }
        }
        try output.endList()
        guard !interruption.isPending else {
            // As long as signals are held back, so that a second one loses nothing.
            try output.flush()
            throw .failed("stopped: printed \(Format.count(count, "job"))")
        }
    }

    /// The number of jobs that are read together: one pipeline's worth, so that memory is bounded for any number of jobs.
    private static let pageLength = 50

    /// Prints whole jobs, item by item, and returns their number. Jobs that have vanished since are left out.
    @discardableResult
    func printJobs(_ rows: [JobRow], of queue: QueueID) throws(CommandFailure) -> Int {
        var count = 0
        for start in stride(from: 0, to: rows.count, by: Self.pageLength) {
            let part = Array(rows[start..<min(start + Self.pageLength, rows.count)])
            let jobs = try ask { store throws(Trouble) in try store.storedJobs(part, of: queue) }
            for job in jobs { try self.print(JobDocument(job, self), isItem: true) }
            count += jobs.count
        }
        return count
    }

    /// Prints whole jobs that were found, and returns their number.
    @discardableResult
    func printJobs(_ found: [FoundJobMatch]) throws(CommandFailure) -> Int {
        var count = 0
        try forEachPage(of: found) { _, jobs throws(CommandFailure) in
            for job in jobs { try self.print(JobDocument(job, self), isItem: true) }
            count += jobs.count
        }
        return count
    }

    /// Reads jobs that were found page by page, of all queues together, so that a server far away takes no round trip for
    /// each job. Passes each page, with the jobs that still exist, to `body`.
    func forEachPage(
        of found: [FoundJobMatch],
        _ body: (_ page: ArraySlice<FoundJobMatch>, _ jobs: [StoredJob]) throws(CommandFailure) -> Void
    ) throws(CommandFailure) {
        for start in stride(from: 0, to: found.count, by: Self.pageLength) {
            let page = found[start..<min(start + Self.pageLength, found.count)]
            let rows = page.map { (queue: $0.queue, row: $0.row) }
            try body(page, try ask { store throws(Trouble) in try store.storedJobs(rows) })
        }
    }
}
