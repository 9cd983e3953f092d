import Canvas
import Queues
import Testing

@testable import Dashboard

/// The keys that move between panes and tabs, and those that are other names of a letter.
@Suite struct PaneTests {
    private static let webhooks = QueueID(prefix: Array("bull".utf8), name: Array("webhooks".utf8))
    private static let payments = QueueID(prefix: Array("bull".utf8), name: Array("payments".utf8))

    /// Returns a screen with every pane, with the causes of the first queue read.
    private func scenario(_ fixture: Fixture = Fixture(), columns: Int = 120, rows: Int = 50) -> Scenario {
        var scenario = Scenario(columns: columns, rows: rows)
        scenario.begin(fixture)
        scenario.answer(fixture)
        return scenario
    }

    @Test func tabGoesFromPaneToPaneAndBack() {
        var scenario = scenario()
        var panes: [QueuesPane] = []
        for _ in QueuesPane.allCases {
            scenario.press(.tab)
            panes.append(scenario.state.queues.pane)
        }
        #expect(panes == [.causes, .attention, .latest, .workers, .queues])
        scenario.press(.backTab, .backTab, .backTab)
        #expect(scenario.state.queues.pane == .attention)
        scenario.press(.down)
        #expect(scenario.state.queues.selected == Self.payments, "the list goes along")
        scenario.type("P")
        #expect(scenario.state.question?.change?.queue == Self.payments)
        scenario.press(.escape, .escape)
        #expect(scenario.state.queues.pane == .queues)
        scenario.press(.down)
        #expect(scenario.state.queues.selected?.name == Array("reports".utf8))
    }

    /// Checks that Esc goes back one step at a time: the pane, then the filter, then the marks.
    @Test(arguments: [1, 2, 3, 4]) func escapeLeavesThePaneFirst(tabs: Int) {
        var scenario = scenario()
        scenario.type(" /email")
        scenario.press(.enter)
        scenario.answer()
        for _ in 0..<tabs { scenario.press(.tab) }
        #expect(scenario.state.queues.pane == QueuesPane.allCases[tabs])
        scenario.press(.escape)
        #expect(scenario.state.queues.pane == .queues && scenario.state.filter == "email")
        scenario.press(.escape)
        #expect(scenario.state.filter == "" && scenario.state.hasMarks)
        scenario.press(.escape)
        #expect(!scenario.state.hasMarks)
    }

    @Test func belowTheCausesStandsWhatTheFailedOnesShare() {
        var scenario = scenario()
        #expect(!scenario.shows("failed ones share"))
        while scenario.state.queues.selected != Self.webhooks { scenario.press(.down) }
        scenario.send(.clock(scenario.state.clock + QueuesScreen.restTime))
        scenario.answer()
        #expect(scenario.shows("failed ones share: data.tenant = ") && scenario.shows(" (completed: "))
    }

    @Test func enterGoesToWhatTheLineIsAbout() throws {
        var scenario = scenario()
        scenario.press(.tab, .tab, .enter)
        #expect(scenario.state.queueScreen?.list == .state(.failed))
        #expect(scenario.state.currentQueue == Fixture.email)
        scenario.press(.character("q"), .backTab)
        #expect(scenario.state.queues.pane == .causes)
        let cause = try #require(scenario.state.queues.insight?.causes.first)
        scenario.press(.enter)
        let query = try Query("cause:\(cause.fingerprint.id)")
        #expect(scenario.state.watch == .search(SearchWatch(query, queue: Fixture.email)))
        scenario.press(.character("q"), .backTab, .backTab, .enter)
        #expect(scenario.state.watch == .workers(Fixture.email))
        scenario.press(.character("q"), .backTab, .down)
        let job = try #require(scenario.state.queues.insight?.latest.dropFirst().first)
        scenario.type("y")
        let copied = scenario.takeEffects().compactMap { if case .copy(let clip) = $0 { clip.bytes } else { nil } }
        #expect(copied == [job.id.bytes])
        scenario.press(.enter)
        #expect(scenario.state.jobScreen?.id == job.id)
    }

    /// Checks that the cursor stays on its line when another one is added before it.
    @Test func theLineIsFoundAgainAfterAReading() {
        var fixture = Fixture()
        var scenario = scenario(fixture)
        scenario.press(.tab, .tab, .down)
        fixture.server.evictionPolicy = "allkeys-lru"
        fixture.queues.removeAll { $0.id == Fixture.email }
        scenario.answer(fixture)
        #expect(scenario.state.queues.attentionCursor.key?.queue == Self.payments)
        #expect(scenario.state.queues.selected == Self.payments)
        fixture.queues = []
        fixture.server.evictionPolicy = "noeviction"
        scenario.answer(fixture)
        #expect(scenario.state.queues.pane == .queues, "a pane without lines is left")
    }

