import Canvas
import Queues

extension QueuesScreen {
    /// The insight into the queue under the cursor; nil until it is read.
    var insight: QueueInsight? { selected.flatMap { id in insights.last { $0.queue == id } } }

    /// Returns the panes in which keys can act: those that have room and lines.
    func panes(in state: State) -> [QueuesPane] {
        QueuesPane.allCases.filter { pane in
            guard pane != .queues else { return true }
            return paneRows(pane, in: state) > 0 && lineCount(of: pane, in: state) > 0
        }
    }

    /// Returns the number of lines that a pane has room for below its title.
    func paneRows(_ pane: QueuesPane, in state: State) -> Int {
        let layout = layout(in: state.body)
        return switch pane {
        case .queues: max(0, layout.table.rows - 1)
        case .causes: max(0, layout.causes.rows - 1)
        case .attention: max(0, layout.attention.rows - 1)
        case .latest: max(0, layout.latest.rows - 1)
        case .workers: max(0, layout.workers.rows - 1)
        }
    }

    private func lineCount(of pane: QueuesPane, in state: State) -> Int {
        switch pane {
        case .queues: rows.count
        case .causes: insight?.causes.count ?? 0
        case .attention: attention.count
        case .latest: insight?.latest.count ?? 0
        case .workers: insight?.workers?.count ?? 0
        }
    }

    /// Moves to the next pane (1) or to the previous one (-1), around the ends.
    mutating func changePane(by step: Int, in state: State) {
        let panes = panes(in: state)
        let index = (panes.firstIndex(of: pane) ?? 0) + step
        pane = panes[(index + panes.count) % panes.count]
        if pane == .attention {
            let lines = attention
            let own = lines.first { $0.queue != nil && $0.queue?.id == selected }
            attentionCursor.move(to: own?.key, in: lines.lazy.map(\.key))
        }
        settlePane(in: state)
    }

    /// Moves the keys to a pane, where they can act in it.
    mutating func choosePane(_ number: Int, in state: State) {
        let wanted = QueuesPane.allCases[min(max(0, number), QueuesPane.allCases.count - 1)]
        guard panes(in: state).contains(wanted) else { return }
        while pane != wanted { changePane(by: 1, in: state) }
    }

    /// Moves the cursor of the pane in which keys act.
    mutating func movePane(_ movement: Movement, in state: State) {
        let distance = movement.distance(page: paneRows(pane, in: state))
        switch pane {
        case .queues: move(by: distance)
        case .causes: causeCursor.move(by: distance, in: causeKeys)
        case .attention:
            attentionCursor.move(by: distance, in: attention.lazy.map(\.key))
            selectAttention()
        case .latest: latestCursor.move(by: distance, in: latestKeys)
        case .workers: workerCursor.move(by: distance, in: workerKeys)
        }
    }

    /// Keeps the cursors of the panes on their lines; leaves a pane that has no room or no lines.
    mutating func settlePane(in state: State) {
        if pane != .queues, !panes(in: state).contains(pane) { pane = .queues }
        causeCursor.settle(causeKeys, height: paneRows(.causes, in: state))
        latestCursor.settle(latestKeys, height: paneRows(.latest, in: state))
        workerCursor.settle(workerKeys, height: paneRows(.workers, in: state))
        guard pane == .attention else { return }
        attentionCursor.settle(attention.lazy.map(\.key), height: paneRows(.attention, in: state))
        selectAttention()
    }

    private var causeKeys: [String] { insight?.causes.map(\.fingerprint.id) ?? [] }
    private var latestKeys: [JobID] { insight?.latest.map(\.id) ?? [] }
    private var workerKeys: [Int] { Array((insight?.workers ?? []).indices) }

    /// Moves the cursor of the list to the queue of the line under the cursor in the attention pane, so that every key
    /// acts on that queue.
    private mutating func selectAttention() {
        guard let queue = attentionCursor.key?.queue else { return }
        select(queue)
    }

    /// The line under the cursor in the attention pane.
    private var attentionLine: Attention? {
        let index = attentionCursor.place.index
        if attention.indices.contains(index), attention[index].key == attentionCursor.key { return attention[index] }
        return attention.first { $0.key == attentionCursor.key }
    }

