import Canvas
import Queues

/// A server with a few queues, and the store's answers for it.
struct Fixture {
    var queues: [QueueSummary]
    var jobs: [JobRow]
    var total: Int
    var detail: JobDetail?
    var schedulers = Fixture.ordinarySchedulers
    /// The failed jobs from which causes are made.
    var failures = Fixture.ordinaryFailures
    /// The results of a search.
    var found = Fixture.ordinaryFound
    /// The root of a flow; nil where the job is gone.
    var flow = Fixture.ordinaryFlow
    /// The two jobs that are compared.
    var pair = Fixture.ordinaryPair
    /// The workers and their jobs.
    var workers = Fixture.ordinaryWorkers
    /// The number of queues of Bull, which have no events.
    var silentQueues = 0
    /// The events that have come.
    var events = Fixture.ordinaryEvents
    /// Whether causes and searches are still under way.
    var isUnderWay = false
    /// Whether slow readings were already answered in part.
    var showsProgress = false
    /// Whether all jobs are gone, so that none can be opened.
    var isJobGone = false
    /// The reason why the list of a page cannot be read; nil where it can.
    var pageTrouble: Trouble?
    /// The number of schedulers beyond those that are read.
    var hiddenSchedulers = 0
    /// What the server permits.
    var examination = Fixture.examination()
    var server: ServerStatus
    var isComplete = true
    /// The missing jobs on a page.
    var missing: [JobID] = []

    static let email = QueueID(prefix: Array("bull".utf8), name: Array("email".utf8))

    init() {
        queues = Self.ordinaryQueues
        jobs = (0..<40).map { Self.job(12_431 - $0, state: .failed) }
        total = 12_431
        server = ServerStatus(address: "127.0.0.1:6379")
        server.version = "7.0.15"
        server.product = "redis"
        server.usedMemory = 30_012_345
        server.maxMemory = 512_000_000
        server.evictionPolicy = "noeviction"
        server.clients = 14
    }

    func answer(to watch: Watch, takenAt: Milliseconds) -> Answer {
        let cost = ReadCost(commands: 132, bytes: 12_431, roundTrips: 1, microseconds: 940)
        return Answer(watch: watch, content: content(for: watch), server: server, cost: cost, takenAt: takenAt)
    }

    private func content(for watch: Watch) -> Answer.Content {
        switch watch {
        case .causes(let request): return .causes(causesPart(request))
        case .search(let search): return .search(searchPart(search))
        case .pair: return .pair(pair)
        case .doctor: return .doctor(doctorReport)
        case .metrics(let request): return .metrics(metrics(request))
        case .flow: return .flow(FlowTree(root: flow, isOfBull: silentQueues > 0))
        case .events(let events): return .events(eventsPart(events))
        case .workers(let queue): return .workers(workerReport(of: queue))
        case .overview(let request):
            let discovery = Discovery(scannedKeys: 4_500, totalKeys: 10_000, isComplete: isComplete)
            let more = request.explained.map { insight(into: $0, withWorkers: request.wantsWorkers) }
            return .overview(
                Overview(
                    queues: queues.sorted { $0.id < $1.id }, discovery: discovery, insight: more,
                    minutes: queues.map(\.id).filter(request.counted.contains).map(minutes)))
        case .page(let request):
            let summary = queues.first { $0.id == request.queue } ?? QueueSummary(id: request.queue)
            let rows = jobs.prefix(min(request.limit, max(0, total - request.offset))).map { job in
                var job = job
                if case .state(let state) = request.list { job.state = state }
                if job.state == .delayed { job.runAt = Scenario.start + 754_000 }
                if job.state == .active { job.finishedOn = nil }
                return job
            }
            let preview = rows.first { $0.id == request.preview }.map(detailed)
            var page = JobPage(queue: summary, total: total, rows: rows, missing: missing, preview: preview)
            if let pageTrouble {
                (page.total, page.rows) = (nil, [])
                page.unreadable = [Unreadable("failed", pageTrouble)]
            }
            return .page(page)
        case .schedulers(let queue):
            let some = schedulers.filter { queue == nil || $0.queue == queue }
            return .schedulers(JobSchedulers(schedulers: some, total: some.count + hiddenSchedulers))
        case .job(let request):
            if isJobGone { return .job(nil) }
            return .job(
                detail.map { detail in
                    var detail = detail
                    detail.row.id = request.id
                    return detail
                } ?? jobs.first { $0.id == request.id }.map(JobDetail.init))
        }
    }

    private func detailed(_ row: JobRow) -> JobDetail {
        var detail = JobDetail(row: row)
        let data = Array(#"{"to":"ada@example.org","template":"welcome"}"#.utf8)
        detail.fields[.data] = Excerpt(bytes: data, total: data.count)
        guard !row.failedReason.isEmpty else { return detail }
        detail.fields[.failedReason] = Excerpt(bytes: row.failedReason, total: row.failedReason.count)
        let trace = "Error: mailbox unavailable\\n    at send (/srv/app/mail.js:12:7)\\n    at run (node:internal:1:2)"
        let stack = Array("[\"\(trace)\"]".utf8)
        detail.fields[.stacktrace] = Excerpt(bytes: stack, total: stack.count)
        return detail
    }

    static func job(_ number: Int, state: JobState) -> JobRow {
        var job = JobRow(id: JobID("\(number)"), state: state)
        let age = Milliseconds(12_432 - number)
        job.name = Array((number.isMultiple(of: 3) ? "newsletter" : "welcome").utf8)
        job.timestamp = Scenario.start - age * 47_000
        job.processedOn = Scenario.start - age * 46_000
        job.finishedOn = Scenario.start - age * 46_000 + 1_240
        job.attemptsMade = number % 3 + 1
        job.attemptsAllowed = 3
        job.dataLength = 312 * (number % 7 + 1)
        job.failedReason = Array("Error: 550 mailbox unavailable for user \(number)".utf8)
        return job
    }

    private static var ordinaryQueues: [QueueSummary] {
        [
            queue(
                "email", [.waiting: 204, .active: 12, .delayed: 3, .failed: 12_431, .completed: 1_203_441], failing: 34),
            queue("payments", [.waiting: 3, .active: 2, .failed: 7, .completed: 88_120], failing: 2),
            queue("thumbnails", [.waiting: 18_234, .active: 8, .prioritized: 40, .completed: 540_001]),
            queue("reports", [.waitingChildren: 6, .delayed: 1_200, .completed: 410], isPaused: true),
            queue("webhooks", [:]),
        ]
    }

    static func queue(
        _ name: String, _ counts: [JobState: Int], failing: Int = 0, isPaused: Bool = false
    ) -> QueueSummary {
        var queue = QueueSummary(id: QueueID(prefix: Array("bull".utf8), name: Array(name.utf8)))
        for (state, count) in counts { queue.counts[state] = count }
        queue.isPaused = isPaused
        queue.family = .bullmq5
        queue.failedPerMinute = failing
        queue.completedPerMinute = (counts[.completed] ?? 0) / 1_000
        if counts[.waiting] ?? 0 > 0 { queue.oldestWaiting = Scenario.start - 253_000 }
        if failing > 0 {
            queue.latestFailureAt = Scenario.start - 4_000
            queue.latestFailure = Array("Error: \(name) service answered 503 Service Unavailable after 30 s".utf8)
        }
        return queue
    }
}
