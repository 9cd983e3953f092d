import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Operations on the keyspaces that the official Node libraries were run on.
@Suite struct OperationFixtureTests {
    static let cases: [(name: String, state: JobState)] = [
        ("retry", .failed), ("retry-child-fpof", .failed), ("retry-child-idof", .failed), ("retry-lifo", .failed),
        ("retry-paused", .failed), ("retry-prioritized", .failed), ("reprocess-completed", .completed),
        ("reprocess-completed-child", .completed), ("promote", .delayed), ("promote-paused", .delayed),
        ("promote-prioritized", .delayed), ("remove-active-unlocked", .active), ("remove-child", .waiting),
        ("remove-completed", .completed), ("remove-dedup-owner", .waiting), ("remove-delayed", .delayed),
        ("remove-failed", .failed), ("remove-last-child", .waiting), ("remove-parent", .waitingChildren),
        ("remove-prioritized", .prioritized), ("remove-waiting", .waiting),
    ]

    @Test(arguments: ["bullmq5", "bullmq6"], cases.indices)
    func doesWhatTheLibraryDoes(folder: String, index: Int) throws {
        let fixture = try Fixture("\(folder)/\(Self.cases[index].name)")
        let bench = try Bench()
        #expect(try perform(fixture, Self.cases[index].state, bench).isDone)
        #expect(fixture.differences(from: try snapshot(of: bench.connection), exact: false) == [])
    }

    static let refusals: [(name: String, state: JobState, refusal: Refusal)] = [
        ("retry-missing", .failed, .vanished), ("retry-not-failed", .failed, .moved(to: .completed)),
        ("remove-active-locked", .active, .locked), ("remove-parent-locked-child", .waitingChildren, .childLocked),
        ("remove-missing", .waiting, .vanished),
        ("remove-scheduler-pending", .delayed, .pendingIteration(scheduler: Array("nightly".utf8))),
    ]

    @Test(arguments: ["bullmq5", "bullmq6"], refusals.indices)
    func refusesWhereTheLibraryDoes(folder: String, index: Int) throws {
        let (name, state, refusal) = Self.refusals[index]
        let fixture = try Fixture("\(folder)/\(name)")
        let bench = try Bench()
        #expect(try perform(fixture, state, bench) == .refused(refusal))
        let differences = KeyspaceComparison().differences(
            expected: fixture.before, actual: try snapshot(of: bench.connection))
        #expect(differences == [])
    }

    private func perform(_ fixture: Fixture, _ state: JobState, _ bench: Bench) throws -> Outcome {
        try fixture.before.load(into: bench.connection)
        let job = try #require(fixture.arguments["jobId"]?.string)
        let base = fixture.arguments["queue"]?.string.map { "bull:\($0)" } ?? fixture.queue
        let target = Operation.Target(queue: QueueID(base), job: JobID(job), state: state)
        let operation: Operation =
            switch fixture.operation {
            case "retry": .retry(target)
            case "promote": .promote(target)
            case "remove": .remove(target)
            default: throw TestFailure("unknown operation \(fixture.operation)")
            }
        return bench.store.perform(operation, now: fixture.now ?? Clock.now)
    }
}
