public import Canvas
public import Queues

/// The tables of the screens as lines of plain text, for a terminal without a screen, or for a pipe.
public struct Listing: Sendable {
    /// The characters that are drawn with.
    public let glyphs: Glyphs
    /// The number of cells in a line; nil for as many as are needed.
    public let width: Int?
    private let columns: ColumnChoice
    let context: DrawContext

    /// Creates a listing at this time, in ms since 1970, of moments in a zone; queues and jobs have these columns.
    public init(
        glyphs: Glyphs, width: Int?, now: Milliseconds, zone: ClockZone = .utc, columns: ColumnChoice = ColumnChoice()
    ) {
        self.columns = columns
        self.glyphs = glyphs
        self.width = width
        context = DrawContext(theme: Theme(name: "", styles: [:]), glyphs: glyphs, now: now, zone: zone)
    }

    /// Returns a table of queues; it shows the prefix where there are several.
    public func lines(_ queues: [QueueSummary]) -> [String] {
        let hasPrefixes = Set(queues.map(\.id.prefix)).count > 1
        let shown = columns.queues(isWide: true, hasPrefixes: hasPrefixes, sideways: 0)
        return Table(columns: shown.map { $0.column(context) { _ in nil } }).lines(
            queues.map { QueueRow($0) }, width: width, glyphs: glyphs)
    }

    /// Returns a table of job schedulers; it shows the prefix where there are several, and a mark at legacy
    /// repeatables.
    public func lines(_ schedulers: [JobScheduler]) -> [String] {
        var needs: Set<SchedulerColumn.Need> = [.manyQueues]
        if Set(schedulers.map(\.queue.prefix)).count > 1 { needs.insert(.manyPrefixes) }
        if schedulers.contains(where: \.isLegacy) { needs.insert(.legacy) }
        let columns = SchedulerColumn.shown(needs, sideways: 0)
        return Table(columns: columns.map { $0.column(context) }).lines(schedulers, width: width, glyphs: glyphs)
    }

    /// Returns a table of jobs.
    public func lines(_ jobs: [JobRow], of list: JobList) -> [String] {
        Table(columns: columns.jobs(list).map { $0.column(context) }).lines(jobs, width: width, glyphs: glyphs)
    }

    /// Returns the lines on a job without its large fields: its times, then its facts.
    public func lines(_ job: JobDetail) -> [String] {
        let columns = width ?? Size.limit
        let times = JobTimeline(job.row).lines(context, columns: columns)
        return (times + job.facts.map { $0.text(context, columns: columns) }).map(\.plain)
    }
}

extension Listing {
    /// The columns by which queues can be sorted.
    public static let queueColumns = QueueColumn.table.map(\.id.rawValue)

    /// Returns the queues in the order of a column: counts from large to small, names from A to Z. An unknown column
    /// changes nothing.
    public static func sorted(_ queues: [QueueSummary], by column: String) -> [QueueSummary] {
        guard let id = QueueColumn.ID(rawValue: column) else { return queues }
        return QueueOrder(column: id, isDescending: QueueColumn.descendsFirst(id)).sorted(queues) { $0 }
    }

    /// Returns the queues whose names contain a text, in any case.
    public static func filtered(_ queues: [QueueSummary], by text: [UInt8]) -> [QueueSummary] {
        let needle = Needle(ignoringCaseOf: text)
        return queues.filter { needle.isFound(in: $0.id.name) }
    }

    /// Returns the jobs whose id, name or failed reason contains a text, in any case.
    public static func filtered(_ jobs: [JobRow], by text: [UInt8]) -> [JobRow] {
        let needle = Needle(ignoringCaseOf: text)
        return jobs.filter { job in [job.id.bytes, job.name, job.failedReason].contains(where: needle.isFound) }
    }
}
