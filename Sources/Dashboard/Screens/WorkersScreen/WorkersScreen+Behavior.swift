import Canvas
import Queues

extension WorkersScreen: QueueOrAllScreen, ListScreen, WideScreen {
    static let kind = ScreenKind.workers
    var title: String { "workers" }

    func reason(againstVisiting destination: Destination, _ keys: KeyNames) -> String? {
        guard destination == .workers else { return nil }
        return queue == nil
            ? "These are the workers of all queues."
            : "These are the queue's workers; \(keys.on(.queues)[.visit(.workers)]) on the list of queues shows those of all queues."
    }

    var watch: Watch? { .workers(queue) }
    var reading: Reading? { report?.reading }
    var isLoaded: Bool { report != nil }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .workers(let report) = answer.content else { return }
        receive(Snapshot(report, of: answer, at: now))
    }

    var rowCount: Int { rows.count }
    var isStacked: Bool { true }

    func columnCount(in state: State) -> Int {
        WorkerColumn.table(groups, columns: state.body.columns, state.context, hasQueues: queue == nil).count
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .open: return opened(in: state).map { .open($0) } ?? .done
        case .show(let list): return currentQueue.map { .open(QueueScreen($0, at: list, in: state)) } ?? .done
        case .scrollLeft: scrollSideways(by: -1, in: state)
        case .scrollRight: scrollSideways(by: 1, in: state)
        default: return nil
        }
        return .done
    }

    /// Returns the screen that Enter opens: of the job under the cursor, of the only job of a worker, or else of the
    /// worker's queue.
    private func opened(in state: State) -> (any ScreenBehavior)? {
        guard let current else { return nil }
        let queue = current.group.queue
        let only = current.group.jobs.count == 1 ? current.group.jobs.first : nil
        if let job = current.job ?? only { return JobScreen(queue: queue, id: job.id) }
        let list: JobList = current.group.jobs.isEmpty ? .latest : .state(.active)
        return QueueScreen(queue, at: list, in: state)
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        action == .open && current == nil ? "There is no worker under the cursor." : nil
    }

    mutating func setFilter(_ text: String, in state: State) { setFilter(text) }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch (part, current) {
        case (.id, .job(let row, _, _)?): Clip(id: row.id.bytes, called: "id")
        case (.id, .worker(let group)?): (group.name ?? group.addresses.first).map { Clip(id: $0, called: "worker") }
        case (.text, let line?):
            line.group.addresses.isEmpty ? nil : Clip(text: Array(line.group.addresses.joined(separator: [0x0A])))
        case (_, nil): nil
        }
    }
}

extension WorkersScreen {
    var ownQueue: QueueID? { queue }
    var currentQueue: QueueID? { queue ?? current?.group.queue }
    var targetRow: JobRow? { current?.job }
    func reasonWithoutTarget(_ keys: KeyNames) -> String {
        "There is no job under the cursor; a worker's jobs are below it."
    }

    var target: Operation.Target? {
        guard let current, let job = current.job else { return nil }
        return Operation.Target(queue: current.group.queue, job: job.id, state: .active)
    }
}
