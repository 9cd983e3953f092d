import Queues
import Redis
import Synchronization
import TestSupport
import Testing

@testable import QueueStore

/// Every operation on a connection that breaks: an operation that was not sent was not done, and only one that was sent
/// leaves doubt.
@Suite struct LostConnectionTests {
    private final class Switch: Sendable {
        let isOn = Atomic(false)
    }

    /// Returns the outcome of an operation on a connection that breaks at a command, and whether the server was
    /// changed.
    private func perform(
        _ operation: Queues.Operation, on bench: Bench, _ loss: @escaping FaultyServer.Loss
    ) throws -> (outcome: Outcome, isChanged: Bool) {
        try bench.send("FLUSHALL")
        try ServerRefusalTests.fill(bench)
        let isArmed = Switch()
        let server = try FaultyServer(before: bench.redis.endpoint) { words in
            isArmed.isOn.load(ordering: .acquiring) ? loss(words) : nil
        }
        let store = QueueStore(endpoint: server.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
        let before = try snapshot(of: bench.connection)
        isArmed.isOn.store(true, ordering: .releasing)
        let outcome = store.perform(operation, now: Clock.now)
        return (outcome, try snapshot(of: bench.connection) != before)
    }

    private static func isScript(_ words: [String]) -> Bool { words[0] == "EVAL" || words[0] == "EVALSHA" }

    @Test func whatWasNotSentWasNotDone() throws {
        let bench = try Bench()
        for operation in ServerRefusalTests.operations {
            let (outcome, isChanged) = try perform(operation, on: bench) { _ in .before }
            guard case .failed(.notSent(.disconnected)) = outcome else {
                Issue.record("\(operation): \(outcome)")
                continue
            }
            #expect(!isChanged, "\(operation)")
            guard case .failed(let trouble) = outcome else { continue }
            #expect(!trouble.leavesDoubt && !outcome.isDone, "\(operation)")
        }
    }

    /// Checks that an operation that was sent leaves doubt: the client cannot distinguish whether the server did it.
    @Test(arguments: [FaultyServer.HangUp.before, .after]) func whatWasSentLeavesDoubt(hangUp: FaultyServer.HangUp)
        throws
    {
        let bench = try Bench()
        var changed = 0
        for operation in ServerRefusalTests.operations {
            let (outcome, isChanged) = try perform(operation, on: bench) { Self.isScript($0) ? hangUp : nil }
            let trouble: Trouble? =
                switch outcome {
                case .failed(let trouble): trouble
                case .counted(let tally): tally.trouble
                default: nil
                }
            #expect(trouble?.leavesDoubt == true, "\(operation): \(outcome)")
            changed += isChanged ? 1 : 0
        }
        if hangUp == .before { #expect(changed == 0) } else { #expect(changed > 20, "\(changed)") }
    }

    /// Checks that only the jobs of the scripts without an answer are in doubt; those after them were not tried.
    @Test func aBulkSaysWhichOfItsJobsAreInDoubt() throws {
        let bulk = try BulkBench()
        try bulk.fill(3_000, .failed)
        let scripts = Mutex(0)
        let server = try FaultyServer(before: bulk.bench.redis.endpoint) { words in
            guard Self.isScript(words) else { return nil }
            return scripts.withLock { count in
                count += 1
                return count == 5 ? .after : nil
            }
        }
        let store = QueueStore(endpoint: server.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
        let all = Selection(queue: bulk.queue, state: .failed, scope: .all)
        guard case .counted(let tally) = store.perform(.jobs(.retry(), all), now: Clock.now) else {
            throw TestFailure("not counted")
        }
        #expect(tally.done > 0 && tally.failed > 0 && tally.left ?? 0 > 0 && tally.asked == 3_000, "\(tally)")
        #expect(tally.trouble?.leavesDoubt == true)
        let left = Int(try bulk.send("ZCARD bull:q:failed").integer ?? -1)
        // At least one of the scripts that were sent together had been done.
        let untried = tally.left ?? 0
        #expect(left >= untried && left < untried + tally.failed, "\(left): \(tally)")
    }
}
