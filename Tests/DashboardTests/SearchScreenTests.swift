import Canvas
import Queues
import Testing

@testable import Dashboard

/// A search: how results come in, what stops it, and the effect of keys on jobs of several queues.
@Suite struct SearchScreenTests {
    /// Checks that queue and id are shown at every width, and that empty columns leave them their room.
    @Test(arguments: [("state:failed", false), ("timeout", true)]) func whoseJobsWereFoundIsShown(
        _ query: String, _ hasPieces: Bool
    ) {
        for columns in [40, 80, 120, 200] {
            var fixture = Fixture()
            if !hasPieces { for index in fixture.found.indices { fixture.found[index].match.place = "" } }
            var scenario = Scenario(columns: columns, rows: 24)
            scenario.begin(fixture)
            scenario.fill(":search " + query, "")
            scenario.answer(fixture)
            #expect(scenario.shows("Match") == hasPieces)
            for found in fixture.found.prefix(3) {
                let name = String(decoding: found.queue.name.prefix(8), as: UTF8.self)
                let id = String(decoding: found.row.id.bytes, as: UTF8.self)
                #expect(scenario.text.contains { $0.contains(name) && $0.contains(id) }, "\(scenario.text)")
            }
        }
    }

    private static let webhooks = QueueID(prefix: Array("bull".utf8), name: Array("webhooks".utf8))

    private func screen(_ scenario: Scenario) -> SearchScreen? { scenario.state.path.top as? SearchScreen }

    private func open(_ fixture: Fixture = Fixture()) -> Scenario {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin(fixture)
        scenario.type(":search data:eur")
        scenario.press(.enter)
        scenario.answer(fixture)
        return scenario
    }

    @Test func thePaletteSearchesAllQueues() throws {
        let scenario = open()
        #expect(screen(scenario)?.found.count == 40)
        #expect(scenario.shows("queues › search: data:eur"))
        #expect(scenario.shows("40 jobs found among 300 000"))
        #expect(scenario.shows("not decided: 2 jobs too large"))
        #expect(scenario.shows("the EUR"))
    }

    @Test func fromAQueueItSearchesThatOne() throws {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.press(.enter)
        scenario.answer()
        scenario.type(":search x")
        #expect(scenario.shows("Search email") && scenario.shows("Search all queues"))
        scenario.press(.enter)
        #expect(scenario.state.watch == .search(SearchWatch(try Query("x"), queue: Fixture.email)))
    }

