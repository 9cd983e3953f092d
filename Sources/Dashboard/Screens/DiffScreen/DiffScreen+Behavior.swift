import Canvas
import Queues

extension DiffScreen: ListScreen {
    static let kind = ScreenKind.diff
    var title: String { "diff of " + Words.name(request.left.id.bytes) }
    var isStacked: Bool { true }

    /// Returns the path without other diffs: one diff is enough, and the screen from which it was opened stays below
    /// it.
    func ground(in path: [OpenScreen]) -> [OpenScreen] { path.filter { !($0.behavior is DiffScreen) } }
    func leadsToJobs(of queue: QueueID) -> Bool { true }

    var watch: Watch? { .pair(request) }
    var reading: Reading? { pair?.reading }
    var isLoaded: Bool { pair != nil }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .pair(let pair) = answer.content else { return }
        receive(Snapshot(pair, of: answer, at: now))
    }

    var rowCount: Int { lines.count }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .open: setFolded(!isFolded)
        case .unfold: setFolded(false)
        case .fold: setFolded(true)
        case .show(let list): return .open(QueueScreen(request.left.queue, at: list, in: state))
        default: return nil
        }
        return .done
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        switch action {
        case .open, .fold, .unfold: current == nil ? "There is no field under the cursor." : nil
        default: nil
        }
    }

    mutating func setFilter(_ text: String, in state: State) { setFilter(text) }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch part {
        case .id: return current?.row.map { Clip(id: $0.path, called: "field") }
        case .text:
            guard !lines.isEmpty else { return nil }
            let zone = state.context.zone
            let text = lines.map { $0.plainText(in: zone) }
            return Clip(text: Array(text.joined(separator: [0x0A])))
        }
    }
}

extension DiffScreen {
    var ownQueue: QueueID? { nil }
    var currentQueue: QueueID? { request.left.queue }
    func reasonWithoutTarget(_ keys: KeyNames) -> String {
        "Nothing is changed here; \(keys[.escape]) goes back to the jobs."
    }
}

extension DiffLine {
    /// Returns the line as text to copy: field, left and right, with tabs between them.
    fileprivate func plainText(in zone: ClockZone) -> [UInt8] {
        switch self {
        case .section(let section, _): return Array(section.rawValue.utf8)
        case .equal(_, let count): return Array("\(Format.count(count, "equal field"))".utf8)
        case .row(_, let row):
            let values = [row.text(\.left, in: zone), row.text(\.right, in: zone)].map { $0 ?? [] }
            return Array(([row.path] + values).joined(separator: [0x09]))
        }
    }
}

extension DiffValue {
    /// Returns the value as text.
    func bytes(in zone: ClockZone) -> [UInt8] {
        switch self {
        case .text(let text): text
        case .moment(let moment): Array(Format.time(moment, in: zone).utf8)
        }
    }
}
