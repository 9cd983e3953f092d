import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Operations on queues, on the keyspaces that the official Node libraries were run on.
@Suite struct QueueFixtureTests {
    static let folders = ["bullmq5", "bullmq6"]

    /// The cases, each with the number of jobs that it changes; nil where the operation does not count them.
    static let cases: [(name: String, done: Int?)] = [
        ("pause", nil), ("resume", nil), ("resume-delayed-only", nil), ("drain", 3), ("drain-delayed", 4),
        ("clean-completed-grace", 2), ("clean-delayed", 2), ("clean-failed-limit", 2),
        ("clean-prioritized", 2), ("clean-wait", 2), ("obliterate", 7), ("obliterate-forced", 8),
        ("obliterate-leftovers", 0), ("retry-all-completed", 3),
        ("retry-all-failed-count", 5), ("retry-all-failed-timestamp", 1), ("concurrency-set", nil),
        ("rate-limit-global-set", nil), ("rate-limit-hold", nil),
    ]

    @Test(arguments: folders, cases.indices)
    func doesWhatTheLibraryDoes(folder: String, index: Int) throws {
        let (name, done) = Self.cases[index]
        try check(Fixture("\(folder)/\(name)"), done: done)
    }

    /// Checks that a clean includes the list `paused`, where 5 keeps the jobs of a paused queue.
    @Test func cleansThePausedList() throws { try check(Fixture("bullmq5/clean-paused"), done: 2) }

    /// Checks that a clean of a paused queue of 6 includes the jobs that stay in `wait`. The library's call finds
    /// nothing in `paused`, so the expected data is that of the fixture with the result of the library's clean of
    /// `wait`.
    @Test func cleansWhatWaitsWhilePaused() throws {
        let fixture = try Fixture("bullmq6/clean-paused")
        let bench = try Bench()
        #expect(try perform(fixture, bench) == .counted(Tally(done: 2)))
        var wanted = fixture.after
        func key(_ suffix: String) -> [UInt8] { Array("\(fixture.queue):\(suffix)".utf8) }
        (wanted.entries[key("1")], wanted.entries[key("2")]) = (nil, nil)
        wanted.entries[key("wait")]?.value = .list([Array("3".utf8)])
        guard case .stream(var events)? = wanted.entries[key("events")]?.value else { throw TestFailure("no events") }
        events[events.count - 1].fields[Array("count".utf8)] = Array("2".utf8)
        wanted.entries[key("events")]?.value = .stream(events)
        let differences = KeyspaceComparison(volatile: fixture.volatile).differences(
            expected: wanted, actual: try snapshot(of: bench.connection))
        #expect(differences == [])
    }

    @Test func resumesWithBothLists() throws { try check(Fixture("bullmq6/resume-both-lists"), done: nil) }

    /// Checks that a resume loses no job of two lists. The library of 5 loses the ids that are in `wait`.
    @Test func losesNoneOfTwoLists() throws {
        let fixture = try Fixture("bullmq5/resume-both-lists")
        #expect(fixture.isDefect)
        let bench = try Bench()
        #expect(try perform(fixture, bench) == .done)
        let queue = QueueID(fixture.queue)
        let before = QueueView(queue: queue, keyspace: fixture.before)
        let after = QueueView(queue: queue, keyspace: try snapshot(of: bench.connection))
        // Jobs from before the pause run first: the right end is next.
        #expect(after.list("wait") == before.list("wait") + before.list("paused"))
        #expect(after.list("paused") == [])
    }

    /// Checks that promoting all jobs does to each what promoting one does. The library keeps the delay of jobs that it
    /// promotes together, and puts those with priorities into the list.
    @Test(arguments: folders) func promotesEachAsAlone(folder: String) throws {
        let fixture = try Fixture("\(folder)/promote-all")
        let bench = try Bench()
        #expect(try perform(fixture, bench) == .counted(Tally(done: 3)))
        let after = QueueView(queue: QueueID(fixture.queue), keyspace: try snapshot(of: bench.connection))
        #expect(after.list("wait").map(\.text) == ["2", "3", "1"])
        #expect(after.members("prioritized").map(\.text) == ["4"])
        let differences = fixture.differences(from: after.keyspace, exact: false)
        let isMeant = ["2.delay", "3.delay", "4.delay", "wait", "prioritized", "pc"].map { "\(fixture.queue):\($0)" }
        #expect(differences.filter { line in !isMeant.contains { line.hasPrefix($0) } } == [])
    }

