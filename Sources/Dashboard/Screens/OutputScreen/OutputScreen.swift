import Canvas
import Queues

/// The output of a command of the operator that runs, or ran, in the background. The output itself belongs to the state of
/// the program.
struct OutputScreen: ScreenBehavior, LocalScreen {
    static let kind = ScreenKind.output
    let title = "output"
    /// The number of the run that is shown; nil for the latest one.
    private(set) var number: Int?
    /// The cursor among the lines, and whether it stays at the last one.
    private(set) var cursor = ListCursor()
    private(set) var isFollowing = true

    /// Creates the screen of a run; of the latest one without.
    init(of run: OwnRun? = nil) { number = run?.number }

    /// Returns the output that is shown, and its index among those of all runs; nil where no command has run.
    func shown(in state: State) -> (output: Outputs.Output, index: Int)? {
        let all = state.outputs.all
        let index = all.firstIndex { $0.run.number == number } ?? all.count - 1
        return all.indices.contains(index) ? (all[index], index) : nil
    }

    mutating func settle(in state: State) {
        guard let (output, _) = shown(in: state) else { return }
        number = output.run.number
        if isFollowing { cursor.move(to: output.lines.count - 1, count: output.lines.count) }
        cursor.settle(count: output.lines.count, height: OutputLayout(state.body).lines.rows)
    }

    mutating func move(_ movement: Movement, in state: State) {
        guard let (output, _) = shown(in: state) else { return }
        let page = OutputLayout(state.body).lines.rows
        cursor.move(by: movement.distance(page: page), count: output.lines.count)
        isFollowing = cursor.index >= output.lines.count - 1
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .previousTab: go(by: -1, in: state)
        case .nextTab: go(by: 1, in: state)
        case .endCommand: return shown(in: state).map { .end($0.output.run) } ?? .done
        default: return nil
        }
        return .done
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        switch action {
        case .previousTab, .nextTab:
            state.outputs.all.count > 1 ? nil : "No other command has run in the background."
        case .endCommand: shown(in: state)?.output.end == nil && shown(in: state) != nil ? nil : "No command runs."
        default: nil
        }
    }

    /// Shows another run, around the ends.
    private mutating func go(by step: Int, in state: State) {
        guard let (_, index) = shown(in: state) else { return }
        let all = state.outputs.all
        number = all[(index + step + all.count) % all.count].run.number
        (cursor, isFollowing) = (ListCursor(), true)
    }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        guard let (output, _) = shown(in: state), output.lines.indices.contains(cursor.index) else { return nil }
        switch part {
        case .id: return Clip(text: output.lines[cursor.index], called: "line")
        case .text: return Clip(text: Array(output.lines.joined(separator: [0x0A])), called: "output")
        }
    }
}
