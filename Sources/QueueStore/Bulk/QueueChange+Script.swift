import Queues
import Redis

extension QueueChange {
    /// Returns the script of a change that is one script on a queue of these families; nil for the others.
    func script(for families: ClosedRange<Family>) -> ScriptFile? {
        switch self {
        case .setConcurrency: .setConcurrency
        case .setRateLimit: .setRateLimit
        case .holdLimiter: .holdLimiter
        case .releaseLimiter: families.isBull ? .bullReleaseLimiter : .releaseLimiter
        case .removeScheduler: families.isBull ? .bullRemoveRepeatable : .removeScheduler
        case .runScheduler: families.isBull ? .bullRunRepeatable : .runScheduler
        case .removePriorityKey: .removePriorityKey
        case .removeDeduplication: .freeDeduplication
        default: nil
        }
    }

    /// Returns the options of that script.
    func options(for families: ClosedRange<Family>) -> ScriptOptions {
        switch self {
        case .setConcurrency(let limit): ScriptOptions(given: ["limit": limit.map { .decimal(Int64($0)) }])
        case .setRateLimit(let limit):
            ScriptOptions(given: [
                "max": limit.map { .decimal(Int64($0.max)) }, "duration": limit.map { .decimal($0.duration) },
            ])
        case .holdLimiter(let time): ["duration": .decimal(time)]
        case .removeDeduplication(let id): ["id": id]
        case .removeScheduler(let id), .runScheduler(let id):
            ScriptOptions(given: [
                "id": id,
                "prefix": RepeatableMember(id).flatMap { families.isBull ? $0.bullJobPrefix : $0.jobPrefixes.first },
            ])
        default: [:]
        }
    }

    /// Returns how a change goes through the lists of a queue; nil for those that do not, and for a clean.
    func walk(for families: ClosedRange<Family>) -> QueueWalk? {
        let isBull = families.isBull
        return switch self {
        case .drain(let delayed):
            // In the library's order, in which parents in other queues are released.
            QueueWalk(
                script: isBull ? .bullDrain : .drain,
                places: ["wait", "paused"] + (delayed ? ["delayed"] : []) + (isBull ? [] : ["prioritized"]))
        case .retryAll(let state): QueueWalk(script: isBull ? .bullRetryAll : .requeueAll, places: [state.rawValue])
        case .promoteAll: QueueWalk(script: isBull ? .bullPromoteAll : .requeueAll, places: ["delayed"])
        default: nil
        }
    }

    /// Returns why it makes no sense on a queue of these families; nil where it does.
    func refusal(families: ClosedRange<Family>) -> Refusal? {
        switch self {
        case .trimEvents, .removeUnlisted, .removePriorityKey, .holdLimiter:
            guard !families.isBull else { return .unsupported(.bull) }
        case .clean(let request) where request.state == .prioritized || request.state == .waitingChildren:
            guard !families.isBull else { return .unsupported(.bull) }
        case .setConcurrency, .setRateLimit:
            guard families.mayHave(.queueLimits) else { return .unsupported(families.upperBound) }
        case .removeDeduplication:
            guard families.mayHave(.deduplication) else { return .unsupported(families.upperBound) }
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
    /// Returns how it goes through the lists of a queue, at this time of our clock; nil for jobs that wait for
    /// children.
    func walk(for families: ClosedRange<Family>, now: Milliseconds) -> QueueWalk? {
        let places: [String]
        switch state {
        case .waiting: places = ["wait", "paused"]
        case .waitingChildren: return nil
        case .active, .prioritized, .delayed, .failed, .completed: places = [state.rawValue]
        }
        let cutoff = now.subtractingReportingOverflow(grace).partialValue
        var walk = QueueWalk(
            script: families.isBull ? .bullClean : .clean, places: places,
            options: ScriptOptions(given: ["cutoff": .decimal(cutoff), "name": name]))
        // The score of a finished job is its time.
        if state == .failed || state == .completed { walk.bound = .decimal(cutoff) }
        if limit > 0 { walk.limit = limit }
        return walk
    }
}
