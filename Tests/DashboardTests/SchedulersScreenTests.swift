import Canvas
import Queues
import Testing

@testable import Dashboard

/// The job schedulers of one queue or of all: what is read, how the cursor keeps its scheduler, and the effect of keys.
@Suite struct SchedulersScreenTests {
    private func ids(_ scenario: Scenario) -> [String] {
        scenario.state.schedulersScreen?.rows.map { String(decoding: $0.id, as: UTF8.self) } ?? []
    }
    private func selected(_ scenario: Scenario) -> String? {
        scenario.state.schedulersScreen?.current.map { String(decoding: $0.id, as: UTF8.self) }
    }

    @Test func sevenShowsThoseOfTheQueue() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.press(.character("7"))
        #expect(scenario.state.watch == .schedulers(Fixture.email))
        #expect(scenario.shows("queues › email › schedulers"))
        #expect(scenario.shows("Reading."))
        scenario.answer()
        #expect(ids(scenario) == ["digest", "weekly-newsletter", "trial-reminders"])
        #expect(!scenario.shows("sales-report"))
        scenario.press(.escape, .enter, .character("7"))
        #expect(scenario.shows("queues › email › failed › schedulers"))
        scenario.press(.character("7"))
        #expect(scenario.footer.contains(":schedulers shows those of all queues"))
        scenario.press(.character("5"))
        #expect(scenario.state.queueScreen?.list == .state(.failed) && scenario.state.path.count == 2)
    }

    @Test func theCommandShowsThoseOfAllQueues() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.openSchedulers()
        #expect(scenario.state.watch == .schedulers(nil))
        #expect(scenario.shows("queues › schedulers"))
        #expect(scenario.shows("7 schedulers   ✗ 1 stopped   ▲ 1 late   L 1 legacy"))
        #expect(scenario.shows("every Monday at 09:00,"))
        scenario.press(.down, .character("7"))
        #expect(scenario.state.watch == .schedulers(scenario.state.queues.overview?.content.queues[2].id))
        scenario.press(.escape)
        #expect(selected(scenario) == "sales-report", "back among those of all queues")
        scenario.press(.character("q"))
        #expect(scenario.state.scope == .queues)
    }

    @Test func whatHasStoppedComesFirstAndSaysSo() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.openSchedulers()
        #expect(
            ids(scenario) == [
                "rotate-secrets", "sales-report", "probe-endpoints", "digest", "cleanup::::0 4 * * *",
                "weekly-newsletter", "trial-reminders",
            ])
        #expect(scenario.shows("✗ stopped"))
        #expect(scenario.shows("Nothing will run any more"))
        #expect(scenario.shows("No next run"))
        scenario.press(.enter)
        #expect(scenario.footer.contains("Its next job does not exist: the scheduler has stopped."))
        scenario.press(.character("r"))
        #expect(scenario.footer.contains("Its next job does not exist"))
        #expect(scenario.state.question == nil)
        scenario.press(.down)
        #expect(scenario.shows("▲ 2 h late"))
        #expect(scenario.shows("No worker has taken its job."))
    }

    private static let moments: [(JobScheduler, SchedulerHealth)] = {
        func scheduler(
            _ rest: Milliseconds, iterations: Int? = 3, limit: Int? = nil, end: Milliseconds? = nil, runs: Int = 5,
            isPending: Bool = true
        ) -> JobScheduler {
            var scheduler = Fixture.scheduler("x", in: "q", .every(1), at: Scenario.start + rest, every: 1)
            (scheduler.iterations, scheduler.limit) = (iterations, limit)
            scheduler.pending = isPending ? .listed : .gone
            scheduler.endDate = end.map { Scenario.start + $0 }
            scheduler.runs = Array(scheduler.runs.prefix(runs))
            return scheduler
        }
        return [
            (scheduler(5_000), .due(in: 5_000)), (scheduler(-59_999), .due(in: 0)),
            (scheduler(-60_000), .late(by: 60_000)), (scheduler(5_000, isPending: false), .stopped),
            (scheduler(-5_000, isPending: false), .stopped), (scheduler(-1, limit: 3), .ended),
            (scheduler(-1, limit: 3, isPending: false), .ended), (scheduler(1, limit: 3), .due(in: 1)),
            (scheduler(1, limit: 3, isPending: false), .stopped), (scheduler(-1, limit: 4, isPending: false), .stopped),
            (scheduler(-1, iterations: nil, limit: 3, isPending: false), .stopped),
            (scheduler(-1, end: -1, isPending: false), .ended), (scheduler(-1, end: 9, isPending: false), .stopped),
            (scheduler(-1, end: 9, runs: 1, isPending: false), .ended),
        ]
    }()

    @Test(arguments: moments.indices) func health(_ index: Int) {
        let (scheduler, health) = Self.moments[index]
        #expect(SchedulerHealth(scheduler, now: Scenario.start) == health)
    }

    @Test func theCursorStaysOnItsScheduler() {
        var scenario = Scenario()
        scenario.openSchedulers()
        scenario.press(.down, .down)
        #expect(selected(scenario) == "probe-endpoints")
        var fixture = Fixture()
        let index = fixture.schedulers.firstIndex { $0.id == Array("probe-endpoints".utf8) } ?? 0
        fixture.schedulers[index].nextRun = Scenario.start + 59_500
        fixture.schedulers.removeAll { $0.id == Array("rotate-secrets".utf8) }
        scenario.answer(fixture)
        #expect(selected(scenario) == "probe-endpoints" && scenario.state.schedulersScreen?.cursor.index == 1)
        fixture.schedulers.removeAll { $0.id == Array("probe-endpoints".utf8) }
        scenario.answer(fixture)
        #expect(selected(scenario) == "digest" && scenario.state.schedulersScreen?.cursor.index == 1)
        #expect(scenario.shows("The scheduler probe-endpoints has left the list."))
        scenario.press(.down)
        #expect(!scenario.shows("has left the list"))
    }

    @Test func aSchedulerIsItsQueueAndItsID() {
        var scenario = Scenario()
        var fixture = Fixture()
        fixture.schedulers = ["a", "b"].map {
            Fixture.scheduler("same", in: $0, .every(1_000), at: Scenario.start, every: 1)
        }
        scenario.openSchedulers(fixture)
        scenario.press(.down)
        fixture.schedulers.reverse()
        scenario.answer(fixture)
        #expect(scenario.state.schedulersScreen?.current?.queue.name == Array("b".utf8))
    }

    @Test func filterAndOrder() {
        var scenario = Scenario()
        scenario.openSchedulers()
        for (text, count) in [("email", 3), ("Vienna", 1), ("rotate", 1), ("*/2", 1), ("900000 ms", 1)] {
            scenario.type("/\(text)")
            #expect(ids(scenario).count == count, "\(text)")
            scenario.press(.escape)
        }
        scenario.type("/nothing like it")
        #expect(scenario.shows("No scheduler has \"nothing like it\""))
        scenario.press(.escape)
        scenario.type("s")
        #expect(scenario.shows("Next run") && scenario.shows("ascending"))
        scenario.press(.down, .enter)
        #expect(ids(scenario).first == "digest" && ids(scenario).last == "rotate-secrets")
        #expect(selected(scenario) == "rotate-secrets")
        scenario.press(.character("S"))
        #expect(ids(scenario).first == "probe-endpoints" && scenario.shows("by queue from Z to A"))
    }

    @Test func enterOpensTheNextJobAndComesBack() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.openSchedulers()
        scenario.type("/newsletter")
        scenario.press(.enter, .enter)
        let job = JobID("repeat:weekly-newsletter:\(Scenario.start + 550_555_000)")
        #expect(scenario.state.watch == .job(JobRequest(queue: Fixture.email, id: job)))
        #expect(scenario.shows("queues › schedulers › email › repeat:weekly-newsletter:"))
        scenario.press(.character("q"))
        #expect(scenario.state.watch == .schedulers(nil) && selected(scenario) == "weekly-newsletter")
    }

    @Test func runAndRemoveAskAndActOnYes() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.character("7"))
        scenario.answer()
        scenario.press(.character("r"))
        #expect(scenario.shows("Run the next job of the scheduler digest in email now?"))
        scenario.press(.character("y"))
        let run = Queues.Operation.queue(.runScheduler(Array("digest".utf8)), Fixture.email)
        #expect(scenario.takeEffects() == [.perform(run, keeping: .none)])
        scenario.press(.character("d"))
        #expect(scenario.footer.contains("under way"))
        scenario.send(.performed(run, .done))
        scenario.press(.character("d"))
        #expect(scenario.shows("Remove the scheduler digest in email with its next job?"))
        scenario.press(.character("y"))
        let removal = Queues.Operation.queue(.removeScheduler(Array("digest".utf8)), Fixture.email)
        #expect(scenario.takeEffects() == [.refresh, .perform(removal, keeping: .none)])
        scenario.send(.performed(removal, .done))
        var fixture = Fixture()
        fixture.schedulers.removeAll { $0.id == Array("digest".utf8) }
        scenario.answer(fixture)
        #expect(selected(scenario) == "weekly-newsletter" && !scenario.shows("has left the list"))
    }

    @Test func nothingIsDoneReadOnlyOrWithoutAScheduler() {
        var scenario = Scenario(isReadOnly: true)
        scenario.openSchedulers()
        scenario.press(.down, .character("r"))
        #expect(scenario.footer.contains("Read-only") && scenario.state.question == nil)
        scenario = Scenario()
        var fixture = Fixture()
        fixture.schedulers = []
        scenario.openSchedulers(fixture)
        #expect(scenario.shows("None of the queues that were found has a job scheduler."))
        for key in [Key.character("r"), .character("d"), .enter] {
            scenario.press(key)
            #expect(scenario.footer.contains("There is no scheduler under the cursor."))
        }
        scenario.press(.escape, .character("7"))
        scenario.answer(fixture)
        #expect(scenario.shows("This queue has no job schedulers."))
    }

    @Test func copyingIDsAndPatterns() {
        var scenario = Scenario()
        scenario.openSchedulers()
        scenario.type("yY")
        #expect(
            scenario.takeEffects() == [
                .copy(Clip(id: Array("rotate-secrets".utf8), called: "id")),
                .copy(Clip(text: Array("30 3 * * *".utf8))),
            ])
    }

    @Test func legacyRepeatablesAreMarked() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.openSchedulers()
        scenario.type("/cleanup")
        #expect(scenario.shows("cleanup::::0 4 * * *"))
        #expect(scenario.shows("  L  every day at 04:00"))
        #expect(scenario.shows("A repeatable of an older library"))
    }

    @Test func thoseThatAreNotReadAreTold() {
        var scenario = Scenario(columns: 120)
        var fixture = Fixture()
        fixture.hiddenSchedulers = 12_000
        scenario.openSchedulers(fixture)
        #expect(scenario.shows("12 007 schedulers   only those that run next, 7, are listed"))
    }

    @Test func prefixesAreShownWhereThereAreSeveral() {
        var scenario = Scenario(columns: 200, rows: 40, prefixes: ["bull", "shop"])
        scenario.openSchedulers()
        #expect(scenario.shows("Prefix"))
        scenario = Scenario(columns: 200, rows: 40)
        scenario.openSchedulers()
        #expect(!scenario.shows("Prefix"))
    }

    @Test func freezingKeepsTheList() {
        var scenario = Scenario()
        scenario.openSchedulers()
        scenario.press(.character("z"))
        #expect(scenario.state.watch == nil && scenario.shows("rotate-secrets"))
    }
}
