import Queues

/// The workers of one queue or of all, each with its jobs below it.
struct WorkersScreen: Equatable, Sendable {
    /// The queue; nil for all queues.
    let queue: QueueID?
    /// The report that was read last.
    private(set) var report: Snapshot<WorkerReport>?
    /// The workers of the report, those that have left jobs behind first.
    private(set) var groups: [WorkerGroup] = []
    /// The text that worker, queue, address, library or job must contain.
    private(set) var filter = ""
    var cursor = ListCursor()
    /// The number of columns after the first one that are scrolled out.
    var sideways = 0
    /// The listed lines, derived from the groups and the filter.
    private(set) var rows: [WorkerLine] = []
    /// The line under the cursor.
    private var selected: WorkerLine.Identity?

    init(queue: QueueID?) { self.queue = queue }

    /// The line under the cursor.
    var current: WorkerLine? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// Takes a reading, and keeps the cursor on its line.
    mutating func receive(_ snapshot: Snapshot<WorkerReport>) {
        report = snapshot
        groups = WorkerGroup.all(in: snapshot.content)
        arrange()
    }

    /// Lists only rows that contain `text`.
    mutating func setFilter(_ text: String) {
        filter = text
        arrange()
    }

    /// Moves the cursor.
    mutating func move(by distance: Int) {
        cursor.move(by: distance, count: rows.count)
        selected = current?.identity
    }

    private mutating func arrange() {
        let needle = Needle(filter)
        rows = groups.flatMap { group -> [WorkerLine] in
            let isFound = needle.isEmpty || group.texts.contains(where: needle.isFound)
            let jobs = group.jobs.filter { isFound || needle.isFound(in: $0.id.bytes) || needle.isFound(in: $0.name) }
            return isFound || !jobs.isEmpty
                ? [.worker(group)] + jobs.map { .job($0, of: group, isLast: $0.id == jobs.last?.id) } : []
        }
        cursor.follow(selected, in: rows) { $0.identity }
        selected = current?.identity
    }
}

/// A line of the table: a worker, or a job that it holds.
enum WorkerLine: Equatable, Sendable {
    case worker(WorkerGroup)
    /// A job, and whether it is the last listed one of its worker.
    case job(JobRow, of: WorkerGroup, isLast: Bool)

    /// The identity of a line among all others.
    struct Identity: Hashable, Sendable {
        let worker: WorkerGroup.Identity
        let job: JobID?
    }

    var identity: Identity {
        switch self {
        case .worker(let group): Identity(worker: group.identity, job: nil)
        case .job(let row, let group, _): Identity(worker: group.identity, job: row.id)
        }
    }

    /// The worker itself, or the one that holds the job.
    var group: WorkerGroup {
        switch self {
        case .worker(let group): group
        case .job(_, let group, _): group
        }
    }

    /// The job; nil on the line of a worker.
    var job: JobRow? {
        switch self {
        case .worker: nil
        case .job(let row, _, _): row
        }
    }
}