    /// Checks that retrying all jobs does to each what retrying one does. The library ignores a job's option for the
    /// front of the list where it retries all together.
    @Test(arguments: folders) func retriesEachAsAlone(folder: String) throws {
        let fixture = try Fixture("\(folder)/retry-all-failed")
        let bench = try Bench()
        #expect(try perform(fixture, bench) == .counted(Tally(done: 3)))
        let after = QueueView(queue: QueueID(fixture.queue), keyspace: try snapshot(of: bench.connection))
        let expected = QueueView(queue: QueueID(fixture.queue), keyspace: fixture.after)
        #expect(Set(after.list("wait")) == Set(expected.list("wait")))
        let isFront = after.list("wait").last.flatMap {
            after.field("opts", of: after.key(of: $0))?.text.contains("lifo")
        }
        #expect(isFront == true)
        let differences = fixture.differences(from: after.keyspace, exact: false)
        #expect(differences.filter { !$0.hasPrefix("\(fixture.queue):wait") } == [])
    }

    @Test(arguments: folders) func leavesActiveJobsToTheirWorkers(folder: String) throws {
        var tally = Tally(done: 1)
        tally.refused = [.locked: 1]
        try check(Fixture("\(folder)/clean-active"), .counted(tally))
    }

    /// Checks the same cases on the other servers, with one server for all cases of a library.
    @Test(arguments: [ServerProgram.redis62, .valkey9], folders)
    func doesTheSameOnOtherServers(program: ServerProgram, folder: String) throws {
        let bench = try Bench(PrivateRedis(program: program))
        for (name, done) in Self.cases {
            try bench.send("FLUSHALL")
            try check(Fixture("\(folder)/\(name)"), done.map { .counted(Tally(done: $0)) } ?? .done, bench)
        }
    }

    private func check(_ fixture: Fixture, done: Int?) throws {
        try check(fixture, done.map { .counted(Tally(done: $0)) } ?? .done)
    }

    private func check(_ fixture: Fixture, _ expected: Outcome, _ bench: Bench? = nil) throws {
        let bench = try bench ?? Bench()
        #expect(try perform(fixture, bench) == expected)
        #expect(fixture.differences(from: try snapshot(of: bench.connection), exact: fixture.now != nil) == [])
    }

    @Test(arguments: folders) func refusesToObliterateActiveJobs(folder: String) throws {
        let fixture = try Fixture("\(folder)/obliterate-refused")
        let bench = try Bench()
        #expect(try perform(fixture, bench) == .refused(.active(1)))
        #expect(fixture.differences(from: try snapshot(of: bench.connection), exact: false) == [])
    }

    /// Checks that a drain keeps the next run of a scheduler. The library removes another id from the list than that of
    /// the job which it removes.
    @Test(arguments: folders) func drainsAroundTheNextRunOfAScheduler(folder: String) throws {
        let fixture = try Fixture("\(folder)/drain-scheduler-waiting")
        #expect(fixture.isDefect)
        let bench = try Bench()
        let outcome = try perform(fixture, bench)
        #expect(outcome.isDone)
        let page = try bench.page(QueueID(fixture.queue), .state(.waiting))
        #expect(page.ids.count == 1 && page.ids[0].hasPrefix("repeat:"))
        #expect(page.missing == [])
    }

    private func perform(_ fixture: Fixture, _ bench: Bench) throws -> Outcome {
        try fixture.before.load(into: bench.connection)
        return bench.store.perform(try fixture.queueOperation, now: fixture.clock)
    }
}
