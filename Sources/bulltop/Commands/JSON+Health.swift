internal import JSONText
internal import Queues

extension JSON {
    /// Returns the facts of all verdicts on a queue, the gravest first, each with its word.
    static func evidence(_ queue: QueueSummary, now: Milliseconds) -> JSON {
        .array(
            queue.health(at: now).verdicts.map { verdict in
                .object([Member("verdict", .string(verdict.word))] + facts(verdict))
            })
    }

    private static func facts(_ verdict: Verdict) -> [Member] {
        switch verdict {
        case .failing(let failed, let finished, let since, let completed):
            [
                Member("failed", .number(failed)),
                Member("finished", completed == .unknown ? .null : .number(finished)), Member("since", .number(since)),
                Member("keptOnly", .boolean(completed != .all)),
            ]
        case .unlocked(let jobs):
            [
                Member("jobs", .number(jobs.count)), Member("sampled", .number(jobs.sampled)),
                Member("since", .number(jobs.since)), Member("started", .number(jobs.started)),
            ]
        case .noProgress(let standstill, let waiting, let since):
            [
                Member("cause", .string(standstill.word)), Member("waiting", .number(waiting)),
                Member("since", .number(since)), Member("until", .number(standstill.end)),
            ]
        case .growing(let backlog, let arriving, let leaving):
            [
                Member("backlog", .number(backlog)), Member("arrivingPerMinute", .number(arriving)),
                Member("leavingPerMinute", .number(leaving)),
            ]
        case .schedulerStopped(let stopped):
            [Member("schedulers", .number(stopped.count)), Member("first", .bytes(stopped.first))]
        case .parentsBlocked(let parents):
            [
                Member("parents", .number(parents.count)), Member("sampled", .number(parents.sampled)),
                Member("first", .bytes(parents.first.bytes)),
            ]
        case .unmanaged(let jobs): [Member("jobs", .number(jobs.jobs)), Member("groups", .number(jobs.groups))]
        case .missingJobs(let count): [Member("jobs", .number(count))]
        case .idle(let nextRun): [Member("nextRun", .number(nextRun))]
        case .working(let minutes): [Member("emptyInMinutes", .number(minutes))]
        case .unreadable, .remembered: []
        }
    }
}

extension Verdict.Standstill {
    /// The time at which it ends by itself, in ms since 1970; nil where it does not.
    fileprivate var end: Milliseconds? { if case .rateLimited(let until) = self { until } else { nil } }
}
