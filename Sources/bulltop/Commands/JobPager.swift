internal import Dashboard
internal import Queues
internal import Threads

/// The options for listing jobs of a queue.
struct JobListing: CommandOptions {
    /// The state that the jobs must be in; nil for any.
    var state: JobState?
    /// The maximum number of jobs; nil for the default.
    var limit: Int?
    /// The number of jobs before the first one.
    var offset = 0
    /// The text that ids, names or failed reasons must contain.
    var filter: [UInt8]?
    var order: JobOrder?

    static let options: [OptionBinding<JobListing>] = [
        .state(\.state), .limit(\.limit),
        .value("--offset", "N", \.offset, summary: "Skip the first N (0).") { word throws(UsageError) in
            try OptionValue.whole("--offset", word, in: 0...1_000_000_000)
        },
        .filter(\.filter),
        .value(
            "--order", Option.Value("ORDER", choices: ["asc", "desc"]), \.order,
            summary:
                "asc for the oldest or next to run first, desc for the newest or last to run (asc for waiting, prioritized "
                + "and delayed, else desc)."
        ) { word throws(UsageError) in
            let order = try OptionValue.choice("--order", word, of: ["asc", "desc"])
            return order == "asc" ? .oldestFirst : .newestFirst
        },
    ]
}

/// Goes through the jobs of a queue page by page.
struct JobPager {
    let queue: QueueID
    let list: JobList
    private let order: JobOrder
    private let filter: [UInt8]?
    /// The offset of the next page in the list.
    private var position = 0
    /// The number of jobs to skip, of those that match the filter.
    private var skips: Int
    /// The number of jobs that are still wanted.
    private var wanted: Int
    /// The ids of the previous page: pages overlap where jobs leave the list, or are added.
    private var previous: Set<JobID> = []
    private var isAtEnd = false
    /// The missing jobs so far, since pages overlap.
    private var missing: Set<JobID> = []

    /// The default number of jobs.
    static let standardLimit = 25
    private static let pageLength = 500

    init(_ queue: QueueID, _ listing: JobListing) {
        self.queue = queue
        list = listing.state.map { .state($0) } ?? .latest
        order = listing.order ?? list.standardOrder
        filter = listing.filter
        wanted = listing.limit ?? Self.standardLimit
        skips = listing.offset
        // Without a filter, skipped jobs need not be looked at.
        if filter == nil { (position, skips) = (skips, 0) }
    }

    /// Returns the next jobs; nil after the last one.
    mutating func next(_ session: CommandSession) throws(CommandFailure) -> [JobRow]? {
        guard wanted > 0, !isAtEnd else { return nil }
        let length = filter == nil ? min(wanted, Self.pageLength) : Self.pageLength
        let request = PageRequest(queue: queue, list: list, order: order, offset: position, limit: length)
        let page = try session.ask { store throws(Trouble) -> JobPage? in
            guard case .page(let page) = try store.answer(.page(request), now: WallClock.now).content else {
                return nil
            }
            return page
        }
        guard let page else { return nil }
        position += length
        note(page, session)
        // Where the list cannot be counted, an empty page is its end.
        isAtEnd = page.total.map { position >= $0 } ?? (page.rows.isEmpty && page.missing.isEmpty)
        var rows = page.rows.filter { !previous.contains($0.id) }
        previous = Set(page.rows.map(\.id))
        if let filter { rows = Listing.filtered(rows, by: filter) }
        let skipped = min(skips, rows.count)
        skips -= skipped
        rows = Array(rows.dropFirst(skipped).prefix(wanted))
        wanted -= rows.count
        return rows
    }

    /// Notes the unreadable keys and the missing jobs of a page.
    private mutating func note(_ page: JobPage, _ session: CommandSession) {
        let isPart = !page.rows.isEmpty || !page.missing.isEmpty || page.total != nil
        session.findings.note(page.unreadable, of: queue, isPart: isPart)
        session.findings.note(missingJobs: page.missing.count { missing.insert($0).inserted })
    }
}
