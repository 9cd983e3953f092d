import Queues
import Redis

extension QueueChange {
    /// Returns the script of a change that is one script on a queue of these families; nil for other changes.
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
        case .add, .restore, .upsertScheduler, .pause, .resume, .drain, .clean, .retryAll, .promoteAll, .obliterate,
            .trimEvents, .removeUnlisted:
            nil
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
        case .releaseLimiter, .removePriorityKey, .add, .restore, .upsertScheduler, .pause, .resume, .drain, .clean,
            .retryAll, .promoteAll, .obliterate, .trimEvents, .removeUnlisted:
            [:]
        }
    }

    /// Returns how a change goes through the lists of a queue; nil for changes that do not, and for a clean.
    func walk(for families: ClosedRange<Family>) -> QueueWalk? {
        let isBull = families.isBull
        return switch self {
        case .drain(let delayed):
            // In the order in which the library releases parents in other queues.
            QueueWalk(
                script: isBull ? .bullDrain : .drain,
                places: ["wait", "paused"] + (delayed ? ["delayed"] : []) + (isBull ? [] : ["prioritized"]))
        case .retryAll(let state): QueueWalk(script: isBull ? .bullRetryAll : .requeueAll, places: [state.rawValue])
        case .promoteAll: QueueWalk(script: isBull ? .bullPromoteAll : .requeueAll, places: ["delayed"])
        case .clean, .obliterate, .removeUnlisted, .add, .restore, .upsertScheduler, .pause, .resume, .setConcurrency,
            .setRateLimit, .holdLimiter, .releaseLimiter, .trimEvents, .removePriorityKey, .removeDeduplication,
            .removeScheduler, .runScheduler:
            nil
        }
    }

    /// Returns the reason why the change is not possible on a queue of these families; nil where it is.
    func refusal(families: ClosedRange<Family>) -> Refusal? {
        isKnown(in: families) ? reasonAgainstValues.map { .invalid($0) } : .unsupported(families.upperBound)
    }

    /// Returns whether queues of these families can have what the change is for.
    private func isKnown(in families: ClosedRange<Family>) -> Bool {
        switch self {
        case .trimEvents, .removeUnlisted, .removePriorityKey, .holdLimiter: !families.isBull
        case .clean(let request): ![.prioritized, .waitingChildren].contains(request.state) || !families.isBull
        case .setConcurrency, .setRateLimit: families.mayHave(.queueLimits)
        case .removeDeduplication: families.mayHave(.deduplication)
        case .add, .restore, .upsertScheduler, .pause, .resume, .drain, .retryAll, .promoteAll, .obliterate,
            .releaseLimiter, .removeScheduler, .runScheduler:
            true
        }
    }

    /// The reason why its values are not valid on any queue, as a sentence; nil where they are.
    private var reasonAgainstValues: String? {
        switch self {
        case .setConcurrency(let limit): limit ?? 1 < 1 ? "The limit must be 1 or more." : nil
        case .setRateLimit(let limit):
            limit.map { $0.max < 1 || $0.duration < 1 } == true
                ? "Number and time of a rate limit must be 1 or more." : nil
        case .holdLimiter(let time):
            (1...TimeText.limit).contains(time) ? nil : "The time must be 1 to \(TimeText.limit) ms."
        case .trimEvents(let kept): kept < 0 ? "The number of events must be 0 or more." : nil
        case .retryAll(let state):
            JobChange.retry().traits.reason(against: state)
        case .clean(let request): request.grace < 0 || request.limit < 0 ? "Age and limit must be 0 or more." : nil
        case .removeDeduplication(let id): id.isEmpty ? "The id must not be empty." : nil
        case .add, .restore, .upsertScheduler, .pause, .resume, .drain, .promoteAll, .obliterate, .releaseLimiter,
            .removeUnlisted, .removePriorityKey, .removeScheduler, .runScheduler:
            nil
        }
    }
}

extension CleanRequest {
    /// Returns how a clean goes through the lists of a queue; nil for jobs that wait for children. `now` is our clock,
    /// in ms since 1970.
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
        // The score of a finished job is the time at which it finished.
        if state == .failed || state == .completed { walk.bound = .decimal(cutoff) }
        if limit > 0 { walk.limit = limit }
        return walk
    }
}
