/// The answer to a `Watch`: what was read from the server.
public struct Answer: Equatable, Sendable {
    /// The watch that was answered. An answer whose watch no longer matches the screen is dropped.
    public var watch: Watch
    /// The content of the reading.
    public var content: Content
    /// The server it came from.
    public var server: ServerStatus
    /// The cost of the reading.
    public var cost: ReadCost
    /// The time of the reading, on the server's clock.
    public var takenAt: Milliseconds
    /// Whether it is only the beginning of what the screen shows, which a server that is far away answers with first: the
    /// next reading follows at once.
    public var isBeginning = false

    /// The kinds of content, as the kinds of `Watch`.
    public enum Content: Equatable, Sendable {
        case overview(Overview)
        case page(JobPage)
        /// The job; nil where it does not exist (any more).
        case job(JobDetail?)
        case schedulers(JobSchedulers)
        case causes(CausesPart)
        case search(SearchPart)
        case workers(WorkerReport)
        case events(EventsPart)
        case flow(FlowTree)
        case pair(JobPair)
        case doctor(DoctorReport)
        case metrics(QueueMetrics)
    }

    /// Creates an answer to `watch`.
    public init(watch: Watch, content: Content, server: ServerStatus, cost: ReadCost, takenAt: Milliseconds) {
        self.watch = watch
        self.content = content
        self.server = server
        self.cost = cost
        self.takenAt = takenAt
    }
}

extension Answer.Content {
    /// Whether the reading is not complete, so that the next step can follow at once.
    public var goesOn: Bool {
        switch self {
        case .overview, .page, .schedulers, .workers, .flow, .pair, .doctor, .metrics: false
        case .job(let job): job?.history?.isBeingRead == true || job?.logSearch?.isComplete == false
        case .causes(let part): !part.isComplete
        case .search(let part): !part.isComplete
        case .events(let part): !part.isComplete
        }
    }
}

/// The cost of one refresh for the server.
public struct ReadCost: Equatable, Sendable {
    /// Commands sent.
    public var commands: Int
    /// Bytes received.
    public var bytes: Int
    /// Pipelines sent one after the other.
    public var roundTrips: Int
    /// The time from the first byte sent to the last one received, in microseconds.
    public var microseconds: Int64

    /// Creates the cost of nothing, or of this much.
    public init(commands: Int = 0, bytes: Int = 0, roundTrips: Int = 0, microseconds: Int64 = 0) {
        self.commands = commands
        self.bytes = bytes
        self.roundTrips = roundTrips
        self.microseconds = microseconds
    }
}

extension RedactingStore {
    private func redacted(_ report: DoctorReport) -> DoctorReport {
        var report = report
        report.queues = report.queues.map(redacted)
        return report
    }

    private func redacted(_ overview: Overview) -> Overview {
        var overview = overview
        overview.queues = overview.queues.map(redacted)
        guard let insight = overview.insight else { return overview }
        overview.insight?.causes = insight.causes.map(redacted)
        overview.insight?.latest = insight.latest.map(redacted)
        overview.insight?.comparison = insight.comparison.map(redacted)
        return overview
    }

    /// Returns two jobs without secrets. Where these differ, it says so.
    private func redacted(_ stored: JobPair) -> JobPair {
        var pair = stored
        (pair.left, pair.right) = (stored.left.map(redacted), stored.right.map(redacted))
        if let left = stored.left, let right = stored.right, let shownLeft = pair.left, let shownRight = pair.right {
            pair.hidden = HiddenDifference.between((left, right), shown: (shownLeft, shownRight))
        }
        return pair
    }

    /// Returns an answer with the values of secret fields hidden, in every text that it brings.
    func redacted(_ content: Answer.Content) -> Answer.Content {
        switch content {
        case .overview(let overview): return .overview(redacted(overview))
        case .page(var page):
            page.queue = redacted(page.queue)
            page.rows = page.rows.map(redacted)
            page.preview = page.preview.map(redacted)
            return .page(page)
        case .job(let job): return .job(job.map(redacted))
        case .causes(var part):
            part.report = redacted(part.report)
            if let explanation = part.explanation { part.explanation?.comparison = redacted(explanation.comparison) }
            return .causes(part)
        case .search(var part):
            part.found = part.found.map(redacted)
            return .search(part)
        case .events(var part):
            for index in part.events.indices { part.events[index].event = redacted(part.events[index].event) }
            return .events(part)
        case .workers(let report): return .workers(redacted(report))
        case .flow(var tree):
            tree.root = tree.root.map(redacted)
            return .flow(tree)
        case .pair(let pair): return .pair(redacted(pair))
        case .doctor(let report): return .doctor(redacted(report))
        case .metrics(var metrics):
            metrics.summary = metrics.summary.map(redacted)
            return .metrics(metrics)
        // Schedulers are shown by names and numbers alone, so nothing is hidden.
        case .schedulers: return content
        }
    }
}
