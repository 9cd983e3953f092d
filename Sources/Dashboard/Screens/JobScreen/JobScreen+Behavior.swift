import Canvas
import Queues

extension JobScreen: ScreenBehavior {
    static let kind = ScreenKind.job
    var title: String { Words.name(id.bytes) }

    /// Returns the screens below a job: those that lead to jobs of its queue; where none does, the queue.
    func ground(in path: [OpenScreen]) -> [OpenScreen] {
        let below = path.dropFirst().filter { $0.behavior.leadsToJobs(of: queue) }
        let home = OpenScreen(QueueScreen(queue: queue, list: .latest, summary: nil))
        return path.prefix(1) + (below.isEmpty ? [home] : below)
    }

    var watch: Watch? { .job(request) }
    var isLoaded: Bool { answered?.identity == request.identity }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .job(let request) = answer.watch, case .job(let detail) = answer.content else { return }
        reading = Reading(takenAt: answer.takenAt, receivedAt: now)
        answered = request
        receive(detail)
    }

    mutating func settle(in state: State) {
        adapt(to: state.settings.glyphs)
        let isTyping = if case .prompt = state.overlay { true } else { false }
        beginLogSearch(isTyping: isTyping)
    }

    mutating func stepBack(in state: State) -> Bool { leaveLog() }

    mutating func move(_ movement: Movement, in state: State) {
        let text: TextMovement =
            switch movement {
            case .up: .rows(-1)
            case .down: .rows(1)
            case .halfPageUp: .halfPages(-1)
            case .halfPageDown: .halfPages(1)
            case .pageUp: .pages(-1)
            case .pageDown: .pages(1)
            case .top: .start
            case .bottom: .end
            }
        move(text, in: Self.place(in: state.body).size)
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        let size = Self.place(in: state.body).size
        switch action {
        case .previousTab: showSection(after: -1)
        case .nextTab: showSection(after: 1)
        case .section(let number):
            let sections = JobSection.allCases
            if sections.indices.contains(number - 1) { show(sections[number - 1]) }
        case .findNext: moveToMatch(1, in: size)
        case .findPrevious: moveToMatch(-1, in: size)
        case .scrollLeft: move(.halfWidths(-1), in: size)
        case .scrollRight: move(.halfWidths(1), in: size)
        case .wrap: toggleWrap()
        case .raw: toggleRaw()
        case .onlyFound: toggleFound()
        case .previousPiece: movePiece(-1)
        case .nextPiece: movePiece(1)
        case .earlierAttempt: showAttempt(after: 1)
        case .laterAttempt: showAttempt(after: -1)
        default: return nil
        }
        return .done
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        switch action {
        case .onlyFound where section != .logs:
            "Only lines of a log can be left out; \(state.keys[.section(6)]) shows the log."
        case .onlyFound: log.search == nil ? "There is no search yet; \(state.keys[.search]) begins one." : nil
        case .raw where needsRaw: "This terminal shows ASCII only, so strings stay as they are stored."
        case .findNext, .findPrevious: query == nil ? "There is no search yet; \(state.keys[.search]) begins one." : nil
        default: nil
        }
    }

    var filter: String { query ?? "" }

    mutating func setFilter(_ text: String, in state: State) { search(text, in: Self.place(in: state.body).size) }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch part {
        case .id: currentAttempt ?? Clip(id: id.bytes, called: "id")
        case .text: copyText.map { Clip(text: $0) }
        }
    }

    func draw(into frame: inout Frame, in body: Rect, state: State) {
        draw(into: &frame, in: Self.place(in: body), context: state.context)
    }

    /// Returns the body without its margins.
    private static func place(in body: Rect) -> Rect { body.inset(columns: 1) }
}

extension JobScreen {
    var ownQueue: QueueID? { queue }
    var targetRow: JobRow? { detail?.row }
    var targetLogLines: Int? { detail?.logs.total }
    var targetData: [UInt8]? { detail?.fields[.data].flatMap { $0.isWhole ? $0.bytes : nil } }

    func reasonWithoutTarget(_ keys: KeyNames) -> String {
        if reading == nil { return "The job is still being read." }
        return isGone ? "The job does not exist any more." : "The job is in none of the queue's lists."
    }

    func isOver(after operation: Operation) -> Bool {
        guard case .job(let change, let target) = operation, change.traits.takesJobAway else { return false }
        return target.queue == queue && target.job == id
    }
}
