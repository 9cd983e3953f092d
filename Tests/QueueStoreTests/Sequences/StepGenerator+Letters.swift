import Queues
import TestSupport

/// Dead letters: some of the jobs that are added hold another one. The official client has no call for reviving it; what it does
/// instead is to add the original to the other queue, and to remove the letter.
extension StepGenerator {
    /// Returns the options of an original, as JSON text.
    mutating func original() -> String {
        var options: [String: JSONValue] = [:]
        if dice.happens(50) { options["attempts"] = .number(Double(dice.roll(1...3))) }
        if dice.happens(25) { options["lifo"] = .boolean(true) }
        if dice.happens(25), family != .bullmq3 { options["priority"] = .number(Double(dice.roll(1...3))) }
        return JSONValue.object(options).text
    }

    mutating func revive(_ view: QueueView) -> SequenceStep? {
        let states: [JobState] = [.waiting, .prioritized, .delayed, .failed, .completed]
        let letters = states.flatMap(view.ids).filter { original(of: $0, view) != nil }
        guard let job = dice.pick(letters), let original = original(of: job, view), !view.isLocked(job),
            let target = queues.first(where: { $0 != view.queue })
        else { return nil }
        // There the library overwrites a job, and bulltop takes the next number.
        let other = QueueView(queue: target, keyspace: view.keyspace)
        guard !other.exists(other.nextKey) else { return nil }
        let keeps = dice.happens(40)
        let call = Self.call("revive", view.queue).merging([
            "id": JSONValue(bytes: job), "target": JSONValue(bytes: target.name), "original": original,
            "keeps": .boolean(keeps),
        ]) { $1 }
        let place = Operation.Target(queue: view.queue, job: JobID(job), state: view.state(of: job))
        var step = SequenceStep(
            kind: .revive, queue: view.queue, job: job,
            operations: [.job(.revive(to: target, keepingLetter: keeps), place)], call: call)
        step.target = target
        return step
    }

    private func original(of job: [UInt8], _ view: QueueView) -> JSONValue? {
        view.field("data", of: view.key(of: job)).flatMap(JSONValue.init)?["originalJob"]
    }
}
