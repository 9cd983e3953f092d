public import Queues

extension QueueChange {
    /// The phrase of a change of a queue.
    public var phrase: Phrase {
        switch self {
        case .add(let job): Phrase(.add, before: "job \(Words.name(job.name)) to ")
        case .restore(let job): Phrase(.restore, before: "job \(Words.name(job.id.bytes)) to ")
        case .pause: Phrase(.pause, consequence: ": active jobs go on, no others start")
        case .resume: Phrase(.resume)
        case .drain(let delayed): Phrase(.drain, after: delayed ? ", with the delayed jobs" : "")
        case .clean(let request): request.phrase
        case .retryAll(let state): Phrase(.retry, before: "all \(state.rawValue) jobs of ")
        case .promoteAll: Phrase(.promote, before: "all delayed jobs of ")
        case .obliterate(let force): Phrase(.obliterate, after: force ? " with its active jobs" : "")
        case .removeUnlisted: Phrase(.remove, before: "the unlisted jobs of ")
        case .removePriorityKey: Phrase(.remove, before: "the old priority key of ")
        case .removeDeduplication(let id): Phrase(.remove, before: "the deduplication key \(Words.name(id)) of ")
        case .upsertScheduler(let scheduler): Phrase(.save, before: "the scheduler \(Words.name(scheduler.id)) in ")
        case .removeScheduler(let id):
            Phrase(.remove, before: "the scheduler \(Words.name(id)) in ", after: " with its next job")
        case .runScheduler(let id):
            Phrase(.run, before: "the next job of the scheduler \(Words.name(id)) in ", after: " now")
        case .setConcurrency, .setRateLimit, .holdLimiter, .releaseLimiter, .trimEvents: limitPhrase
        }
    }

    private var limitPhrase: Phrase {
        switch self {
        case .setConcurrency(let limit?):
            Phrase(.set, before: "the concurrency of ", after: " to \(Format.count(limit))")
        case .setConcurrency: Phrase(.lift, before: "the concurrency limit of ")
        case .setRateLimit(let limit?):
            Phrase(
                .set, before: "the rate limit of ",
                after: " to \(Format.count(limit.max, "job")) in \(Format.duration(limit.duration))")
        case .setRateLimit: Phrase(.lift, before: "the rate limit of ")
        case .holdLimiter(let time):
            Phrase(.hold, before: "new jobs of ", after: " for \(Format.duration(time))")
        case .trimEvents(let kept): Phrase(.trim, before: "the events of ", after: " to about \(Format.count(kept))")
        default: Phrase(.clear, before: "the active rate limit of ")
        }
    }
}

extension CleanRequest {
    fileprivate var phrase: Phrase {
        let most = limit > 0 ? "at most \(Format.count(limit)) " : ""
        let named = name.map { " named \(Words.name($0))" } ?? ""
        let age = grace > 0 ? ", older than \(Format.duration(grace))" : ""
        return Phrase(.clean, before: "\(most)\(state.rawValue) jobs\(named) of ", after: age)
    }
}
