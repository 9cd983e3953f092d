import Canvas
import Queues
import Testing

@testable import Dashboard

/// Workers: which are connected, which are not, what each holds, and what Enter and changes are for.
@Suite struct WorkersScreenTests {
    /// Checks that the last job of a worker ends its branch, even where a filter lists fewer.
    @Test func theLastJobEndsTheBranch() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type("W")
        scenario.answer()
        let rows = scenario.text.filter { $0.contains("├ ") || $0.contains("└ ") }
        let workers = Set(
            (scenario.state.path.top as? WorkersScreen)?.rows.filter { $0.job != nil }.map(\.group.identity) ?? [])
        #expect(rows.count { $0.contains("└ ") } == workers.count && !workers.isEmpty)
    }

    /// Checks that an address that all workers share, such as that of a Unix socket, is not shown, and leaves its room
    /// to names.
    @Test func anAddressThatAllHaveIsNotShown() {
        for isSame in [true, false] {
            var fixture = Fixture()
            let workers = fixture.workers.workers ?? []
            fixture.workers.workers = workers.enumerated().map { index, worker in
                var worker = worker
                worker.addresses = [Array((isSame ? "/tmp/redis.sock" : "10.0.0.\(index)").utf8)]
                return worker
            }
            var scenario = Scenario(columns: 120, rows: 40)
            scenario.begin(fixture)
            scenario.type("W")
            scenario.answer(fixture)
            #expect(scenario.shows("Address") == !isSame)
            for queue in Set(workers.map(\.queue.name)) {
                #expect(scenario.shows(String(decoding: queue, as: UTF8.self)))
            }
        }
    }

    private func screen(_ scenario: Scenario) -> WorkersScreen? { scenario.state.path.top as? WorkersScreen }

    private func open(_ fixture: Fixture = Fixture(), columns: Int = 120, isReadOnly: Bool = false) -> Scenario {
        var scenario = Scenario(columns: columns, rows: 40, isReadOnly: isReadOnly)
        scenario.begin(fixture)
        scenario.type("W")
        scenario.answer(fixture)
        return scenario
    }

    private func names(_ scenario: Scenario) -> [String] {
        (screen(scenario)?.rows ?? []).map { line in
            line.job.map { "- " + DisplayText($0.id.bytes).plain }
                ?? line.group.name.map { String(decoding: $0, as: UTF8.self) } ?? WorkerGroup.noName
        }
    }

    @Test func deadOnesComeFirst() {
        let scenario = open()
        #expect(names(scenario).prefix(5) == ["hook-1", "- 14", "- 15", "hook-3", "- 16"])
        #expect(scenario.shows("4 workers") && scenario.shows("6 active jobs") && scenario.shows("2 without a lock"))
        #expect(scenario.shows("left 2 jobs") && scenario.shows("not connected"))
        #expect(scenario.says(":release gives one back to the queue"))
    }

    @Test func workersOfOneNameAreOne() {
        let scenario = open()
        let mail = screen(scenario)?.groups.first { $0.name == Array("mail-1".utf8) }
        #expect(mail?.connections.count == 2 && mail?.jobs.map(\.id) == [JobID("871")])
        #expect(scenario.shows("10.0.0.7:51320"))
    }

    /// Checks that a job without a worker's name belongs to the only worker, and to none where there are several.
    @Test func aJobWithoutANameIsGuessedOnlyWhereNoGuessIsNeeded() {
        var fixture = Fixture()
        fixture.workers.workers = [Fixture.worker(Fixture.email, nil, "10.0.0.9:1")]
        fixture.workers.jobs = [Fixture.held(Fixture.email, "1", nil, age: 1_000, lock: .held(expiresIn: 9_000))]
        #expect(names(open(fixture)) == [WorkerGroup.noName, "- 1"])
        fixture.workers.workers?.append(Fixture.worker(Fixture.email, nil, "10.0.0.9:2"))
        let scenario = open(fixture)
        #expect(names(scenario) == [WorkerGroup.noName, WorkerGroup.noName, WorkerGroup.noName, "- 1"])
        #expect(scenario.shows("? which worker"))
    }

    /// Checks that a lock that was lost is not held against the only worker, where the job does not name its own.
    @Test func aLockThatANamelessJobLostMayBeAnyOnes() {
        for (name, lock, isHeld) in [
            (nil, RowLock.held(expiresIn: 9_000), true), (nil, .missing, false), ("", .missing, false),
            ("other", .missing, false), (nil, nil, true),
        ] as [(String?, RowLock?, Bool)] {
            var fixture = Fixture()
            fixture.workers.workers = [Fixture.worker(Fixture.email, nil, "10.0.0.9:1")]
            fixture.workers.jobs = [Fixture.held(Fixture.email, "1", name, age: 1_000, lock: lock)]
            let scenario = open(fixture)
            let living = screen(scenario)?.groups.first { !$0.connections.isEmpty }
            #expect(living?.jobs.isEmpty == !isHeld, "\(name ?? "-") \(String(describing: lock))")
            #expect(!scenario.says("It is connected, and yet"))
            if lock == .missing { #expect(scenario.says("gone") || scenario.says("No client has its name")) }
        }
    }

    /// Checks that the number of workers of a replica is neither left out nor 0, and that nothing advises a permission.
    @Test func theListOfQueuesOfAReplicaHasUnknownWorkers() {
        var fixture = Fixture()
        fixture.server.isReplica = true
        for index in fixture.queues.indices { fixture.queues[index].evidence.workers = nil }
        var scenario = Scenario(columns: 160, rows: 50)
        scenario.begin(fixture)
        scenario.answer(fixture)
        #expect(scenario.shows("? workers") && !scenario.shows("no worker is connected"))
        #expect(!scenario.shows("permit +client|list"))
    }

    /// Checks that a replica's list of clients says nothing of workers that are not in it.
    @Test func workersOfAReplicaAreUnknown() {
        var fixture = Fixture()
        fixture.workers.isOfReplica = true
        let some = open(fixture)
        #expect(some.shows("4 workers or more: they connect to the primary") && some.shows("? if connected"))
        #expect(!some.shows("not connected") && some.says("workers connect to the primary, and this is a replica"))
        fixture.workers.workers = []
        fixture.workers.jobs = []
        let none = open(fixture)
        #expect(none.shows("? workers unknown: they connect to the primary") && !none.shows("no worker is connected"))
        #expect(none.says("Which workers of these queues are connected is unknown"))
    }

    /// Checks that no worker, unknown workers, and workers without names are shown in three different ways.
    @Test func noneIsNotUnknown() {
        var fixture = Fixture()
        fixture.workers = WorkerReport()
        fixture.workers.workers = []
        let none = open(fixture)
        #expect(none.shows("no worker is connected") && none.says("No worker of these queues is connected"))
        fixture.workers.hasNameless = true
        let nameless = open(fixture)
        #expect(nameless.says("Clients wait without one") && !nameless.says("No worker of these queues is connected"))
        fixture.workers = WorkerReport()
        let unknown = open(fixture)
        #expect(unknown.shows("CLIENT LIST is not allowed") && !unknown.shows("no worker is connected"))
        fixture.workers = Fixture.ordinaryWorkers
        fixture.workers.workers = nil
        let jobs = open(fixture)
        #expect(jobs.shows("? if connected") && !jobs.shows("not connected"))
    }

    @Test func aQueueShowsItsOwn() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.press(.enter)
        scenario.answer()
        scenario.type(":workers")
        scenario.press(.enter)
        #expect(scenario.state.watch == .workers(Fixture.email))
        scenario.answer()
        #expect(scenario.shows("mail-1") && !scenario.shows("hook-1"))
        scenario.type("W")
        #expect(scenario.footer.contains("These are the queue's workers"))
    }

    @Test func enterOpensTheJobOrTheQueue() {
        var scenario = open()
        scenario.press(.enter)
        #expect(scenario.state.queueScreen?.queue == Fixture.webhookQueue)
        #expect(scenario.state.queueScreen?.list == .state(.active))
        scenario.type("-")
        scenario.answer()
        scenario.press(.down, .enter)
        #expect(scenario.state.watch == .job(JobRequest(queue: Fixture.webhookQueue, id: JobID("14"))))
        scenario.type("q")
        scenario.answer()
        scenario.press(.down, .down, .enter)
        #expect(scenario.state.watch == .job(JobRequest(queue: Fixture.webhookQueue, id: JobID("16"))))
    }

    @Test func jobActionsAreForTheJobUnderTheCursor() {
        var scenario = open()
        scenario.fill(":release", "")
        #expect(scenario.footer.contains("a worker's jobs are below it"))
        scenario.press(.escape, .down)
        scenario.fill(":release", "")
        #expect(scenario.shows("14") && scenario.state.question != nil)
        scenario.type("y")
        let target = Operation.Target(queue: Fixture.webhookQueue, job: JobID("14"), state: .active)
        #expect(scenario.effects.contains(.perform(.job(.release, target), keeping: .none)))
        var reader = open(isReadOnly: true)
        reader.press(.down)
        reader.fill(":release", "")
        #expect(reader.footer.contains("Read-only"))
    }

    @Test func theCursorStaysOnItsLine() {
        var fixture = Fixture()
        var scenario = open(fixture)
        scenario.press(.down, .down)
        #expect(screen(scenario)?.current?.job?.id == JobID("15"))
        fixture.workers.jobs.removeAll { $0.row.id == JobID("14") }
        scenario.answer(fixture)
        #expect(screen(scenario)?.current?.job?.id == JobID("15"))
        scenario.type("/mail-1")
        #expect(names(scenario) == ["mail-1", "- 871"])
        scenario.press(.escape)
        #expect(names(scenario).count == 11)
    }
}
