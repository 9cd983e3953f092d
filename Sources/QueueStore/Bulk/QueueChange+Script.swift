import Queues
import Redis

extension QueueChange {
    /// The script of a change that is one script on a queue of these families; nil for the others.
    func script(for families: ClosedRange<Family>) -> Script? {
        let isBull = families.upperBound == .bull
        return switch self {
        case .setConcurrency: StoreScript.setConcurrency
        case .setRateLimit: StoreScript.setRateLimit
        case .holdLimiter: StoreScript.holdLimiter
        case .releaseLimiter: isBull ? StoreScript.bullReleaseLimiter : StoreScript.releaseLimiter
        case .removeScheduler: isBull ? StoreScript.bullRemoveRepeatable : StoreScript.removeScheduler
        case .runScheduler: isBull ? StoreScript.bullRunRepeatable : StoreScript.runScheduler
        case .removePriorityKey: StoreScript.removePriorityKey
        case .removeDeduplication: StoreScript.freeDeduplication
        default: nil
        }
    }

    /// The script's own arguments.
    var options: [[UInt8]] {
        switch self {
        case .setConcurrency(let limit): [limit.map { .decimal(Int64($0)) } ?? []]
        case .setRateLimit(let limit): limit.map { [.decimal(Int64($0.max)), .decimal($0.duration)] } ?? [[], []]
        case .holdLimiter(let time): [.decimal(time)]
        case .removeDeduplication(let id): [id]
        case .removeScheduler(let id), .runScheduler(let id): [id, RepeatableMember(id)?.jobPrefixes.first ?? []]
        default: []
        }
    }

    /// How a change goes through the lists of a queue; nil for those that do not, and for a clean.
    func walk(for families: ClosedRange<Family>) -> QueueWalk? {
        let isBull = families.upperBound == .bull
        return switch self {
        case .drain(let delayed):
            // In the library's order, in which parents in other queues are released.
            QueueWalk(
                script: isBull ? StoreScript.bullDrain : StoreScript.drain,
                places: ["wait", "paused"] + (delayed ? ["delayed"] : []) + (isBull ? [] : ["prioritized"]))
        case .retryAll(let state):
            QueueWalk(script: isBull ? StoreScript.bullRetryAll : StoreScript.requeueAll, places: [state.rawValue])
        case .promoteAll:
            QueueWalk(script: isBull ? StoreScript.bullPromoteAll : StoreScript.requeueAll, places: ["delayed"])
        default: nil
        }
    }

    /// Why it makes no sense on a queue of these families; nil where it does.
    func refusal(families: ClosedRange<Family>) -> Refusal? {
        switch self {
        case .trimEvents, .removeOrphans, .removePriorityKey, .holdLimiter:
            guard families.upperBound > .bull else { return .unsupported(.bull) }
        case .clean(let request) where request.state == .prioritized || request.state == .waitingChildren:
            guard families.upperBound > .bull else { return .unsupported(.bull) }
        case .setConcurrency, .setRateLimit, .removeDeduplication:
            guard families.upperBound >= .bullmq5 else { return .unsupported(families.upperBound) }
        default: break
        }
        return switch self {
        case .setConcurrency(let limit?) where limit < 1: .invalid("The limit must be 1 or more.")
        case .setRateLimit(let limit?) where limit.max < 1 || limit.duration < 1:
            .invalid("Number and time of a rate limit must be 1 or more.")
        case .holdLimiter(let time) where !(1...TimeText.limit).contains(time):
            .invalid("The time must be 1 to \(TimeText.limit) ms.")
        case .trimEvents(let kept) where kept < 0: .invalid("The number of events must be 0 or more.")
        case .retryAll(let state) where state != .failed && state != .completed:
            .invalid("Only failed and completed jobs can be retried.")
        case .clean(let request) where request.grace < 0 || request.limit < 0:
            .invalid("Age and limit must be 0 or more.")
        case .removeDeduplication(let id) where id.isEmpty: .invalid("The id must not be empty.")
        default: nil
        }
    }
}

extension CleanRequest {
    /// How it goes through the lists of a queue, at this time of our clock; nil for jobs that wait for children.
    func walk(for families: ClosedRange<Family>, now: Milliseconds) -> QueueWalk? {
        let places: [String]
        switch state {
        case .waiting: places = ["wait", "paused"]
        case .waitingChildren: return nil
        case .active, .prioritized, .delayed, .failed, .completed: places = [state.rawValue]
        }
        let cutoff = now.subtractingReportingOverflow(grace).partialValue
        let script = families.upperBound == .bull ? StoreScript.bullClean : StoreScript.clean
        var walk = QueueWalk(
            script: script, places: places, options: [.decimal(cutoff)] + (name.map { [$0] } ?? []))
        // The score of a finished job is its time.
        if state == .failed || state == .completed { walk.bound = .decimal(cutoff) }
        if limit > 0 { walk.limit = limit }
        return walk
    }
}
