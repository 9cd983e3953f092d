import Queues
import TestSupport

/// Chooses the steps of a sequence, each by the current content of the queues.
struct StepGenerator {
    let family: ClientFamily
    var dice: Dice
    /// The queues; flows have their children in the second one.
    let queues = [QueueID("bull:q"), QueueID("bull:r")]
    /// A counter that makes the added jobs distinct.
    var turn = 0

    init(_ family: ClientFamily, dice: Dice) { (self.family, self.dice) = (family, dice) }

    /// Returns the next step, at a time in ms.
    mutating func next(_ keyspace: Keyspace, now: Milliseconds) throws -> SequenceStep {
        for _ in 0..<10_000 {
            let queue = dice.happens(75) ? queues[0] : queues[1]
            let view = QueueView(queue: queue, keyspace: keyspace)
            turn += 1
            guard var step = step(kind(), view, now) else { continue }
            step.now = now
            if KnownDifference.first(step, view, family) == nil { return step }
        }
        throw TestFailure("no step is possible")
    }

    private mutating func kind() -> SequenceStep.Kind {
        let kinds = SequenceStep.Kind.allCases.filter { $0.families.contains(family) }
        var roll = dice.roll(0...kinds.map(\.weight).reduce(0, +) - 1)
        for kind in kinds {
            roll -= kind.weight
            if roll < 0 { return kind }
        }
        return .add
    }

    /// Returns a step of a kind; nil where the queue has nothing for it.
    private mutating func step(_ kind: SequenceStep.Kind, _ view: QueueView, _ now: Milliseconds) -> SequenceStep? {
        switch kind {
        case .add: adding(view, now)
        case .flow: flow(view)
        case .retry, .promote, .remove, .removeAlone, .removeUnprocessedChildren, .breakDependency, .changeDelay,
            .changePriority, .updateData, .log, .clearLogs:
            jobStep(kind, view)
        case .fetch, .finish, .fail: workerStep(kind, view)
        case .upsertScheduler: upsert(view, now)
        case .revive: revive(view)
        case .removeScheduler: removeScheduler(view)
        case .pause, .resume, .drain, .clean, .retryAll, .promoteAll, .obliterate, .concurrency, .rateLimit,
            .releaseLimiter, .removeDeduplication, .trimEvents, .removePriorityKey:
            queueStep(kind, view)
        }
    }

    /// Returns a step of a worker: it takes the next job, or finishes one that it holds.
    private mutating func workerStep(_ kind: SequenceStep.Kind, _ view: QueueView) -> SequenceStep? {
        var call = Self.call(kind.rawValue, view.queue)
        guard kind != .fetch else { return SequenceStep(kind: kind, queue: view.queue, call: call) }
        guard let job = dice.pick(view.list("active").filter(view.isLocked)) else { return nil }
        call["id"] = JSONValue(bytes: job)
        return SequenceStep(kind: kind, queue: view.queue, job: job, call: call)
    }

    static func call(_ kind: String, _ queue: QueueID) -> [String: JSONValue] {
        ["kind": .string(kind), "queue": JSONValue(bytes: queue.name)]
    }
}