    @Test func aWrongQuerySaysWhere() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type(":search nme:x")
        #expect(scenario.shows("column 1: unknown field \"nme\""))
        scenario.press(.enter)
        #expect(screen(scenario) == nil)
    }

    @Test func partsAddUp() throws {
        var fixture = Fixture()
        fixture.isUnderWay = true
        var scenario = open(fixture)
        #expect(scenario.shows("120 431 of 300 000") && scenario.shows("Esc stops"))
        var expected = SearchWatch(try Query("data:eur"), queue: nil)
        expected.known = 40
        #expect(scenario.state.watch == .search(expected))
        fixture.found += fixture.found.prefix(3)
        scenario.answer(fixture)
        #expect(screen(scenario)?.found.count == 43)
        // A part that arrives twice is not added twice.
        var late = expected
        late.known = 0
        scenario.send(.answered(fixture.answer(to: .search(late), takenAt: Scenario.start)))
        #expect(screen(scenario)?.found.count == 43)
    }

    /// Checks that a job that bulltop removed is not found again, and that the age of the others is shown.
    @Test func whatWasRemovedStaysAway() throws {
        var scenario = open(Fixture())
        #expect(scenario.shows("40 jobs found") && scenario.shows("as they were 0 s ago; R searches again"))
        let job = try #require(screen(scenario)?.current)
        let target = Operation.Target(queue: job.queue, job: job.row.id, state: .failed)
        scenario.send(.performed(.retry(target), .done))
        scenario.answer()
        #expect(screen(scenario)?.found.count == 39)
        // Jobs that were changed together go as well, in their state only.
        var many = open()
        let all = Selection(queue: Self.webhooks, state: .failed, scope: .query(try Query("data:eur")))
        many.send(.performed(.jobs(.retry(resetting: []), all), .done))
        #expect(screen(many)?.found.count == 30)
        let marked = Selection(queue: Self.webhooks, state: .completed, scope: .marked([JobID("12428"), JobID("1")]))
        many.send(.performed(.jobs(.retry(resetting: []), marked), .done))
        #expect(screen(many)?.found.count == 29)
        #expect(screen(scenario)?.found.contains { $0.queue == job.queue && $0.row.id == job.row.id } == false)
        scenario.answer()
        scenario.send(.clock(Scenario.start + 90_000))
        #expect(screen(scenario)?.found.count == 39 && scenario.shows("as they were 1 m ago"))
    }

    @Test func escapeStopsAndKeeps() throws {
        var fixture = Fixture()
        fixture.isUnderWay = true
        var scenario = open(fixture)
        scenario.press(.escape)
        #expect(screen(scenario)?.search.isStopped == true)
        #expect(scenario.shows("40 jobs found; stopped at 120 431 of 300 000"))
        scenario.press(.character("R"))
        #expect(screen(scenario)?.found.isEmpty == true && screen(scenario)?.search.attempt == 2)
        scenario.answer()
        #expect(screen(scenario)?.found.count == 40)
        scenario.press(.escape)
        #expect(scenario.state.scope == .queues)
    }

    @Test func marksAreOfSeveralQueues() {
        var scenario = open()
        scenario.type("   ")
        #expect(scenario.shows("3 marked"))
        scenario.press(.character("r"))
        let all = Fixture.ordinaryFound
        #expect(
            scenario.state.inquiry
                == .selections([
                    Selection(queue: Fixture.email, state: .failed, scope: .marked([all[0].row.id, all[2].row.id])),
                    Selection(queue: Self.webhooks, state: .failed, scope: .marked([all[1].row.id])),
                ]))
    }

    @Test func allThatItFindsCanBeMarked() throws {
        var scenario = open()
        scenario.press(.character("A"))
        #expect(scenario.shows("all that it finds marked"))
        scenario.press(.character("r"))
        let query = try Query("data:eur")
        #expect(
            scenario.state.inquiry
                == .selections([
                    Selection(queue: Fixture.email, state: .failed, scope: .query(query)),
                    Selection(queue: Self.webhooks, state: .failed, scope: .query(query)),
                ]))
        #expect(scenario.shows("Only failed jobs are meant: completed ones stay as they are."))
        scenario.press(.escape, .escape)
        #expect(screen(scenario)?.hasMarks == false)
    }

    @Test func enterOpensAJobAndComesBack() {
        var scenario = open()
        scenario.press(.down, .enter)
        #expect(scenario.state.watch == .job(JobRequest(queue: Self.webhooks, id: Fixture.ordinaryFound[1].row.id)))
        scenario.press(.character("q"))
        #expect(screen(scenario)?.found.count == 40)
    }

    @Test func plusAfterAFilterSearchesTheServer() throws {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.open("5")
        scenario.type("/mail box")
        scenario.press(.enter)
        scenario.type("+")
        #expect(
            scenario.state.watch
                == .search(SearchWatch(try Query("\"mail box\""), queue: Fixture.email, state: .failed)))
    }

    /// Checks the effect of a plus with a filter, on every list of jobs and of queues.
    @Test(arguments: [
        ("5", "/mailbox", "34 here; Enter + searches all 12 431", "34 here; + searches all 12 431"),
        ("1", "/mailbox", "34 here; Enter + searches all jobs", "34 here; + searches all jobs of the queue"),
        (":search data:eur\n", "/webhooks", "20 of 40; Enter + searches for both", "20 of 40; + searches for both"),
    ])
    func aFilterSaysWhatAPlusSearches(open: String, filter: String, typing: String, applied: String) {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        for character in open { scenario.press(character == "\n" ? .enter : .character(character)) }
        scenario.answer()
        scenario.type(filter)
        #expect(scenario.shows(typing))
        scenario.press(.enter)
        #expect(scenario.shows(applied))
    }

    @Test func plusOnTheListOfQueuesSearchesAllJobsForTheFilter() throws {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type("/pay")
        scenario.press(.enter)
        scenario.type("+")
        #expect(scenario.state.watch == .search(SearchWatch(try Query("\"pay\""), queue: nil)))
        scenario.press(.character("q"), .escape)
        scenario.type("+")
        guard case .form = scenario.state.overlay else {
            Issue.record("without a filter a plus adds a job")
            return
        }
    }

    @Test func plusOnWhatWasFoundSearchesForBoth() throws {
        var scenario = open()
        scenario.type("/web hooks")
        scenario.press(.enter)
        scenario.type("+")
        #expect(scenario.state.watch == .search(SearchWatch(try Query("data:eur \"web hooks\""), queue: nil)))
        scenario.press(.character("q"))
        #expect(scenario.state.scope == .queues, "one search is enough")
    }

    @Test func aFilterNarrowsWhatWasFound() {
        var scenario = open()
        scenario.type("/webhooks")
        #expect(screen(scenario)?.rows.count == 20)
        scenario.press(.escape)
        #expect(screen(scenario)?.rows.count == 40)
    }

    /// Checks that the match is visible in a narrow column, whatever stands before it.
    @Test(arguments: [40, 60, 80, 120, 200]) func theMatchIsVisible(columns: Int) throws {
        var fixture = Fixture()
        for index in fixture.found.indices {
            var job = SearchedJob(queue: fixture.found[index].queue, id: fixture.found[index].row.id, state: .failed)
            job[.failedReason] = Array("Request failed with status code 503".utf8)
            guard case .yes(let match) = try Query("503").verdict(on: job, now: 0) else { throw SearchTestFailure() }
            fixture.found[index].match = match
        }
        var scenario = Scenario(columns: columns, rows: 24)
        scenario.begin(fixture)
        scenario.fill(":search 503", "")
        scenario.answer(fixture)
        #expect(scenario.text.count { $0.contains("503") } > 10, "\(scenario.text)")
        #expect(columns < 120 || scenario.shows("invoice.paid"))
    }
}

private struct SearchTestFailure: Error {}
