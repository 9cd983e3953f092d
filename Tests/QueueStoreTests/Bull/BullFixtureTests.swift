import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Operations on the keyspaces of the official library of Bull, with all messages that it published.
@Suite struct BullFixtureTests {
    /// A time after every fixture, for the operations whose time is not recorded.
    static let later: Milliseconds = 1_800_000_000_000

    static let operations = [
        "add-bulk", "add-custom-id", "add-delayed", "add-delayed-fixed-timestamp", "add-duplicate-id", "add-lifo",
        "add-options", "add-paused", "add-paused-priority", "add-priority-equal", "add-priority-first",
        "add-priority-higher", "add-repeat-cron", "add-repeat-every", "add-repeat-id-enddate", "add-standard",
        "add-text", "add-unnamed", "clean-active", "clean-completed-grace",
        "clean-delayed", "clean-failed-limit", "clean-wait", "clean-wait-limit", "log", "log-binary", "obliterate",
        "obliterate-forced", "obliterate-refused", "pause-waiting", "promote", "promote-not-delayed", "promote-paused",
        "promote-priority", "remove-active-locked", "remove-completed", "remove-delayed", "remove-failed",
        "remove-missing", "remove-pattern", "remove-prioritized", "remove-repeatable-cron",
        "remove-repeatable-every", "remove-waiting", "resume-waiting", "retry", "retry-lifo", "retry-locked",
        "retry-missing", "retry-paused", "retry-priority",
        "update-data",
    ]

    @Test(arguments: operations)
    func doesWhatTheLibraryDoes(name: String) throws {
        let fixture = try Fixture("bull4/\(name)")
        #expect(!fixture.isDefect)
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        // An empty queue is not one of Bull yet.
        if fixture.before.entries.isEmpty { try bench.send("SET bull:email:id 0") }
        let subscriber = try Subscriber(bench)
        let outcomes = try BullFixture(fixture).operations.map {
            bench.store.perform($0, now: fixture.now ?? Self.later)
        }
        #expect(fixture.differences(from: try snapshot(of: bench.connection), exact: true) == [])
        #expect(try subscriber.messages() == published(fixture))
        #expect(outcomes.map(\.withoutUndo) == (try BullFixture(fixture).outcomes), "\(fixture.result)")
    }

    private func published(_ fixture: Fixture) -> [Subscriber.Message] {
        fixture.published.map {
            Subscriber.Message(channel: $0["channel"]?.bytes ?? [], text: $0["message"]?.bytes ?? [])
        }
    }

    /// Checks that the next run of a repeatable cannot be removed, as the library allows: the repeatable would make no
    /// more runs.
    @Test func refusesToDisarmARepeatable() throws {
        let fixture = try Fixture("bull4/remove-repeat-iteration")
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        let operation = try #require(BullFixture(fixture).operations.first)
        let outcome = bench.store.perform(operation, now: Self.later)
        guard case .refused(.pendingIteration) = outcome else { throw TestFailure("\(outcome)") }
        #expect(differences(fixture.before, try snapshot(of: bench.connection)) == [])
    }

    /// Checks that retrying all jobs does to each what retrying one does. The library publishes nothing where it
    /// retries all together, and does not record the time.
    @Test(arguments: ["retry-all", "retry-all-count", "retry-all-paused"])
    func retriesEachAsAlone(name: String) throws {
        let fixture = try Fixture("bull4/\(name)")
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        let subscriber = try Subscriber(bench)
        let outcomes = try BullFixture(fixture).operations.map {
            bench.store.perform($0, now: fixture.now ?? Self.later)
        }
        #expect(outcomes == (try BullFixture(fixture).outcomes))
        let differences = fixture.differences(from: try snapshot(of: bench.connection), exact: true)
        let retried = differences.filter { $0.contains(".retriedOn: should not exist") }
        // One job has the option for the front of the list.
        #expect(differences.filter { !retried.contains($0) && !$0.hasPrefix("bull:email:paused.") } == [])
        #expect(try subscriber.messages().count == retried.count)
    }

    /// Checks that nothing is changed where a retry is refused. In these cases the library misbehaves, and its result
    /// is not the expected one.
    @Test func changesNothingWhereARetryIsRefused() throws {
        let (outcome, bench, fixture) = try perform("retry-not-failed")
        #expect(outcome == .refused(.moved(to: .completed)))
        #expect(differences(fixture.before, try snapshot(of: bench.connection)) == [])
    }

    @Test func cleansDelayedJobsWithALimit() throws {
        let (outcome, bench, fixture) = try perform("clean-delayed-limit")
        #expect(outcome == .counted(Tally(done: 2)))
        let rest = try snapshot(of: bench.connection)
        #expect(
            Set(fixture.before.entries.keys).subtracting(rest.entries.keys).map(\.text).sorted() == [
                "bull:email:1", "bull:email:2",
            ])
        #expect(try bench.page(QueueID("bull:email"), .state(.delayed)).ids == ["3"])
    }

    @Test func drainsWithoutLeavingHashes() throws {
        let (outcome, bench, fixture) = try perform("empty")
        #expect(outcome == .counted(Tally(done: 4)))
        var wanted = fixture.before
        for key in ["4", "5", "6", "7", "wait", "priority"] { wanted.entries[Array("bull:email:\(key)".utf8)] = nil }
        // The next run of the repeatable stays.
        let run = Array("repeat:f0e38679f97dcacce263459afd961618:1795466040000".utf8)
        wanted.entries[Array("bull:email:delayed".utf8)]?.value = .zset([run: 7_354_228_899_840_008])
        #expect(differences(wanted, try snapshot(of: bench.connection)) == [])
    }

    @Test func staysPausedWhenDrained() throws {
        let (outcome, bench, fixture) = try perform("empty-paused")
        #expect(outcome == .counted(Tally(done: 3)))
        var wanted = fixture.before
        for key in ["1", "2", "3", "paused"] { wanted.entries[Array("bull:email:\(key)".utf8)] = nil }
        #expect(differences(wanted, try snapshot(of: bench.connection)) == [])
        #expect(try bench.overview().queues.first?.isPaused == true)
    }

    private func perform(_ name: String) throws -> (Outcome, Bench, Fixture) {
        let fixture = try Fixture("bull4/\(name)")
        #expect(fixture.isDefect)
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        let operation = try #require(try BullFixture(fixture).operations.first)
        return (bench.store.perform(operation, now: fixture.now ?? Self.later), bench, fixture)
    }

    private func differences(_ wanted: Keyspace, _ got: Keyspace) -> [String] {
        KeyspaceComparison().differences(expected: wanted, actual: got)
    }
}
