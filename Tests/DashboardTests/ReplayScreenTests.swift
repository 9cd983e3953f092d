import Canvas
import Queues
import Testing

@testable import Dashboard

/// The dashboard on a recording in place of a server.
@Suite struct ReplayScreenTests {
    private func scenario(isAtEnd: Bool = false, columns: Int = 120, rows: Int = 40) -> Scenario {
        var scenario = Scenario(columns: columns, rows: rows)
        var fixture = Fixture()
        fixture.server.replay = ReplayPlace(isAtEnd: isAtEnd)
        scenario.begin(fixture)
        for second in 1...9 {
            fixture.queues[0].counts[.waiting] = 200 + second
            scenario.answer(fixture, takenAt: Scenario.start + Milliseconds(second) * 1_000)
        }
        return scenario
    }

    @Test func theHeaderSaysThatItIsAReplay() throws {
        #expect(scenario().shows("REPLAY 23:04:14"))
        #expect(scenario(isAtEnd: true).shows("REPLAY ended 23:04:14"))
        for (columns, rows) in [(120, 40), (80, 24)] {
            try expectGolden(scenario(columns: columns, rows: rows).frame, "replay-\(columns)x\(rows)")
        }
    }

    @Test func nothingCanBeChanged() {
        for row in Action.table where row.danger.changesServer && row.scope.contains(.queues) {
            var scenario = scenario()
            _ = scenario.state.run(row.action)
            #expect(scenario.state.overlay == nil, "\(row.title)")
            #expect(scenario.says("This is a recording: nothing can be changed."), "\(row.title)")
        }
        var scenario = scenario()
        #expect(scenario.state.send(Change(.queue(.pause, Fixture.email)), knowing: nil).isEmpty)
    }

    @Test(arguments: ["F", "W", "M", "1", "5", "7", "f"]) func whatIsNotRecordedSaysSo(key: String) {
        var scenario = scenario()
        scenario.type(key)
        guard key != "f" else { return }
        #expect(scenario.state.scope == .queues)
        #expect(scenario.says("That is not in the recording: it has the queues and their events."))
    }

    @Test func aJobIsNotLookedFor() {
        var scenario = scenario()
        scenario.fill(":go 7", "")
        #expect(scenario.state.inquiry == nil && scenario.says("Jobs are not in the recording."))
    }

    @Test func eventsAreRecorded() {
        var scenario = scenario()
        scenario.type("E")
        #expect(scenario.state.scope == Scope(.events))
    }

    /// Checks that the history fills from the recording, so that the time machine works in it.
    @Test func theTimeMachineWorksInIt() throws {
        var scenario = scenario()
        scenario.type("Hhhh")
        #expect(scenario.shows("23:04:11, 3 s ago"))
        #expect(scenario.text.contains { $0.contains("email") && $0.contains(" 206 ") })
    }

    @Test func messagesAreShownOnce() {
        var scenario = scenario()
        var fixture = Fixture()
        fixture.server.replay = ReplayPlace(isAtEnd: false)
        fixture.server.replay?.messages = ["10.0.0.7:6379: answers again"]
        scenario.answer(fixture, takenAt: Scenario.start + 10_000)
        #expect(scenario.says("10.0.0.7:6379: answers again"))
        #expect(scenario.state.log.notices.count == 1)
    }
}
