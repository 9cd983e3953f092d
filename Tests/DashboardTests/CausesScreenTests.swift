import Canvas
import Queues
import Testing

@testable import Dashboard

/// The causes of failures: how they are read and shown, and the effect of keys on all jobs of one.
@Suite struct CausesScreenTests {
    /// Checks that a cause is named by its reason wherever its jobs are meant, and never by its fingerprint.
    @Test func aCauseIsCalledByItsReason() throws {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type("F")
        scenario.press(.character("r"), .character("y"))
        #expect(scenario.footer.contains("The causes are still being read."), "\(scenario.footer)")
        scenario.answer()
        let cause = try #require((scenario.state.path.top as? CausesScreen)?.current)
        let reason = String(decoding: cause.fingerprint.text, as: UTF8.self)
        scenario.press(.character("r"))
        scenario.find(.jobs(count: cause.count, sample: []))
        #expect(
            scenario.shows("Retry \(cause.count) failed jobs of email: connect ECONNREFUSED <addr> at"),
            "\(scenario.text)")
        scenario.press(.escape, .enter)
        #expect(scenario.text[0].contains("› \(reason)") && !scenario.text.joined().contains(cause.fingerprint.id))
    }

    private func screen(_ scenario: Scenario) -> CausesScreen? { scenario.state.path.top as? CausesScreen }

    private func open(_ fixture: Fixture = Fixture(), columns: Int = 120, rows: Int = 40) -> Scenario {
        var scenario = Scenario(columns: columns, rows: rows)
        scenario.begin(fixture)
        scenario.type(":causes")
        scenario.press(.enter)
        scenario.answer(fixture)
        scenario.answer(fixture)
        return scenario
    }

    @Test func theyAreThoseOfTheQueueUnderTheCursor() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.press(.character("F"))
        #expect(scenario.state.watch == .causes(CausesRequest(queue: Fixture.email)))
        #expect(scenario.shows("queues › email › causes"))
        #expect(scenario.shows("Reading."))
        scenario.answer()
        #expect(screen(scenario)?.rows.map(\.count) == [10])
    }

    /// Checks that causes of equal counts are in the order of the report, as the command lists them.
    @Test func equalCountsKeepTheOrderOfTheReport() {
        var tally = CauseTally()
        for index in 0..<24 {
            let reason = "cause \(["one", "two", "three", "four", "five", "six"][index % 6])"
            tally.add(
                FailedJob(
                    queue: Fixture.email, id: JobID("\(index)"), name: [], reason: Array(reason.utf8), stacktrace: [],
                    failedAt: Milliseconds(index % 4)))
        }
        let causes = tally.report(total: 24).causes
        #expect(causes.count == 6 && CauseOrder.count.sorted(causes, isReversed: false) == causes)
        #expect(CauseOrder.count.sorted(causes.reversed(), isReversed: true) == causes.reversed())
    }

    @Test func theMostFrequentComesFirst() {
        let scenario = open()
        #expect(screen(scenario)?.rows.map(\.count) == [50, 30, 20])
        #expect(scenario.shows("100 failed jobs, 3 causes"))
        #expect(scenario.shows("connect ECONNREFUSED <addr>"))
        #expect(scenario.shows("50 %"))
    }

    @Test func itSaysWhatTheFailedOnesShare() {
        var scenario = open()
        #expect(scenario.says("data.tenant = \"acme\" in 49 jobs, 98 % (completed: 0 %, over 294 x)"))
        #expect(scenario.says("of 50 failed and 300 completed jobs of the same names"))
        let first = screen(scenario)?.current?.fingerprint.id
        #expect(scenario.state.watch == .causes(CausesRequest(queue: nil, explained: first)))
        scenario.press(.down)
        let second = screen(scenario)?.current?.fingerprint.id
        #expect(second != first)
        #expect(scenario.state.watch == .causes(CausesRequest(queue: nil, explained: second)))
        #expect(scenario.says("Being compared with completed jobs."))
        scenario.answer()
        #expect(scenario.says("data.tenant = \"acme\""))
    }

    @Test func theCursorStaysOnItsCause() {
        var scenario = open()
        scenario.press(.down, .down)
        let chosen = screen(scenario)?.current?.fingerprint
        var fixture = Fixture()
        fixture.failures += fixture.failures.filter {
            Fingerprint(reason: $0.reason, stacktrace: $0.stacktrace[...]) == chosen
        }
        fixture.failures += fixture.failures.suffix(20) + fixture.failures.suffix(20)
        scenario.answer(fixture)
        #expect(screen(scenario)?.current?.fingerprint == chosen)
        #expect(screen(scenario)?.cursor.index == 0)
    }

    /// What the operator has moved to or acted on keeps the cursor, also in the first row; before that the first row has it.
    @Test(arguments: [[], ["g"], ["r", "n"], ["r", "y"]])
    func theCursorIsOnTheCauseThatWasActedOn(keys: [String]) {
        var scenario = open()
        let first = screen(scenario)?.current?.fingerprint
        for key in keys {
            scenario.press(.character(Character(key)))
            if key == "r" { scenario.find(.jobs(count: 50, sample: [])) }
        }
        var fixture = Fixture()
        // Most of the first ones are gone.
        fixture.failures = fixture.failures.filter {
            Fingerprint(reason: $0.reason, stacktrace: $0.stacktrace[...]) != first || $0.id == JobID("0")
        }
        scenario.answer(fixture)
        #expect((screen(scenario)?.current?.fingerprint == first) == !keys.isEmpty)
        #expect(screen(scenario)?.cursor.index == (keys.isEmpty ? 0 : 2))
    }

    @Test func theMenuOfOrdersSaysThatCountAndShareAreOne() {
        var scenario = open()
        scenario.press(.character("s"))
        #expect(scenario.shows("Jobs, share") && scenario.shows("Last") && scenario.shows("First"))
    }

    /// The pane says of how many jobs it knows, how sure it is, and how old that is.
    @Test(arguments: [
        (count: 50, later: 0, words: "of 50 failed and 300 completed jobs of the same names:"),
        (40_000, 0, "of the newest 50 of 40 000 failed and 300 completed jobs of the same names:"),
        (50, 4_000, "of 50 failed and 300 completed jobs of the same names:"),
        (50, 27_000, "of 50 failed and 300 completed jobs of the same names, read 25 s ago:"),
    ]) func whatWasComparedIsSaid(count: Int, later: Milliseconds, words: String) throws {
        let fixture = Fixture()
        let cause = try #require(fixture.causesPart(CausesRequest(queue: nil)).report.causes.first)
        let part = fixture.causesPart(CausesRequest(queue: nil, explained: cause.fingerprint.id))
        var explanation = try #require(part.explanation)
        explanation.count = count
        let context = open().state.context
        let lines = SharedTraits(explanation, at: Scenario.start + later).lines(context).map(\.plain)
        #expect(lines.first == words)
        #expect(lines.dropFirst() == ["data.tenant = \"acme\" in 49 jobs, 98 % (completed: 0 %, over 294 x)"])
        explanation.comparison.shared[0].completed = 93
        explanation.comparison.shared[0].completedShare = 0.31
        explanation.comparison.shared[0].lift = 3.16
        explanation.comparison.comparesTimes = false
        let others = SharedTraits(explanation, at: Scenario.start).lines(context).map(\.plain)
        #expect(
            others.dropFirst() == [
                "data.tenant = \"acme\" in 49 jobs, 98 % (completed: 31 %, 3.2 x)",
                "They ended at other times: hours and dates are not compared.",
            ])
    }

    @Test func enterListsItsJobs() throws {
        var scenario = open()
        let id = try #require(screen(scenario)?.current?.fingerprint.id)
        scenario.press(.enter)
        #expect(scenario.state.watch == .search(SearchWatch(try Query("cause:\(id)"), queue: nil)))
        scenario.press(.character("q"))
        #expect(screen(scenario) != nil)
    }

    @Test func keysForJobsTakeAllOfThem() throws {
        var scenario = open()
        scenario.press(.down, .down)
        let id = try #require(screen(scenario)?.current?.fingerprint.id)
        scenario.press(.character("r"))
        let query = try Query("cause:\(id)")
        let queues = [Fixture.email, QueueID(prefix: Array("bull".utf8), name: Array("webhooks".utf8))]
        let selections = queues.map { Selection(queue: $0, state: .failed, scope: .query(query)) }
        #expect(scenario.state.inquiry == .selections(selections))
        scenario.find(.jobs(count: 20, sample: []))
        scenario.press(.character("y"))
        #expect(scenario.state.pending == selections.map { .jobs(.retry(), $0) })
    }

    @Test func whatIsForOtherStatesIsRefused() {
        var scenario = open()
        scenario.type(":promote")
        scenario.press(.enter)
        #expect(scenario.footer.contains("Promote works on delayed jobs only."))
    }

    @Test func aSampleSaysThatItIsOne() {
        var fixture = Fixture()
        fixture.isUnderWay = true
        let scenario = open(fixture)
        #expect(scenario.shows("the newest 100 of 5 000 failed jobs, 3 causes in this sample"))
        #expect(scenario.shows("looked at 100 of 5 000"))
        #expect(scenario.state.path.top.isLoaded == false)
    }

    @Test func aFilterNarrowsThem() {
        var scenario = open()
        scenario.type("/econn")
        #expect(screen(scenario)?.rows.count == 1)
        scenario.press(.enter, .escape)
        #expect(screen(scenario)?.rows.count == 3)
    }

    @Test func withoutFailuresItSaysSo() {
        var fixture = Fixture()
        fixture.failures = []
        let scenario = open(fixture)
        #expect(scenario.shows("No queue has failed jobs."))
        var pressed = scenario
        pressed.press(.enter)
        #expect(pressed.footer.contains("There is no cause under the cursor."))
    }
}
