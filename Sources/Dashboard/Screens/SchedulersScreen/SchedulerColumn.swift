import Canvas
import Queues

/// A column of the table of job schedulers, described by one row of `SchedulerColumn.table`.
struct SchedulerColumn: Sendable {
    /// The condition under which a column is informative.
    enum Need: Sendable { case nothing, manyQueues, manyPrefixes, legacy }

    let title: DisplayText
    let width: ColumnWidth
    let alignment: Alignment
    /// The rank of the column: where there is no room, the lowest is dropped first.
    let priority: Int
    /// Whether it shows moments.
    let isTime: Bool
    /// The order whose mark its head shows.
    let order: SchedulerOrder?
    let need: Need
    let cell: @Sendable (JobScheduler, DrawContext) -> StyledText

    init(
        _ title: DisplayText, _ width: ColumnWidth, alignment: Alignment = .left, priority: Int, isTime: Bool = false,
        order: SchedulerOrder? = nil, need: Need = .nothing,
        cell: @escaping @Sendable (JobScheduler, DrawContext) -> StyledText
    ) {
        self.title = title
        self.width = width
        self.alignment = alignment
        self.priority = priority
        self.isTime = isTime
        self.order = order
        self.need = need
        self.cell = cell
    }

    /// Returns the column as a table draws it. Its title names the zone of moments.
    func column(_ context: DrawContext) -> TableColumn<JobScheduler> {
        let title = isTime ? title + " (" + DisplayText(context.zoneName) + ")" : title
        return TableColumn(title, width: width, alignment: alignment, priority: priority) { cell($0, context) }
    }

    /// Returns the columns whose needs are met. Of those after the scheduler, `sideways` are scrolled out.
    static func shown(_ needs: Set<Need>, sideways: Int) -> [SchedulerColumn] {
        let shown = table.filter { $0.need == .nothing || needs.contains($0.need) }
        let kept = 1 + (shown.firstIndex { $0.order == .id } ?? 0)
        return Array(shown.prefix(kept) + shown.dropFirst(kept + min(sideways, shown.count - kept - 1)))
    }
}
