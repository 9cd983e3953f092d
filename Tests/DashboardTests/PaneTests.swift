import Canvas
import Queues
import Testing

@testable import Dashboard

/// Keys that go between panes and tabs, and those that are other names of a letter.
@Suite struct PaneTests {
    @Test func tabGoesIntoThePaneBelowAndBack() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.press(.tab)
        #expect(scenario.state.queues.pane != nil)
        scenario.press(.down)
        #expect(scenario.state.queues.selected?.name == Array("payments".utf8), "the list goes along")
        scenario.type("P")
        #expect(scenario.state.question?.change?.queue?.name == Array("payments".utf8))
        scenario.press(.escape, .tab)
        #expect(scenario.state.queues.pane == nil)
        scenario.press(.down)
        #expect(scenario.state.queues.selected?.name == Array("reports".utf8))
    }

    /// Esc undoes the innermost thing: the pane, then the filter, then the marks.
    @Test func escapeLeavesThePaneFirst() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type(" /email")
        scenario.press(.enter, .tab)
        #expect(scenario.state.queues.pane != nil)
        scenario.press(.escape)
        #expect(scenario.state.queues.pane == nil && scenario.state.filter == "email")
        scenario.press(.escape)
        #expect(scenario.state.filter == "" && scenario.state.hasMarks)
        scenario.press(.escape)
        #expect(!scenario.state.hasMarks)
    }

    @Test func enterGoesToWhatTheLineIsAbout() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.press(.tab, .enter)
        #expect(scenario.state.queueScreen?.list == .state(.failed))
        #expect(scenario.state.currentQueue == Fixture.email)
    }

    /// The cursor stays on its line when another one comes before it.
    @Test func theLineIsFoundAgainAfterAReading() {
        var scenario = Scenario(columns: 120, rows: 40)
        var fixture = Fixture()
        scenario.begin(fixture)
        scenario.press(.tab, .down)
        fixture.server.evictionPolicy = "allkeys-lru"
        fixture.queues.removeAll { $0.id == Fixture.email }
        scenario.answer(fixture)
        #expect(scenario.state.queues.pane?.key.queue?.name == Array("payments".utf8))
        #expect(scenario.state.queues.selected?.name == Array("payments".utf8))
        fixture.queues = []
        fixture.server.evictionPolicy = "noeviction"
        scenario.answer(fixture)
        #expect(scenario.state.queues.pane == nil, "a pane without lines is left")
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
