import Canvas
import Queues

/// The metrics of one queue: charts over a time, and how long its jobs wait and run.
struct MetricsScreen: Equatable, Sendable {
    /// The queue.
    let queue: QueueID
    /// The time that is shown.
    private(set) var range = MetricsRange.hour
    /// What was read last of this range.
    private(set) var metrics: Snapshot<QueueMetrics>?
    /// The number of steps by which the cursor is before the last one; nil where there is none.
    private(set) var back: Int?
    /// The cursor in the table of times.
    private(set) var cursor = ListCursor()
    /// The number of columns after the first one that are scrolled out.
    var sideways = 0
    /// The page that is shown, from 0 on, where the parts have no room on one.
    private(set) var page = 0

    init(queue: QueueID) { self.queue = queue }

    /// The index of the step under the cursor; nil where there is none.
    var step: Int? { back.map { max(0, range.count - 1 - $0) } }

    /// The lines of the table: all jobs, then those of each name.
    var rows: [TimingRow] {
        guard let sample = metrics?.content.sample else { return [] }
        let all = TimingRow(name: nil, count: sample.sampled, wait: sample.wait, run: sample.run)
        return [all] + sample.names.map { TimingRow(name: $0.name, count: $0.count, wait: $0.wait, run: $0.run) }
    }

    /// Shows another time.
    mutating func show(_ range: MetricsRange) {
        guard range != self.range else { return }
        (self.range, metrics, back) = (range, nil, nil)
    }

    /// Moves the cursor by a number of steps; before its first move it is at the last step.
    mutating func moveStep(by distance: Int) { back = min(max(0, (back ?? 0) - distance), range.count - 1) }

    /// Takes a reading.
    mutating func receive(_ snapshot: Snapshot<QueueMetrics>) {
        metrics = snapshot
        cursor.move(by: 0, count: rows.count)
    }
}

/// A line of the table of times.
struct TimingRow: Equatable, Sendable {
    /// The name of the jobs; nil for all jobs.
    let name: [UInt8]?
    let count: Int
    let wait: Timing?
    let run: Timing?
}

extension MetricsScreen: WideScreen {
    static let kind = ScreenKind.metrics
    var title: String { "metrics" }
    var ownQueue: QueueID? { queue }

    var watch: Watch? { .metrics(MetricsRequest(queue: queue, range: range)) }
    var reading: Reading? { metrics?.reading }
    var isLoaded: Bool { metrics != nil }
    var showsUnread: Bool { true }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .metrics(let metrics) = answer.content else { return }
        receive(Snapshot(metrics, of: answer, at: now))
    }

    func reason(againstVisiting destination: Destination, _ keys: KeyNames) -> String? {
        destination == .metrics ? "These are the queue's metrics." : nil
    }

    mutating func settle(in state: State) {
        let layout = MetricsLayout(state.body)
        cursor.settle(count: rows.count, height: layout.tableRows)
        page = min(page, layout.pages.count - 1)
    }

    /// Shows another page; after the last one comes the first.
    private mutating func changePage(by step: Int, in state: State) {
        let count = MetricsLayout(state.body).pages.count
        page = (page + step + count) % count
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        switch action {
        case .nextPane, .previousPane: MetricsLayout(state.body).pages.count > 1 ? nil : "All charts are on this page."
        default: nil
        }
    }

    func hint(of action: Action, in state: State) -> String? { action == .screen(.nextPane) ? "next page" : nil }

    mutating func move(_ movement: Movement, in state: State) {
        cursor.move(by: movement.distance(page: MetricsLayout(state.body).tableRows), count: rows.count)
    }

    /// Removes the cursor of the charts.
    mutating func stepBack(in state: State) -> Bool {
        defer { back = nil }
        return back != nil
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .earlier: moveStep(by: -1)
        case .later: moveStep(by: 1)
        case .range(let range): show(range)
        case .nextPane: changePage(by: 1, in: state)
        case .previousPane: changePage(by: -1, in: state)
        case .scrollLeft: scrollSideways(by: -1, in: state)
        case .scrollRight: scrollSideways(by: 1, in: state)
        default: return nil
        }
        return .done
    }

    func columnCount(in state: State) -> Int { TimingRow.columns(state.context).count }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch part {
        case .id:
            return rows.indices.contains(cursor.index)
                ? Clip(id: rows[cursor.index].name ?? queue.name, called: "name") : nil
        case .text:
            guard metrics != nil else { return nil }
            let lines = Table(columns: TimingRow.columns(state.context)).lines(
                rows, width: nil, glyphs: state.settings.glyphs)
            return Clip(text: Array(lines.joined(separator: "\n").utf8), called: "all times")
        }
    }
}