    /// Checks that passing by a queue costs nothing.
    @Test func causesAreReadOfTheQueueThatTheCursorRestsOn() {
        func watch(_ queue: QueueID?) -> Watch { .overview(OverviewRequest(explained: queue, wantsWorkers: true)) }
        var scenario = scenario()
        #expect(scenario.state.watch?.withoutMinutes == watch(Fixture.email))
        #expect(scenario.shows("email: why") && scenario.shows("last 15 min, 10 failed"))
        #expect(scenario.shows("connect ECONNREFUSED <addr>"))
        scenario.press(.character("G"))
        #expect(
            scenario.state.watch?.withoutMinutes == watch(Fixture.email) && scenario.shows("Reading the failed jobs."))
        #expect(scenario.state.wakeAt == scenario.state.clock + QueuesScreen.restTime)
        scenario.send(.clock(scenario.state.clock + QueuesScreen.restTime))
        #expect(scenario.state.watch?.withoutMinutes == watch(Self.webhooks))
        scenario.answer()
        #expect(scenario.shows("webhooks: why") && scenario.shows("last 15 min, 90 failed"))
        scenario.press(.character("g"))
        #expect(scenario.shows("last 15 min, 10 failed"), "what was read before is kept")
        scenario.press(.enter)
        scenario.answer()
        scenario.press(.character("q"))
        #expect(scenario.state.watch != nil)
    }

    @Test(arguments: [(40, 10), (80, 12), (120, 16)]) func nothingIsReadForAPaneWithoutRoom(columns: Int, rows: Int) {
        var fixture = Fixture()
        fixture.queues = (0..<40).map { Fixture.queue("queue-\($0)", [.failed: 1], failing: 1) }
        let scenario = scenario(fixture, columns: columns, rows: rows)
        #expect(scenario.state.watch?.withoutMinutes == .overview)
        #expect(columns > 80 || scenario.state.watch == .overview, "no minute is counted that is not shown")
        #expect(!scenario.text.contains { $0.contains(": why") })
    }

    /// Checks the text in a pane without a cause or a worker.
    @Test func anEmptyPaneSaysWhy() {
        var fixture = Fixture()
        fixture.failures = []
        fixture.workers.workers = []
        var scenario = scenario(fixture)
        #expect(scenario.shows("None of its jobs has failed in the last 15 min."))
        #expect(scenario.shows("The latest, 4 s ago") && scenario.shows("Error: email service answered 503"))
        #expect(scenario.shows("No worker is connected."))
        fixture.isUnderWay = true
        fixture.workers.workers = nil
        scenario.answer(fixture)
        #expect(scenario.shows("Reading the failed jobs."))
        #expect(scenario.shows("Unknown: the server does not list its clients."))
        scenario.press(.tab)
        #expect(scenario.state.queues.pane == .attention, "panes without lines are passed over")
    }

    @Test func copyingInThePaneOfCausesCopiesTheCause() throws {
        var scenario = scenario()
        scenario.press(.tab)
        scenario.type("y")
        let cause = try #require(scenario.state.queues.insight?.causes.first)
        #expect(scenario.takeEffects() == [.copy(Clip(id: Array(cause.fingerprint.id.utf8), called: "fingerprint"))])
    }

    /// Checks that with any number of rows the parts are below one another, cover the body and never overlap.
    @Test(arguments: [1, 5, 30, 2_000]) func theLayoutFillsTheBody(queues: Int) {
        for columns in [40, 80, 120, 200] {
            for rows in 8...80 {
                let body = Rect(x: 0, y: 2, columns: columns, rows: rows)
                let layout = QueuesLayout(body, rows: queues)
                let parts = [
                    layout.totals, layout.table, layout.detail, layout.causes, layout.attention, layout.workers,
                    layout.facts, layout.divider,
                ].filter { !$0.isEmpty }
                #expect(parts.allSatisfy { $0.intersection(body) == $0 })
                for (index, part) in parts.enumerated() {
                    for other in parts[(index + 1)...] { #expect(part.intersection(other).isEmpty) }
                }
                #expect(layout.table.rows >= min(queues + 1, rows / 2))
                #expect(parts.map { $0.y + $0.rows }.max() == body.y + body.rows, "\(columns)x\(rows)")
            }
        }
    }

    @Test func whereThereIsNoPaneTabSaysSoOrGoesToTheNextTab() {
        var low = Scenario(columns: 40, rows: 10)
        low.begin()
        low.press(.tab)
        #expect(low.footer.contains("There is no room for another pane."))
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.tab)
        #expect(scenario.state.queueScreen?.list == .state(.delayed))
        scenario.press(.backTab)
        #expect(scenario.state.queueScreen?.list == .state(.failed))
    }

    @Test func delAsksToRemoveAndF10Quits() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.delete)
        guard case .job(.remove, _)? = scenario.state.question?.change?.operations.first else {
            Issue.record("Del asks to remove")
            return
        }
        scenario.press(.escape, .function(10))
        #expect(scenario.takeEffects().last == .quit)
    }
}
