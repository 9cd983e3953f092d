import Canvas
import Queues
import Testing

@testable import Dashboard

/// Several servers: one line each, and all their queues in one list.
@Suite struct ServersScreenTests {
    /// Returns a server with queues that is not in front.
    private static func other(_ name: String, _ queues: [QueueSummary], down trouble: Trouble? = nil) -> ServerSummary {
        var scenario = Scenario(label: name)
        var fixture = Fixture()
        fixture.queues = queues
        scenario.begin(fixture)
        if let trouble { scenario.send(.connection(.down(trouble, retryAt: Scenario.start + 9_000))) }
        return ServerSummary(scenario.state, isInFront: false)
    }

    /// Returns a dashboard of four servers, the third of which does not answer; the last is not opened.
    private static func scenario(columns: Int = 120, rows: Int = 30) -> Scenario {
        var scenario = Scenario(columns: columns, rows: rows, label: "live")
        scenario.begin()
        scenario.send(.servers(summaries(scenario.state)))
        return scenario
    }

    private static func summaries(_ state: State) -> [ServerSummary] {
        [
            ServerSummary(state, isInFront: true),
            other("test", [Fixture.queue("thumbnails", [.waiting: 12]), Fixture.queue("orders", [.failed: 70])]),
            other("eu", [Fixture.queue("letters", [.waiting: 3])], down: .timedOut(10_000)),
            ServerSummary(notOpened: "asia"),
        ]
    }

    @Test(arguments: [120, 80, 40]) func eachServerHasALine(columns: Int) throws {
        var scenario = Self.scenario(columns: columns)
        scenario.fill(":servers", "")
        try expectGolden(scenario.frame, "servers-\(columns)")
        #expect(scenario.shows("thumbnails"))
    }

    @Test func enterShowsTheServerOrItsQueue() {
        var scenario = Self.scenario()
        scenario.fill(":servers", "")
        scenario.press(.down, .enter)
        #expect(scenario.takeEffects().last == .enter(server: 1, queue: nil))
        scenario.press(.tab, .character("/"))
        scenario.send(.inputs([.paste("thumb")]))
        scenario.press(.enter, .enter)
        #expect(scenario.takeEffects().last == .enter(server: 1, queue: Fixture.queue("thumbnails", [:]).id))
    }

    @Test func thePaletteNamesServers() {
        var scenario = Self.scenario()
        scenario.fill(":server as", "")
        #expect(scenario.takeEffects().last == .enter(server: 3, queue: nil))
        scenario.fill(":server", "")
        #expect(type(of: scenario.state.path.top).kind == .server)
    }

    /// Checks that a server behind another one is read gently, keeps its marks, and takes over what the terminal has.
    @Test func aServerBehindIsReadGently() {
        var scenario = Self.scenario()
        scenario.open("5")
        scenario.answer()
        scenario.type(" ")
        let (state, interval) = (scenario.state, scenario.state.interval)
        scenario.send(.left)
        #expect(scenario.state.watch == .overview && scenario.state.interval > interval)
        scenario.send(.entered(Entrance(after: state, queue: nil)))
        #expect(scenario.state.watch != .overview && scenario.state.interval == interval)
        scenario.press(.character("-"))
        #expect(scenario.state.path.top.hasMarks)
    }

    /// Checks that a change under way on another server is not ended without a question.
    @Test func quittingAsksForChangesOnOtherServers() {
        var scenario = Self.scenario()
        var summaries = Self.summaries(scenario.state)
        summaries[1].isBusy = true
        scenario.send(.servers(summaries))
        scenario.press(.character("q"))
        #expect(scenario.takeEffects().last != .quit && scenario.state.question != nil)
    }
}
