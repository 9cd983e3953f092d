import Queues

/// The checks of `bulltop doctor`, read again and again.
struct DoctorScreen: Equatable, Sendable {
    /// What was read last, and of which server.
    private(set) var report: Snapshot<DoctorReport>?
    private(set) var server: ServerStatus?
    /// What was found, those of this machine before anything was read.
    private(set) var rows: [Diagnosis.Check] = []
    var cursor = ListCursor()
    /// What the rows were made from.
    private var basis: Basis?

    private struct Basis: Equatable {
        let reading: Reading?
        let connection: ConnectionStatus
    }

    /// The check under the cursor.
    var current: Diagnosis.Check? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// Makes the rows anew where something has come, and keeps the cursor on its check.
    private mutating func diagnose(_ state: State) {
        let basis = Basis(reading: reading, connection: state.connection)
        guard basis != self.basis else { return }
        let name = current?.name
        self.basis = basis
        rows = Diagnosis(state.settings.surroundings, reach(state)).checks
        cursor.follow(name, in: rows) { $0.name }
    }

    private func reach(_ state: State) -> Diagnosis.Reach {
        if case .down(let trouble, _) = state.connection { return .failed(trouble) }
        guard let report, let server else { return .underWay }
        return .examined(server, report.content)
    }
}

extension DoctorScreen: ListScreen {
    static let kind = ScreenKind.doctor
    var title: String { "doctor" }
    var ownQueue: QueueID? { nil }

    var watch: Watch? { .doctor }
    var reading: Reading? { report?.reading }
    var isLoaded: Bool { report != nil }
    var showsUnread: Bool { true }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .doctor(let report) = answer.content else { return }
        self.report = Snapshot(report, of: answer, at: now)
        server = answer.server
    }

    var rowCount: Int { rows.count }
    var isStacked: Bool { true }

    mutating func settle(in state: State) {
        diagnose(state)
        cursor.settle(count: rowCount, height: layout(in: state.body).pageSize)
    }

    mutating func move(by distance: Int) { cursor.move(by: distance, count: rows.count) }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? { nil }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch part {
        case .id: current.map { Clip(text: Array($0.line.utf8)) }
        case .text: Clip(text: Array(rows.map(\.line).joined(separator: "\n").utf8), called: "all checks")
        }
    }
}
