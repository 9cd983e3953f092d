import Queues
import TestSupport

extension StepGenerator {
    /// Returns a change of the queue as a whole.
    mutating func queueStep(_ kind: SequenceStep.Kind, _ view: QueueView) -> SequenceStep? {
        guard let (change, call) = change(kind, view) else { return nil }
        return SequenceStep(
            kind: kind, queue: view.queue, operations: [.queue(change, view.queue)],
            call: Self.call("call", view.queue).merging(call) { $1 })
    }

    /// Returns the client's own call, with its arguments.
    private func own(_ name: String, _ arguments: JSONValue...) -> [String: JSONValue] {
        ["call": .string(name), "arguments": .array(arguments)]
    }

    private mutating func change(
        _ kind: SequenceStep.Kind, _ view: QueueView
    ) -> (QueueChange, [String: JSONValue])? {
        switch kind {
        case .pause: return (.pause, own("pause"))
        case .resume: return (.resume, own("resume"))
        case .drain: return drain()
        case .clean: return clean(view)
        case .retryAll:
            let state: JobState = dice.happens(70) ? .failed : .completed
            return (.retryAll(state), own("retryJobs", .object(["state": .string(state.rawValue)])))
        case .promoteAll: return (.promoteAll, own("promoteJobs"))
        case .obliterate:
            let isForced = dice.happens(70)
            return (.obliterate(force: isForced), own("obliterate", isForced ? .number(1) : .boolean(false)))
        case .trimEvents: return (.trimEvents(keeping: 0), own("trimEvents", .number(0)))
        case .removePriorityKey: return (.removePriorityKey, own("removeDeprecatedPriorityKey"))
        case .removeDeduplication:
            guard let id = dice.pick(["one", "two:2"]) else { return nil }
            return (.removeDeduplication(Array(id.utf8)), ["kind": .string("free"), "deduplication": .string(id)])
        default: return limit(kind)
        }
    }

    private mutating func limit(_ kind: SequenceStep.Kind) -> (QueueChange, [String: JSONValue])? {
        switch kind {
        case .concurrency:
            guard dice.happens(50) else { return (.setConcurrency(nil), own("removeGlobalConcurrency")) }
            let most = dice.roll(1...4)
            return (.setConcurrency(most), own("setGlobalConcurrency", .number(Double(most))))
        case .rateLimit:
            guard dice.happens(30) else { return (.setRateLimit(nil), own("removeGlobalRateLimit")) }
            // A window that does not end before the sequence does.
            let limit = RateLimit(max: dice.roll(1...3), duration: 900_000)
            return (
                .setRateLimit(limit),
                own("setGlobalRateLimit", .number(Double(limit.max)), .number(Double(limit.duration)))
            )
        case .releaseLimiter: return (.releaseLimiter, own("removeRateLimitKey"))
        default: return nil
        }
    }

    private mutating func drain() -> (QueueChange, [String: JSONValue]) {
        let isDelayed = dice.happens(50)
        guard ClientFamily.recent.contains(family) else {
            return (.drain(delayed: isDelayed), ["kind": .string("drain"), "delayed": .boolean(isDelayed)])
        }
        return (.drain(delayed: isDelayed), own("drain", .boolean(isDelayed)))
    }

    private mutating func clean(_ view: QueueView) -> (QueueChange, [String: JSONValue])? {
        let states: [JobState] = [.waiting, .active, .delayed, .failed, .completed, .prioritized]
        guard let state = dice.pick(family == .bullmq3 ? states.dropLast() : states[...]) else { return nil }
        let (grace, limit) = (dice.roll(Int64(0)...9_000_000), dice.happens(50) ? 0 : dice.roll(1...3))
        let waiting = view.isPaused && family != .bullmq6 ? "paused" : "wait"
        let name = state == .waiting ? waiting : state.rawValue
        let change = QueueChange.clean(CleanRequest(state: state, grace: grace, limit: limit))
        guard family == .bullmq3 else {
            return (change, own("clean", .number(Double(grace)), .number(Double(limit)), .string(name)))
        }
        return (
            change,
            [
                "kind": .string("clean"), "grace": .number(Double(grace)), "limit": .number(Double(limit)),
                "state": .string(name),
            ]
        )
    }
}
