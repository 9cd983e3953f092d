import Canvas
import Queues

/// A column of the table of job schedulers: one row of `SchedulerColumn.table` is all that a column needs.
struct SchedulerColumn: Sendable {
    /// Without which a column says nothing.
    enum Need: Sendable { case nothing, manyQueues, manyPrefixes, legacy }

    let title: DisplayText
    let width: ColumnWidth
    let alignment: Alignment
    /// Where there is no room, the lowest goes first.
    let priority: Int
    /// Whether it shows moments.
    let isTime: Bool
    /// The order that its head shows.
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

    /// Returns the columns whose needs are met. Of those behind the scheduler, `sideways` are scrolled out.
    static func shown(_ needs: Set<Need>, sideways: Int) -> [SchedulerColumn] {
        let shown = table.filter { $0.need == .nothing || needs.contains($0.need) }
        let kept = 1 + (shown.firstIndex { $0.order == .id } ?? 0)
        return Array(shown.prefix(kept) + shown.dropFirst(kept + min(sideways, shown.count - kept - 1)))
    }
}
