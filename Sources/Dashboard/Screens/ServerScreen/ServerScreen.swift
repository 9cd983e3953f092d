import Canvas
import Queues

/// The facts about the server, the workers, and the cost of reading. The data belongs to the state of the program.
struct ServerScreen: ScreenBehavior, LocalScreen {
    static let kind = ScreenKind.server
    let title = "server"
    /// The first visible line.
    private(set) var cursor = ListCursor()

    mutating func settle(in state: State) {
        cursor.settle(count: lines(of: state).count, height: state.body.rows)
    }

    mutating func move(_ movement: Movement, in state: State) {
        cursor.move(by: movement.distance(page: state.body.rows), count: lines(of: state).count)
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? { nil }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch part {
        case .id: Clip(id: Array((state.server?.address ?? state.settings.address).utf8), called: "address")
        case .text:
            Clip(
                text: Array(lines(of: state, columns: Size.limit).map(\.plain).joined(separator: "\n").utf8),
                called: "all of it")
        }
    }

    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let lines = lines(of: state).dropFirst(cursor.top).prefix(body.rows)
        for (index, line) in lines.enumerated() {
            frame.draw(line, in: body.row(index).inset(columns: 2), glyphs: state.settings.glyphs)
        }
    }

    /// Returns the lines in the width of the screen.
    private func lines(of state: State) -> [StyledText] { lines(of: state, columns: state.body.columns - 4) }

    /// Returns the facts under their headings.
    private func lines(of state: State, columns: Int) -> [StyledText] {
        let context = state.context
        let sections: [(String, [ServerFact])] = [
            ("Server", state.serverFacts), ("Workers", [state.workerFact]), ("Reading", state.readingFacts),
        ]
        return sections.flatMap { title, facts in
            [StyledText(DisplayText(title), context[.title])] + facts.flatMap { $0.lines(context, columns: columns) }
                + [StyledText()]
        }
    }
}
