import Queues
import TestSupport

/// One step of a sequence: an operation for the store, and the same one for the official client.
struct SequenceStep: CustomStringConvertible {
    let kind: Kind
    let queue: QueueID
    /// The job of the step.
    var job: [UInt8]?
    /// Another queue that the step changes; nil where it changes none.
    var target: QueueID?
    /// The operations of the store; empty where a worker acts, which is the official client's on both sides.
    var operations: [Queues.Operation] = []
    /// The arguments of the client's script.
    var call: [String: JSONValue]
    /// The time of the step, in ms.
    var now: Milliseconds = 0

    /// The kinds of steps, with their frequency.
    enum Kind: String, CaseIterable {
        case add, flow, retry, promote, remove, removeAlone, removeUnprocessedChildren, breakDependency, changeDelay
        case changePriority, updateData, log, clearLogs, pause, resume, drain, clean, retryAll, promoteAll, obliterate
        case concurrency, rateLimit, releaseLimiter, removeDeduplication, trimEvents, removePriorityKey
        case upsertScheduler, removeScheduler, revive, fetch, finish, fail

        /// The families whose client has the step.
        var families: [ClientFamily] {
            switch self {
            case .add, .retry, .promote, .remove, .changeDelay, .updateData, .clearLogs, .pause, .resume, .drain,
                .clean,
                .retryAll, .obliterate, .revive, .fetch, .finish, .fail:
                ClientFamily.allCases
            case .flow, .removeAlone, .changePriority, .trimEvents, .removePriorityKey: [.bullmq4, .bullmq5, .bullmq6]
            case .removeUnprocessedChildren, .breakDependency, .log, .promoteAll, .concurrency, .rateLimit,
                .releaseLimiter,
                .removeDeduplication, .upsertScheduler, .removeScheduler:
                ClientFamily.recent
            }
        }

        /// Its share among the steps.
        var weight: Int {
            switch self {
            case .add: 24
            case .fetch: 14
            case .finish, .fail, .retry, .promote, .remove, .changePriority, .changeDelay: 7
            case .flow, .removeAlone, .pause, .resume, .upsertScheduler, .revive: 5
            case .removeUnprocessedChildren, .breakDependency, .updateData, .log, .clearLogs, .clean: 3
            case .retryAll, .promoteAll, .concurrency, .removeScheduler, .removeDeduplication, .rateLimit: 2
            case .drain, .obliterate, .releaseLimiter, .trimEvents, .removePriorityKey: 1
            }
        }
    }

    var description: String { "\(kind.rawValue) \(JSONValue.object(call).text)" }

    /// Whether the result depends on the order in which the library reads a set.
    var isUnordered: Bool { [.remove, .revive, .removeUnprocessedChildren].contains(kind) }
}

extension ClientFamily {
    /// The value that a library of this family writes to `meta.version`.
    var version: String {
        switch self {
        case .bullmq3: "bullmq:3.16.2"
        case .bullmq4: "bullmq:4.18.3"
        case .bullmq5: "bullmq:5.81.3"
        case .bullmq6: "bullmq:6.2.1"
        }
    }
}
