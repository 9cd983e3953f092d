import Canvas
import Queues
import Testing

@testable import Dashboard

/// The alarms of the configuration in the dashboard, on a scripted clock.
@Suite struct AlarmTests {
    private static func alarm(
        _ name: String, _ condition: String, _ level: Alarm.Level = .critical, command: [String] = [],
        rings: Bool = false
    ) throws -> Alarm {
        var alarm = Alarm(name: name, condition: try AlarmCondition(condition), level: level, command: command)
        alarm.rings = rings
        return alarm
    }

    /// A server whose queue `email` has failed so often in the last minute.
    private static func fixture(failing: Int?) -> Fixture {
        var fixture = Fixture()
        for index in fixture.queues.indices where fixture.queues[index].id == Fixture.email {
            fixture.queues[index].failedPerMinute = failing
        }
        return fixture
    }

    private static func burning(rings: Bool = false, command: [String] = []) throws -> Scenario {
        Scenario(
            columns: 120, rows: 40,
            alarms: [try alarm("mail burns", "failed/min > 10 for 2m", command: command, rings: rings)])
    }

    /// Gives a reading at some seconds after the start.
    private func read(_ scenario: inout Scenario, _ failing: Int?, at second: Int64) {
        scenario.send(.clock(Scenario.start + second * 1_000))
        scenario.answer(Self.fixture(failing: failing), takenAt: Scenario.start + second * 1_000)
    }

    /// Checks that the alarms of all servers are counted, listed and opened, whichever server is on the screen.
    @Test func thoseOfOtherServersAreTold() throws {
        let alarms = [try Self.alarm("mail burns", "failed/min > 10 for 2m")]
        var other = Scenario(columns: 120, rows: 40, label: "test", alarms: alarms)
        other.send(.connection(.connected))
        read(&other, 14, at: 0)
        read(&other, 14, at: 120)
        var scenario = Scenario(columns: 120, rows: 40, label: "live", alarms: alarms)
        scenario.send(.connection(.connected))
        read(&scenario, 3, at: 130)
        func tell(_ isRaised: Bool) {
            let behind = isRaised ? ServerSummary(other.state, isInFront: false) : ServerSummary(notOpened: "test")
            scenario.send(.servers([ServerSummary(scenario.state, isInFront: true), behind]))
        }
        tell(false)
        #expect(!scenario.shows("1 alarm") && !scenario.shows("■"))
        tell(true)
        #expect(scenario.shows("1 alarm ") && scenario.state.title.hasSuffix("(1 alarm)") && !scenario.shows("email ■"))
        #expect(scenario.says("■ test: email alarm mail burns: failed/min > 10 for 2m, since 23:04:05, for 2 m"))
        while scenario.state.queues.pane != .attention { scenario.press(.tab) }
        scenario.press(.home)
        _ = scenario.takeEffects()
        scenario.press(.enter)
        #expect(scenario.takeEffects().last == .enter(server: 1, queue: Fixture.email))
        scenario.fill(":servers", "")
        #expect(scenario.shows("Alarms") && scenario.shows("■ 1") && scenario.shows("email ■"))
        tell(false)
        #expect(!scenario.shows("■ 1") && !scenario.shows("1 alarm"))
    }

