import Canvas
import Foundation
import Queues
import Testing

@testable import Dashboard

/// The tabs of a queue's screen, and what is read of the queue beside its pages.
@Suite struct QueueTabTests {
    /// A busy queue with causes, workers, schedulers and a limit of active jobs.
    private static var fixture: Fixture {
        var fixture = Fixture()
        for index in fixture.queues.indices where fixture.queues[index].id == Fixture.email {
            fixture.queues[index].concurrency = 20
            fixture.queues[index].evidence.workers = 4
            fixture.queues[index].evidence.schedulers = 2
            fixture.queues[index].finishedTimes = FinishedTimes(TimingSample(finished))
        }
        return fixture
    }

    /// A hundred jobs that ran 10 ms to 1 s.
    private static var finished: [TimedJob] {
        (1...100).map { number in
            TimedJob(
                name: Array("send".utf8), added: nil, delay: 0, started: 1_000, finished: 1_000 + number * 10,
                attempts: 1)
        }
    }

    private static func scenario(_ columns: Int, _ rows: Int, glyphs: Glyphs = .unicode) -> Scenario {
        var scenario = Scenario(columns: columns, rows: rows, glyphs: glyphs)
        scenario.begin(fixture)
        scenario.type("5")
        scenario.answer(fixture)
        scenario.answerBeside(fixture)
        return scenario
    }

    /// Checks that the facts come with the reading beside the page, and not before it.
    @Test func factsAreReadBesideThePage() throws {
        var scenario = Scenario(columns: 200, rows: 40)
        scenario.begin(Self.fixture)
        scenario.type("5")
        scenario.answer(Self.fixture)
        let frame = scenario.text
        #expect(!frame[0].contains("run p50") && frame[0].contains("active 12/20"), "\(frame[0])")
        guard case .overview(let beside)? = scenario.state.aside else { throw Failure() }
        #expect(beside.explained == Fixture.email && beside.timed?.contains(Fixture.email) == true && beside.isAside)
        #expect(beside.timed?.contains(Fixture.webhookQueue) == false && !beside.wantsWorkers)
        scenario.answerBeside(Self.fixture)
        #expect(scenario.text[0].contains("run p50 500 ms  p95 950 ms"), "\(scenario.text[0])")
        let tabs = try #require(scenario.text.first { $0.contains(" failed ") && $0.contains("latest") })
        for words in ["F causes 1", "W workers 4", "M metrics", "E events", "7 schedulers 2"] {
            #expect(tabs.contains(words), "\(words): \(tabs)")
        }
        // On the list of queues, and on a frozen screen, nothing is wanted besides.
        scenario.press(.escape)
        #expect(scenario.state.aside == nil)
    }

    /// Checks that Tab goes on from the lists to the other screens, that Enter opens the chosen one, and that Esc comes back.
    @Test func otherScreensAreTabs() {
        var scenario = Self.scenario(200, 40)
        scenario.type("9")
        scenario.answer(Self.fixture)
        let screens = [(".causes", "causes"), (".workers", "workers"), (".metrics", "metrics"), (".events", "events")]
        for (_, title) in screens {
            scenario.press(.tab)
            scenario.press(.enter)
            #expect(scenario.state.path.top.title == title)
            scenario.press(.escape)
            #expect(scenario.state.scope == Scope(.queue))
        }
        scenario.press(.tab, .tab, .enter)
        #expect(scenario.state.scope == Scope(.schedulers), "the last tab stays chosen")
        scenario.press(.escape, .backTab, .enter)
        #expect(scenario.state.path.top.title == "events")
        // Moving in the list, Esc and the digits leave the tabs.
        scenario.press(.escape, .down, .enter)
        #expect(scenario.state.scope == Scope(.job))
        scenario.press(.escape, .left)
        #expect(scenario.state.path.top.title == "prioritized")
    }

    /// Checks that a click on a tab opens its screen, wherever it is.
    @Test(arguments: [200, 120, 100]) func aClickOpensATab(_ columns: Int) throws {
        for (words, title) in [("F causes", "causes"), ("W workers", "workers"), ("7 schedulers", "schedulers")] {
            var scenario = Self.scenario(columns, 40)
            scenario.state.usesMouse = true
            let y = try #require(scenario.text.firstIndex { $0.contains(" failed ") && $0.contains("5 ") })
            guard let range = scenario.text[y].range(of: words) else { continue }
            let x = scenario.text[y].distance(from: scenario.text[y].startIndex, to: range.lowerBound)
            scenario.send(.inputs([.mouse(.press, Point(x: x, y: y))]))
            #expect(scenario.state.path.top.title == title, "\(columns)")
        }
    }

    @Test(arguments: [(200, 50), (120, 40), (80, 24), (40, 10), (20, 10)]) func looks(_ columns: Int, _ rows: Int)
        throws
    {
        var scenario = Self.scenario(columns, rows)
        try expectGolden(scenario.frame, "queue-facts-\(columns)x\(rows)")
        scenario.type("9")
        scenario.answer(Self.fixture)
        scenario.press(.tab, .tab)
        try expectGolden(scenario.frame, "queue-link-\(columns)x\(rows)")
    }

    private struct Failure: Error {}
}

extension Scenario {
    /// Answers what is read beside the screen.
    mutating func answerBeside(_ fixture: Fixture, takenAt: Milliseconds = Scenario.start) {
        guard let aside = state.aside else { return }
        send(.answered(fixture.answer(to: aside, takenAt: takenAt)))
    }
}