    /// Opens the screen for the line under the cursor of the pane.
    mutating func openLine(in state: State) -> Reaction {
        switch pane {
        case .queues: return row?.group.map { toggleFold($0) } ?? openCurrent(at: listOfCurrent(in: state))
        case .causes:
            let cause = insight?.causes.first { $0.fingerprint.id == causeCursor.key }
            return cause.flatMap { CausesScreen.jobs(of: $0, in: selected) }.map { .open($0) } ?? .done
        case .latest:
            guard let selected, let job = latestCursor.key else { return .done }
            return .open(JobScreen(queue: selected, id: job))
        case .workers: return .open(WorkersScreen(queue: selected))
        case .attention:
            if attentionCursor.key == .hidden {
                toggleShowingHidden()
                return .done
            }
            guard let line = attentionLine else { return .done }
            if let place = line.elsewhere { return .enter(server: place.server, queue: place.queue) }
            guard let queue = line.queue else { return .done }
            if line.isAboutSchedulers { return .open(SchedulersScreen(queue: queue.id)) }
            return .open(QueueScreen(queue: queue.id, list: line.list, summary: queue))
        }
    }

    /// Returns the list of jobs with which the queue under the cursor opens: the failed ones where it is failing.
    private func listOfCurrent(in state: State) -> JobList {
        guard case .failing? = current?.verdict(state.context) else { return .latest }
        return .state(.failed)
    }

    /// Returns the hint for an action, which depends on the pane with the cursor.
    func hint(of action: Action, in state: State) -> String? {
        switch action {
        case .back: "quit"
        case .screen(.open):
            switch pane {
            case .queues: nil
            case .causes: "its jobs"
            case .attention: "go there"
            case .latest: "its job"
            case .workers: "workers"
            }
        default: nil
        }
    }

    /// Returns the reason why marks cannot be set; nil where they can.
    func reasonAgainstMarking(_ keys: KeyNames) -> String? {
        pane == .queues
            ? row == nil ? reasonWithoutQueue(keys) : nil
            : "Queues are marked in their list; \(keys[.escape]) goes there."
    }

    /// Returns the reason why there is nothing to open under the cursor; nil where there is.
    func reasonAgainstOpening(_ keys: KeyNames) -> String? {
        switch pane {
        case .queues: row?.group == nil ? reasonWithoutQueue(keys) : reasonAgainstFolding()
        case .causes, .latest, .workers: reasonWithoutQueue(keys)
        case .attention:
            attentionCursor.key?.queue == nil && attentionCursor.key != .hidden && attentionLine?.elsewhere == nil
                ? "This line is about the server, not about a queue." : nil
        }
    }

    /// Returns the reason why there is no queue for a key to act on; nil where there is one.
    func reasonWithoutQueue(_ keys: KeyNames) -> String? {
        guard current == nil else { return nil }
        return row == nil
            ? "There is no queue under the cursor." : "This is a group of queues; \(keys[.mark(.toggle)]) marks them."
    }

    /// Returns the reason why there is no other pane; nil where there is one.
    func reasonAgainstChangingPane(in state: State) -> String? {
        if panes(in: state).count > 1 { return nil }
        return QueuesPane.allCases.dropFirst().allSatisfy { paneRows($0, in: state) == 0 }
            ? "There is no room for another pane." : "The other panes are empty."
    }
}

extension QueuesScreen {
    /// The number of rows by which the visible queues are counted, so that not every step of the cursor changes them.
    private static let visibleStep = 50

    /// The queues near the cursor, where there are too many to read all of them each time.
    var visible: [QueueID] {
        guard overview?.content.queues.count ?? 0 > OverviewRequest.wholeLimit else { return [] }
        let first = max(0, cursor.index / Self.visibleStep - 2) * Self.visibleStep
        return rows.dropFirst(first).prefix(5 * Self.visibleStep).compactMap { $0.queue?.id }
    }

    /// The time that the cursor stays on a queue before its insight is read, in ms: passing by costs nothing.
    static let restTime: Milliseconds = 250
    /// The maximum number of insights that are kept.
    private static let insightLimit = 8

    /// Requests the insight into the queue under the cursor once the cursor rests on it, where there is room for it.
    mutating func explain(in state: State) {
        let layout = layout(in: state.body)
        wantsWorkers = !layout.workers.isEmpty
        guard !layout.causes.isEmpty, let selected else {
            explained = nil
            return
        }
        if resting?.queue != selected { resting = Rest(queue: selected, since: state.clock) }
        let elapsed = Format.elapsed(from: resting?.since ?? 0, to: state.clock)
        if explained == nil || elapsed >= Self.restTime { explained = selected }
    }

    /// Returns the time at which the insight into the queue under the cursor is requested; nil where it already is.
    func wakeAt(in state: State) -> Milliseconds? {
        guard explained != nil, explained != selected, let resting else { return nil }
        return resting.since + Self.restTime
    }

    /// Keeps the insight into a queue.
    mutating func keep(_ insight: QueueInsight?) {
        guard let insight else { return }
        insights.removeAll { $0.queue == insight.queue }
        insights.append(insight)
        insights.removeFirst(max(0, insights.count - Self.insightLimit))
    }
}
