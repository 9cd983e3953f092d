import Canvas
import Queues

@testable import Dashboard

/// A screen for golden frames in every condition: the way to it, and the data without which it is empty.
struct ScreenLook: Sendable {
    /// A condition of the connection, the server or the operator.
    enum Condition: String, CaseIterable, Sendable {
        case full, empty, loading, error, frozen, offline
        case readOnly = "read-only"
        /// The user has few permissions.
        case unknown
    }

    let name: String
    var fixture = Fixture()
    /// Removes what the screen shows; nil where it cannot be empty.
    var clear: (@Sendable (inout Fixture) -> Void)?
    /// Removes what a user may not read; nil where there is nothing of the kind.
    var hide: (@Sendable (inout Fixture) -> Void)?
    /// Opens it from the list of queues, which has been read. The last answer is still to come.
    let open: @Sendable (inout Scenario, Fixture) -> Void
    /// Continues after the answer, such as by opening a form.
    var then: @Sendable (inout Scenario) -> Void = { _ in }
    /// Asks for a change, which read-only mode refuses.
    var change: @Sendable (inout Scenario) -> Void = { $0.type("r") }

    /// The possible conditions of the screen.
    var conditions: [Condition] {
        Condition.allCases.filter { $0 == .empty ? clear != nil : $0 == .unknown ? hide != nil : true }
    }

    /// Returns the screen in a condition.
    func scenario(
        _ condition: Condition, _ size: (columns: Int, rows: Int), _ glyphs: Glyphs = .unicode,
        theme: String = "default", keys: KeyMap = KeyMap()
    ) -> Scenario {
        var fixture = fixture
        if condition == .empty { clear?(&fixture) }
        if condition == .unknown { hide?(&fixture) }
        if condition == .loading { fixture.isUnderWay = true }
        var scenario = Scenario(
            columns: size.columns, rows: size.rows, glyphs: glyphs, theme: theme,
            isReadOnly: condition == .readOnly, keys: keys)
        scenario.begin(fixture)
        open(&scenario, fixture)
        if condition == .error {
            scenario.send(
                .connection(.down(.noPermission("this user has no permissions"), retryAt: Scenario.start + 9_000)))
        } else if condition != .loading || fixture.showsProgress {
            for _ in 0..<2 { scenario.answer(fixture) }
        }
        if condition == .frozen { scenario.type("z") }
        if condition == .offline {
            scenario.send(.connection(.down(.timedOut(10_000), retryAt: Scenario.start + 9_000)))
        }
        then(&scenario)
        if condition == .readOnly { change(&scenario) }
        return scenario
    }
}
