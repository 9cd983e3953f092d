import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Operations on jobs, on the keyspaces of the official Node libraries.
@Suite struct OperationFixtureTests {
    static let folders = ["bullmq5", "bullmq6"]

    static let cases: [(name: String, state: JobState?)] = [
        ("retry", .failed), ("retry-child-fpof", .failed), ("retry-child-idof", .failed), ("retry-lifo", .failed),
        ("retry-paused", .failed), ("retry-prioritized", .failed), ("retry-reset-attempts", .failed),
        ("reprocess-completed", .completed), ("reprocess-completed-child", .completed), ("promote", .delayed),
        ("promote-paused", .delayed), ("promote-prioritized", .delayed), ("remove-active-unlocked", .active),
        ("remove-child", .waiting), ("remove-completed", .completed), ("remove-dedup-owner", .waiting),
        ("remove-delayed", .delayed), ("remove-failed", .failed), ("remove-last-child", .waiting),
        ("remove-parent", .waitingChildren), ("remove-parent-keep-children", .waitingChildren),
        ("remove-prioritized", .prioritized), ("remove-waiting", .waiting),
        ("remove-unprocessed-children", .waitingChildren), ("remove-child-dependency", .waiting),
        ("remove-child-dependency-last", .waiting), ("change-delay", .delayed), ("change-priority-lifo", .prioritized),
        ("change-priority-other", .prioritized), ("change-priority-wait-to-prioritized", .waiting),
        ("change-priority-zero", .prioritized), ("update-data", .waiting), ("log", .waiting), ("log-keep", .waiting),
        ("log-binary", .waiting), ("clear-logs", .waiting),
    ]

    @Test(arguments: folders, cases.indices)
    func doesWhatTheLibraryDoes(folder: String, index: Int) throws {
        let (name, state) = Self.cases[index]
        let fixture = try Fixture("\(folder)/\(name)")
        let bench = try Bench()
        #expect(try perform(fixture, state, bench).isDone)
        #expect(fixture.differences(from: try snapshot(of: bench.connection), exact: fixture.now != nil) == [])
    }

    /// Checks the same cases on the other servers, with one server for all cases of a library.
    @Test(arguments: [ServerProgram.redis62, .valkey9], folders)
    func doesTheSameOnOtherServers(program: ServerProgram, folder: String) throws {
        let bench = try Bench(PrivateRedis(program: program))
        for (name, state) in Self.cases {
            try bench.send("FLUSHALL")
            let fixture = try Fixture("\(folder)/\(name)")
            #expect(try perform(fixture, state, bench).isDone, "\(name)")
            let after = try snapshot(of: bench.connection)
            #expect(fixture.differences(from: after, exact: fixture.now != nil) == [], "\(name)")
        }
    }

    /// Checks that the script finds the job where its state is unknown, as it is for a command.
    @Test(arguments: folders, cases.indices)
    func doesTheSameWhereNoStateWasSeen(folder: String, index: Int) throws {
        let fixture = try Fixture("\(folder)/\(Self.cases[index].name)")
        let bench = try Bench()
        #expect(try perform(fixture, nil, bench).isDone)
        #expect(fixture.differences(from: try snapshot(of: bench.connection), exact: fixture.now != nil) == [])
    }

    static let refusals: [(name: String, state: JobState, refusal: Refusal)] = [
        ("retry-missing", .failed, .vanished), ("retry-not-failed", .failed, .moved(to: .completed)),
        ("remove-active-locked", .active, .locked), ("remove-parent-locked-child", .waitingChildren, .childLocked),
        ("remove-missing", .waiting, .vanished),
        ("remove-scheduler-pending", .delayed, .pendingIteration(scheduler: Array("nightly".utf8))),
        ("change-delay-not-delayed", .delayed, .moved(to: .waiting)),
    ]

    @Test(arguments: folders, refusals.indices)
    func refusesWhereTheLibraryDoes(folder: String, index: Int) throws {
        let (name, state, refusal) = Self.refusals[index]
        let fixture = try Fixture("\(folder)/\(name)")
        let bench = try Bench()
        #expect(try perform(fixture, state, bench) == .refused(refusal))
        let differences = KeyspaceComparison().differences(
            expected: fixture.before, actual: try snapshot(of: bench.connection))
        #expect(differences == [])
    }

    /// Checks that every removal of the fixtures can be undone: except for events, markers and counters the keyspace is
    /// the same as before.
    @Test(arguments: folders, cases.indices.filter { cases[$0].name.hasPrefix("remove-") })
    func restoresWhatItRemoved(folder: String, index: Int) throws {
        let (name, state) = Self.cases[index]
        let fixture = try Fixture("\(folder)/\(name)")
        guard !name.contains("dependency") else { return }
        let bench = try Bench()
        let outcome = try perform(fixture, state, bench)
        guard case .removed(let jobs) = outcome, !jobs.isEmpty else {
            Issue.record("\(outcome)")
            return
        }
        let removed = try snapshot(of: bench.connection)
        for job in jobs.reversed() {
            let operation = Operation.queue(.restore(job), job.queue)
            #expect(bench.store.perform(operation, now: fixture.now ?? Clock.now) == .done)
        }
        let restored = try snapshot(of: bench.connection)
        #expect(restored.withoutTraces != removed.withoutTraces)
        let differences = KeyspaceComparison().differences(
            expected: fixture.before.withoutTraces, actual: restored.withoutTraces)
        #expect(differences == [])
    }

    private func perform(_ fixture: Fixture, _ state: JobState?, _ bench: Bench) throws -> Outcome {
        try fixture.before.load(into: bench.connection)
        return bench.store.perform(try fixture.jobOperation(seenIn: state), now: fixture.now ?? Clock.now)
    }
}

extension Keyspace {
    /// The keyspace without the traces of former operations: events, markers and counters of priorities.
    var withoutTraces: Keyspace {
        let suffixes = [":events", ":marker", ":pc"]
        return Keyspace(entries: entries.filter { entry in !suffixes.contains { entry.key.text.hasSuffix($0) } })
    }
}
