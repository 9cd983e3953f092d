import Canvas
import Queues

/// A column of a queue's table of jobs.
struct JobColumn: RankedColumn, Sendable {
    let title: DisplayText
    let width: ColumnWidth
    let alignment: Alignment
    /// The rank of the column: where there is no room, the lowest is dropped first.
    private(set) var priority: Int
    /// Whether it shows moments.
    let isTime: Bool
    /// Whether it says which job it is.
    let isName: Bool
    let cell: @Sendable (JobRow, DrawContext) -> StyledText

    init(
        _ title: DisplayText, _ width: ColumnWidth, alignment: Alignment = .left, priority: Int, isTime: Bool = false,
        isName: Bool = false, cell: @escaping @Sendable (JobRow, DrawContext) -> StyledText
    ) {
        self.title = title
        self.width = width
        self.alignment = alignment
        self.priority = priority
        self.isTime = isTime
        self.isName = isName
        self.cell = cell
    }

    /// Returns the same column, which goes earlier or later where there is no room.
    func ranked(_ priority: Int) -> JobColumn {
        var column = self
        column.priority = priority
        return column
    }

    /// Returns the column as a table of jobs draws it.
    func column(_ context: DrawContext) -> TableColumn<JobRow> { column(context) { $0 } }

    /// Returns the column as a table of other rows draws it, blank where they have no job. Its title names the zone of
    /// moments.
    func column<Row>(
        _ context: DrawContext, width: ColumnWidth? = nil, of job: @escaping @Sendable (Row) -> JobRow?
    ) -> TableColumn<Row> {
        let title = isTime ? title + " (" + DisplayText(context.zoneName) + ")" : title
        var column = TableColumn<Row>(title, width: width ?? self.width, alignment: alignment, priority: priority) {
            row in
            job(row).map { cell($0, context) } ?? StyledText()
        }
        column.isName = isName
        return column
    }

    /// Returns the columns that suit a list.
    static func table(for list: JobList) -> [JobColumn] {
        switch list {
        case .latest: [id, name, state, added, attempts, failure]
        case .state(.waiting): [id, name, added, attempts, size, scheduler]
        case .state(.active): [id, name, running, lock, attempts, progress, stalled, worker]
        case .state(.completed): [id, name, finished, duration, attempts, result]
        case .state(.failed): [id, name, finished, attempts, failure]
        case .state(.delayed): [id, name, runIn, runAt, attempts, failure]
        case .state(.prioritized): [id, name, priority, added, attempts, size]
        case .state(.waitingChildren): [id, name, added, attempts, size]
        }
    }
}
