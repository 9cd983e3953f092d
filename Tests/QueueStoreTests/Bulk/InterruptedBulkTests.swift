import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that jobs that others delete in the middle of an operation on many jobs are reported, and that all numbers
/// add up.
@Suite struct InterruptedBulkTests {
    /// An operation on many jobs, and the state of these jobs.
    enum Kind: String, CaseIterable, Sendable {
        case retry, removeFailed, removeWaiting, promote, move, priority, delay, release
        case drain, clean, retryAll, promoteAll, obliterate

        var state: JobState {
            switch self {
            case .retry, .removeFailed, .move, .clean, .retryAll, .obliterate: .failed
            case .removeWaiting, .priority, .drain: .waiting
            case .promote, .delay, .promoteAll: .delayed
            case .release: .active
            }
        }

        func operation(on queue: QueueID) -> Queues.Operation {
            switch self {
            case .retry: .jobs(.retry(), all(queue))
            case .removeFailed, .removeWaiting: .jobs(.remove(), all(queue))
            case .promote: .jobs(.promote, all(queue))
            case .move: .jobs(.move(to: QueueID("bull:r")), all(queue))
            case .priority: .jobs(.changePriority(3), all(queue))
            case .delay: .jobs(.changeDelay(.after(500_000)), all(queue))
            case .release: .jobs(.release, all(queue))
            case .drain: .queue(.drain(), queue)
            case .clean: .queue(.clean(CleanRequest(state: .failed, grace: 0)), queue)
            case .retryAll: .queue(.retryAll(.failed), queue)
            case .promoteAll: .queue(.promoteAll, queue)
            case .obliterate: .queue(.obliterate(force: true), queue)
            }
        }

        private func all(_ queue: QueueID) -> Selection { Selection(queue: queue, state: state, scope: .all) }
    }

    @Test(arguments: BulkBench.Family.allCases, Kind.allCases)
    func whatIsDeletedInTheMiddleIsTold(family: BulkBench.Family, kind: Kind) throws {
        for isFlushed in [false, true] {
            let bulk = try BulkBench(family)
            try bulk.fill(3_000, kind.state)
            // In Bull, only jobs that were begun are released.
            let begin = "for i = 1, 3000 do redis.call('HSET', 'bull:q:' .. i, 'processedOn', 1) end"
            _ = try bulk.bench.connection.send(Command("EVAL", begin, "0"))
            let list = kind == .drain || kind == .removeWaiting || kind == .priority ? "wait" : kind.state.rawValue
            var isDeleted = false
            let outcome = bulk.bench.store.perform(kind.operation(on: bulk.queue), now: Clock.now) { _ in
                if !isDeleted { isDeleted = (try? bulk.send(isFlushed ? "FLUSHALL" : "DEL bull:q:\(list)")) != nil }
                return true
            }
            let place = "\(kind) of \(family), \(isFlushed)"
            guard case .counted(let tally) = outcome else { throw TestFailure("\(place): \(outcome)") }
            #expect(isDeleted && tally.done > 0 && tally.done < 3_000, "\(place): \(tally)")
            #expect(tally.asked == 3_000, "\(place): \(tally)")
            // A queue of Bull is known by its keys: without any, the remaining jobs are not tried.
            let untried = tally.ending == .absent && isFlushed ? tally.left ?? -1 : 0
            #expect(tally.moved + untried == 3_000 - tally.done, "\(place): \(tally)")
            #expect(tally.left == untried, "\(place): \(tally)")
        }
    }
}
