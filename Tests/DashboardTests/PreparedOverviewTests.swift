import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

/// The work on an overview that is done where it is read shows the same as that of the screen itself.
@Suite struct PreparedOverviewTests {
    /// Returns a reading of some queues, of which each is in one state or another.
    private func fixture(_ count: Int, _ random: inout Dice) -> Fixture {
        var fixture = Fixture()
        fixture.queues = (0..<count).map { index in
            var queue = Fixture.queue(
                "queue-\(index)", [.waiting: Int.random(in: 0..<3, using: &random), .failed: index % 3],
                failing: Int.random(in: 0..<20, using: &random) == 0 ? 4 : 0,
                isPaused: Int.random(in: 0..<40, using: &random) == 0)
            if Bool.random(using: &random) { queue.completedPerMinute = 5 }
            queue.evidence.workers = index % 4
            return queue
        }
        .sorted { $0.id < $1.id }
        return fixture
    }

    /// Checks the whole model after each reading, with keys in between. Few queues all have a past, and many share the places.
    @Test(arguments: [30, 240, 400, 1_500]) func bothWaysAreEqual(count: Int) throws {
        var random = Dice(seed: UInt64(count))
        var direct = Scenario(columns: 120, rows: 40)
        direct.send(.connection(.connected))
        var prepared = direct
        let keys = ["", "j", "jj", "s", "\t\tjj", "/queue-1\r", "+", "", "p", "", "k"]
        for (round, typed) in keys.enumerated() {
            let time = Scenario.start + Milliseconds(round) * 1_000
            let fixture = fixture(count, &random)
            let answer = fixture.answer(to: try #require(direct.state.watch), takenAt: time)
            direct.send(.answered(answer))
            prepared.send(.prepared(answer, try #require(prepared.state.preparation.prepared(answer))))
            let (one, other) = (prepared.state, direct.state)
            // The memory that a history has reserved is no part of what it knows.
            #expect(one.history.queues == other.history.queues && one.history.total == other.history.total)
            #expect(one.history.queues.allSatisfy { one.history[$0] == other.history[$0] }, "round \(round)")
            #expect(one.queues.rows == other.queues.rows && one.queues.totals == other.queues.totals)
            #expect(one.queues.attention == other.queues.attention, "round \(round)")
            #expect(one.path == other.path, "round \(round)")
            #expect(prepared.frame == direct.frame)
            for character in typed {
                let key: Key = character == "\r" ? .enter : character == "\t" ? .tab : .character(character)
                direct.press(key)
                prepared.press(key)
            }
        }
    }

    /// Checks that a list that was made for another order or filter is not shown.
    @Test(arguments: ["/queue-2\r", "r", ".", "v"]) func oldWorkIsDoneAgain(typed: String) throws {
        var random = Dice(seed: 7)
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.send(.connection(.connected))
        scenario.answer(fixture(60, &random))
        let before = scenario.state.preparation
        let answer = fixture(60, &random).answer(
            to: try #require(scenario.state.watch), takenAt: Scenario.start + 1_000)
        for character in typed { scenario.press(character == "\r" ? .enter : .character(character)) }
        var direct = scenario
        direct.send(.answered(answer))
        scenario.send(.prepared(answer, try #require(before.prepared(answer))))
        #expect(scenario.frame == direct.frame)
    }

    /// Checks that work on an overview reaches a screen that shows something else, as the overview itself does.
    @Test func anotherScreenTakesIt() throws {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.character("?"))
        var direct = scenario
        let answer = Fixture().answer(to: try #require(scenario.state.watch), takenAt: Scenario.start + 1_000)
        scenario.send(.prepared(answer, try #require(scenario.state.preparation.prepared(answer))))
        direct.send(.answered(answer))
        #expect(scenario.state == direct.state)
    }
}
