import Queues
import TestSupport

extension StepGenerator {
    /// Returns a change of one job, usually of one in a state to which the change applies.
    mutating func jobStep(_ kind: SequenceStep.Kind, _ view: QueueView) -> SequenceStep? {
        let fitting = states(kind).flatMap(view.ids)
        let isLost = dice.happens(3)
        guard let job = isLost ? Array("lost".utf8) : dice.pick(dice.happens(10) ? view.ids : fitting) else {
            return nil
        }
        let state = view.state(of: job)
        guard let (change, more) = change(kind, job, state, view) else { return nil }
        let call = Self.call(more["kind"]?.string ?? kind.rawValue, view.queue).merging(more) { $1 }
            .merging(["id": JSONValue(bytes: job)]) { $1 }
        let seen = dice.happens(50) ? state : nil
        let target = Operation.Target(queue: view.queue, job: JobID(job), state: seen)
        return SequenceStep(kind: kind, queue: view.queue, job: job, operations: [.job(change, target)], call: call)
    }

    /// Returns the states of the jobs to which a change applies.
    private func states(_ kind: SequenceStep.Kind) -> [JobState] {
        switch kind {
        case .retry: [.failed, .completed]
        case .promote, .changeDelay: [.delayed]
        case .removeUnprocessedChildren: [.waitingChildren]
        case .changePriority: [.waiting, .prioritized, .delayed]
        default: [.waiting, .prioritized, .delayed, .failed, .completed, .active, .waitingChildren]
        }
    }

    /// Returns the change as the store's type, and the arguments of the client's script besides queue and id.
    private mutating func change(
        _ kind: SequenceStep.Kind, _ job: [UInt8], _ state: JobState?, _ view: QueueView
    ) -> (JobChange, [String: JSONValue])? {
        switch kind {
        case .retry: return retry(job, state, view)
        case .promote: return (.promote, [:])
        case .remove: return (.remove(), ["children": .boolean(true)])
        case .removeAlone: return (.remove(children: false), ["kind": .string("remove"), "children": .boolean(false)])
        case .removeUnprocessedChildren: return (.removeUnprocessedChildren, [:])
        case .breakDependency:
            guard let parent = view.field("parentKey", of: view.key(of: job)) else { return nil }
            return (.breakDependency, ["kind": .string("removeChildDependency"), "parent": JSONValue(bytes: parent)])
        case .changeDelay:
            let delay = dice.happens(10) ? 0 : dice.roll(Int64(1)...900_000)
            return (.changeDelay(.after(delay)), ["delay": .number(Double(delay))])
        case .changePriority:
            let (priority, isInFront) = (dice.roll(0...4), dice.happens(30))
            return (
                .changePriority(priority, inFront: isInFront),
                ["priority": .number(Double(priority)), "lifo": .boolean(isInFront)]
            )
        case .updateData:
            let text = "{\"new\":\(turn),\"text\":\"\\u00fc\\n\"}"
            return (.updateData(Array(text.utf8)), ["data": JSONValue(Array(text.utf8)) ?? .null])
        case .log: return (.addLog(Array("line \(turn) ü".utf8)), ["row": .string("line \(turn) ü")])
        case .clearLogs: return (.clearLogs(), [:])
        default: return nil
        }
    }

    private mutating func retry(
        _ job: [UInt8], _ state: JobState?, _ view: QueueView
    ) -> (JobChange, [String: JSONValue])? {
        let isLifo = view.field("opts", of: view.key(of: job)).flatMap(JSONValue.init)?["lifo"] == .boolean(true)
        var call: [String: JSONValue] = [
            "state": .string(state == .completed ? "completed" : "failed"), "lifo": .boolean(isLifo),
        ]
        guard ClientFamily.recent.contains(family), dice.happens(30) else { return (.retry(), call) }
        call["reset"] = .object(["resetAttemptsMade": .boolean(true), "resetAttemptsStarted": .boolean(true)])
        return (.retry(resetting: [.made, .started]), call)
    }
}