    @Test func beginsAndEnds() throws {
        var scenario = try Self.burning(rings: true, command: ["say", "it"])
        scenario.send(.connection(.connected))
        _ = scenario.takeEffects()
        read(&scenario, 14, at: 0)
        read(&scenario, 14, at: 119)
        #expect(scenario.takeEffects().isEmpty && !scenario.shows("■") && scenario.state.log.notices.isEmpty)
        read(&scenario, 15, at: 120)
        let begun = scenario.takeEffects()
        guard case .alarm(let change)? = begun.first else { throw Failure() }
        #expect(begun == [.alarm(change), .ring])
        #expect(change.kind == .raised && change.queue == Fixture.email && change.since == Scenario.start)
        #expect(change.facts == "failed/min is 15" && change.alarm.command == ["say", "it"])
        #expect(scenario.footer.contains("Alarm mail burns on email: failed/min > 10 for 2m (failed/min is 15)."))
        #expect(scenario.shows("email ■") && scenario.shows("1 alarm "))
        #expect(scenario.says("■ email alarm mail burns: failed/min > 10 for 2m, since 23:04:05, for 2 m"))
        read(&scenario, 3, at: 130)
        #expect(scenario.takeEffects().isEmpty && scenario.shows("email ■"))
        read(&scenario, 3, at: 250)
        #expect(scenario.takeEffects().count == 1)
        #expect(!scenario.shows("■") && !scenario.shows("1 alarm"))
        #expect(scenario.footer.contains("Alarm mail burns on email is over: failed/min is 3."))
        #expect(
            scenario.state.log.notices.map(\.text) == [
                "Alarm mail burns on email: failed/min > 10 for 2m (failed/min is 15).",
                "Alarm mail burns on email is over: failed/min is 3.",
            ])
    }

    /// Checks that the header of the past does not count the alarms of now.
    @Test func thePastHasNoAlarmsOfNow() throws {
        var scenario = try Self.burning()
        scenario.send(.connection(.connected))
        read(&scenario, 14, at: 0)
        read(&scenario, 15, at: 120)
        #expect(scenario.shows("1 alarm "))
        scenario.type("H")
        #expect(scenario.shows("history") && !scenario.shows("1 alarm "))
        scenario.type("H")
        #expect(scenario.shows("1 alarm "))
    }

    private struct Failure: Error {}

    /// Checks that alarms act on another screen, and while the screen is frozen, by a reading beside it.
    @Test(arguments: ["5", "z"]) func actsWhateverIsOnTheScreen(key: String) throws {
        var scenario = Scenario(alarms: [try Self.alarm("burns", "failed/min > 40", rings: true)])
        scenario.begin()
        #expect(scenario.state.aside == nil)
        scenario.type(key)
        let aside = try #require(scenario.state.aside)
        #expect(aside.isAside)
        if key == "5" { scenario.answer() }
        _ = scenario.takeEffects()
        scenario.send(.answered(Self.fixture(failing: 41).answer(to: aside, takenAt: Scenario.start + 1_000)))
        #expect(scenario.takeEffects() == [.ring])
        #expect(scenario.shows("1 alarm ") && scenario.footer.contains("Alarm burns on email"))
        #expect(key == "z" || scenario.state.queueScreen != nil)
    }

    /// Checks that the history goes on beside every screen, with or without alarms, and that a frozen one reads nothing more.
    @Test(arguments: ["5", "M", "W", "F", "E"]) func theHistoryGoesOnBesideAScreen(key: String) throws {
        var scenario = Scenario()
        scenario.begin()
        #expect(scenario.state.aside == nil)
        scenario.type(key)
        scenario.answer()
        let aside = try #require(scenario.state.aside)
        for second in 1...30 {
            let time = Scenario.start + Milliseconds(second) * 1_000
            scenario.send(.answered(Self.fixture(failing: second).answer(to: aside, takenAt: time)))
        }
        #expect(scenario.state.history.moments?.last.time == (Scenario.start + 30_000) / 1_000 * 1_000)
        let moment = try #require(scenario.state.history.moment(at: Scenario.start + 20_000))
        let then = scenario.state.history.overview(at: moment).queues.first { $0.id == Fixture.email }
        #expect(then?.failedPerMinute == 20)
        scenario.type("z")
        #expect(
            scenario.state.aside == nil || scenario.state.watch != nil, "a frozen screen is read until it is complete")
    }

    /// Checks that the times of finished jobs are asked for where an alarm needs them, on every screen, and nowhere else.
    @Test(arguments: [("waitTime.p95 > 10s", true), ("failed > 1", false)])
    func timesAreAskedForWhereAnAlarmNeedsThem(condition: String, isWanted: Bool) throws {
        var scenario = Scenario(alarms: [try Self.alarm("slow", condition)])
        scenario.begin()
        guard case .overview(let shown)? = scenario.state.watch else { throw Failure() }
        #expect((shown.timed != nil) == isWanted)
        scenario.type("5")
        guard case .overview(let beside)? = scenario.state.aside else { throw Failure() }
        #expect((beside.timed?.contains(Fixture.webhookQueue) == true) == isWanted, "of the open queue in any case")
    }

    /// Checks that what is unknown ends nothing, is only in the messages, and that the beginning of a reading is none.
    @Test func silenceEndsNothing() throws {
        var scenario = Scenario(columns: 120, rows: 40, alarms: [try Self.alarm("burns", "failed/min > 40")])
        scenario.send(.connection(.connected))
        read(&scenario, 41, at: 0)
        scenario.press(.escape)
        read(&scenario, nil, at: 1)
        #expect(!scenario.footer.contains("Alarm") && scenario.shows("not known now") && scenario.shows("email ■"))
        read(&scenario, 41, at: 2)
        scenario.send(.connection(.down(.timedOut(10_000), retryAt: Scenario.start + 9_000)))
        scenario.send(.connection(.down(.timedOut(10_000), retryAt: Scenario.start + 19_000)))
        #expect(
            scenario.state.log.notices.map(\.text).filter { $0.hasPrefix("Alarm") } == [
                "Alarm burns on email: failed/min > 40 (failed/min is 41).",
                "Alarm burns on email: it is not known whether it holds: failed/min is unknown.",
                "Alarm burns on email: it is known again: failed/min is 41.",
                "Alarm burns on email: it is not known whether it holds: the server does not answer.",
            ])
        scenario.send(.connection(.connected))
        let watch = try #require(scenario.state.watch)
        var beginning = Self.fixture(failing: 0).answer(to: watch, takenAt: Scenario.start + 9_000)
        beginning.isBeginning = true
        scenario.send(.answered(beginning))
        #expect(scenario.state.alarms.raisedCount == 1)
    }

    /// Checks that many alarms at once are one line, and that a command runs for each.
    @Test func manyAtOnceAreCounted() throws {
        var scenario = Scenario(
            columns: 120, rows: 40,
            alarms: [try Self.alarm("filled", "waiting > 2 or failed > 0", .warning, command: ["x"], rings: true)])
        scenario.begin()
        #expect(scenario.footer.contains("3 alarms were raised; :messages lists them."))
        #expect(scenario.takeEffects().count == 4)
        #expect(scenario.state.log.notices.count == 3)
    }

    @Test(arguments: [(120, 40), (80, 24)]) func looks(columns: Int, rows: Int) throws {
        for (glyphs, theme) in [(Glyphs.unicode, "default"), (.ascii, "mono")] {
            let alarms = [
                try Self.alarm("mail burns", "failed/min > 10"),
                try Self.alarm("waiting > 100", "waiting > 100", .warning),
            ]
            var scenario = Scenario(columns: columns, rows: rows, glyphs: glyphs, theme: theme, alarms: alarms)
            scenario.look(Fixture())
            scenario.send(.clock(Scenario.start + 754_000))
            scenario.press(.escape)
            scenario.answer(Fixture(), takenAt: Scenario.start + 754_000)
            let kind = glyphs == .ascii ? "-ascii-mono" : ""
            try expectGolden(scenario.frame, "alarms-\(columns)x\(rows)\(kind)")
        }
    }
}
