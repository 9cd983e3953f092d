import Canvas
import Queues

extension FlowScreen: ListScreen, WideScreen {
    static let kind = ScreenKind.flow
    var title: String { "flow of " + Words.name(request.job.id.bytes) }
    var isStacked: Bool { true }

    /// Returns the path without other flows: one flow is enough, and the screen from which it was opened stays below
    /// it.
    func ground(in path: [OpenScreen]) -> [OpenScreen] { path.filter { !($0.behavior is FlowScreen) } }
    func leadsToJobs(of queue: QueueID) -> Bool { true }

    func reason(againstVisiting destination: Destination, _ keys: KeyNames) -> String? {
        destination == .flow ? "This is the flow; \(keys[.open]) opens the job under the cursor." : nil
    }

    var watch: Watch? { .flow(request) }
    var reading: Reading? { tree?.reading }
    var isLoaded: Bool { answered == request }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .flow(let request) = answer.watch, case .flow(let tree) = answer.content else { return }
        receive(Snapshot(tree, of: answer, at: now), to: request)
    }

    var rowCount: Int { rows.count }
    func columnCount(in state: State) -> Int {
        FlowColumn.table(rows, columns: state.body.columns, state.context).count
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .open:
            if let node = current?.node { return .open(JobScreen(queue: node.queue, id: node.id)) }
            unfold()
        case .unfold: unfold()
        case .fold: fold()
        case .show(let list): return currentQueue.map { .open(QueueScreen($0, at: list, in: state)) } ?? .done
        case .scrollLeft: scrollSideways(by: -1, in: state)
        case .scrollRight: scrollSideways(by: 1, in: state)
        default: return nil
        }
        return .done
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        switch action {
        case .open, .fold: return current == nil ? "There is no job under the cursor." : nil
        case .unfold:
            guard let node = current?.node else { return nil }
            if node.isRepeated { return "The job stands elsewhere in the flow, with its children below it." }
            return node.counts.total == 0 ? "This job has no children." : nil
        default: return nil
        }
    }

    mutating func setFilter(_ text: String, in state: State) { setFilter(text) }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        guard let node = current?.node else { return nil }
        switch part {
        case .id: return Clip(id: node.id.bytes, called: "id")
        case .text:
            let failure = node.row?.failedReason ?? []
            return Clip(text: failure.isEmpty ? node.name ?? [] : failure)
        }
    }
}

extension FlowScreen {
    var ownQueue: QueueID? { nil }
    var currentQueue: QueueID? { current?.node?.queue ?? request.job.queue }
    var targetRow: JobRow? { current?.node?.row }

    var target: Operation.Target? {
        guard let node = current?.node, let state = node.state else { return nil }
        return Operation.Target(queue: node.queue, job: node.id, state: state)
    }

    func reasonWithoutTarget(_ keys: KeyNames) -> String {
        guard let node = current?.node else { return "There is no job under the cursor." }
        return node.name == nil ? "The job does not exist any more." : "The job is in none of its queue's lists."
    }
}
