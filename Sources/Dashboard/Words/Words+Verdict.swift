public import Queues

/// The words for the health of queues: the verdict for a column, and with its evidence for a line.
extension Words {
    /// Returns the verdict in a few words, for the column Health. `now` is in ms since 1970 on the server's clock.
    static func verdict(_ verdict: Verdict, now: Milliseconds) -> String {
        switch verdict {
        case .unreadable(let parts): unreadable(parts)
        case .failing(let failed, let finished, _, let completed):
            switch completed {
            case .all: "failing, \(share(failed, of: finished)) of jobs"
            case .kept: "failing, \(share(failed, of: finished)) of kept"
            case .unknown: "failing, \(Format.count(failed, "job"))"
            }
        case .unlocked(let jobs): "\(Format.count(jobs.count)) active without a lock"
        case .noProgress(let standstill, _, _): Self.standstill(standstill, now: now)
        case .growing(_, let arriving, let leaving): "backlog +\(Format.shortCount(arriving - leaving))/min"
        case .schedulerStopped(let stopped):
            stopped.count == 1 ? "scheduler stopped" : "\(stopped.count) schedulers stopped"
        case .parentsBlocked(let parents):
            parents.count == 1 ? "1 parent waits for a lost child" : "\(parents.count) parents wait for lost children"
        case .unmanaged(let jobs):
            (jobs.isWhole ? "" : "at least ") + Format.count(jobs.jobs, "job") + " in "
                + Format.count(jobs.groups, "group") + " (BullMQ Pro)"
        case .missingJobs(let count): count == 1 ? "missing job" : "\(Format.count(count)) missing jobs"
        case .working(let minutes):
            "working" + (minutes.map { ", empty in \(Format.age(Milliseconds($0) * 60_000))" } ?? "")
        case .idle(let nextRun):
            nextRun.map { $0 > now ? "idle, next run in " + Format.age(Format.elapsed(from: now, to: $0)) : "idle" }
                ?? "idle"
        case .remembered(let past): remembered(past.verdict)
        }
    }

    /// Returns the verdict in one or two words, where there is little room.
    static func brief(_ verdict: Verdict) -> String {
        switch verdict {
        case .unreadable: "unread"
        case .failing: "failing"
        case .unlocked: "no lock"
        case .noProgress(let standstill, _, _):
            switch standstill {
            case .scattered: "slots"
            case .paused: "paused"
            case .rateLimited: "limited"
            case .noWorker: "no worker"
            case .concurrencyZero, .workersIdle, .workersUnknown: "no progress"
            case .waitingForChildren: "children"
            }
        case .growing: "growing"
        case .schedulerStopped: "stopped"
        case .parentsBlocked: "blocked"
        case .unmanaged: "unmanaged"
        case .missingJobs: "missing"
        case .working: "working"
        case .idle: "idle"
        case .remembered(let past): past.verdict.map { brief($0.kind) } ?? "unknown"
        }
    }

    /// Returns for how long a queue fails at least: failures before the window, in ms, were not looked at, and the oldest one in
    /// it is no beginning where older ones are kept.
    private static func failingTime(
        since: Milliseconds, isLonger: Bool, window: Milliseconds, _ now: Milliseconds
    ) -> String {
        let isAtTheEdge = Format.elapsed(from: since, to: now) >= window - min(60_000, window / 10)
        return " for \(duration(since: since, now))" + (isLonger || isAtTheEdge ? " or more" : "")
    }

    /// Returns the verdict on a queue with its evidence, for the attention pane.
    static func evidence(_ verdict: Verdict, of queue: QueueSummary, now: Milliseconds) -> String {
        let limits = queue.thresholds
        switch verdict {
        case .failing(let failed, let finished, let since, let completed):
            let isLonger = queue.counts.atLeast(.failed) > failed
            let time = since.map { failingTime(since: $0, isLonger: isLonger, window: limits[.failing], now) } ?? ""
            return "failing\(time), \(finishedWords(failed, of: finished, completed))"
        case .unlocked(let jobs):
            let sample = jobs.count == jobs.sampled ? "" : " of \(jobs.sampled) looked at"
            let isSeen = Format.elapsed(from: jobs.since, to: now) >= limits[.unlocked]
            let times = [
                isSeen ? " for \(duration(since: jobs.since, now))" : nil,
                jobs.started.map { ", started \(duration(since: $0, now)) ago" },
            ]
            return Format.count(jobs.count, "job") + sample + " active without a lock"
                + times.compactMap(\.self).joined()
        case .noProgress(let standstill, let waiting, let since):
            let jobs =
                waiting == 0 ? "no job waits" : waiting == 1 ? "1 job waits" : Format.count(waiting, "job") + " wait"
            let time = waiting > 0 ? since.map { ", the oldest for \(duration(since: $0, now))" } ?? "" : ""
            let unknown = standstill == .workersUnknown ? ", its workers are not known" : ""
            return "\(Self.standstill(standstill, now: now)): \(jobs)\(time)\(unknown)"
        case .growing(let backlog, let arriving, let leaving):
            // Where finished jobs are not kept, their number is unknown.
            let rates =
                leaving == 0
                ? "\(Format.count(arriving)) more"
                : "\(Format.count(arriving)) come and \(Format.count(leaving)) go"
            return "backlog \(Format.count(backlog)): \(rates) a minute"
        case .schedulerStopped(let stopped):
            let others = stopped.count > 1 ? " and \(stopped.count - 1) more" : ""
            return "scheduler \(name(stopped.first))\(others) stopped: its next job is in no list"
        case .parentsBlocked(let parents):
            return blocked(parents)
        case .missingJobs: return "the id that is next to run has no job"
        case .remembered(let past): return remembered(past, now: now)
        case .unreadable, .unmanaged, .working, .idle: return Self.verdict(verdict, now: now)
        }
    }

    private static func blocked(_ parents: BlockedParents) -> String {
        let verb = parents.count == 1 ? "waits" : "wait"
        return
            "\(parents.count) of \(Format.count(parents.sampled, "parent")) \(verb) for children that failed or are gone, "
            + "such as \(name(parents.first.bytes))"
    }

    private static func unreadable(_ parts: [Unreadable], of queue: QueueID? = nil) -> String {
        guard let first = parts.first else { return "cannot be read" }
        let owner = queue.map { " of \(name($0.name))" } ?? ""
        let others = parts.count > 1 ? " and \(parts.count - 1) more" : ""
        return "cannot read \"\(name(first.key))\"\(owner)\(others): \(short(first.trouble.reason))"
    }

    /// Returns the words for what a search or the causes could not read; nil where that is nothing. The queue of the first
    /// key is named on a screen of several queues, where `queue` is nil.
    static func unreadable(_ keys: UnreadableKeys, on queue: QueueID?) -> String? {
        guard let first = keys.entries.first else { return nil }
        return unreadable(keys.entries.map(\.part), of: queue == nil ? first.queue : nil)
    }

    private static func standstill(_ standstill: Verdict.Standstill, now: Milliseconds) -> String {
        switch standstill {
        case .scattered: "keys in several slots, BullMQ cannot work on it"
        case .paused: "paused"
        case .concurrencyZero: "concurrency 0"
        case .rateLimited(let until): "rate limited, \(Format.age(Format.elapsed(from: now, to: until))) left"
        case .noWorker: "no worker is connected"
        case .workersIdle(let count): count == 1 ? "1 worker takes no job" : "\(count) workers take no job"
        case .workersUnknown: "no progress"
        case .waitingForChildren: "waiting for children"
        }
    }

    /// Returns the failed jobs, of how many: `34 of 120 jobs`, of those that are kept where earlier ones may have been removed.
    private static func finishedWords(_ failed: Int, of finished: Int, _ completed: Verdict.Completed) -> String {
        switch completed {
        case .all: "\(Format.count(failed)) of \(Format.count(finished, "job"))"
        case .kept: "\(Format.count(failed)) of \(Format.count(finished)) jobs that are kept"
        case .unknown: "\(Format.count(failed, "job")), completed ones are not kept"
        }
    }

    private static func share(_ part: Int, of whole: Int) -> String {
        "\(Int((Double(part) / Double(max(1, whole)) * 100).rounded())) %"
    }

    private static func duration(since moment: Milliseconds, _ now: Milliseconds) -> String {
        Format.age(Format.elapsed(from: moment, to: now))
    }

    /// Returns the remedy: a key, or a command of the palette.
    static func remedy(_ remedy: Verdict.Remedy, _ keys: KeyNames) -> String {
        switch remedy {
        case .addHashTag: "move it to {bull}"
        case .seeKey: "bulltop doctor"
        case .seeCauses: keys[.visit(.causes)] + " causes"
        case .releaseJobs: keys[.open] + " " + keys[.change(.release)]
        case .resume: keys[.togglePause] + " resume"
        case .setConcurrency: keys[.form(.concurrency)]
        case .releaseLimiter: keys[.changeQueue(.releaseLimiter)]
        case .addWorker: "start a worker"
        case .seeWorkers: keys[.visit(.workers)] + " workers"
        case .permitWorkers: "permit +client|list"
        case .seeChildren: keys[.open]
        case .restartScheduler: keys[.visit(.allSchedulers)]
        case .seeOtherProgram: ""
        case .removeMissing: keys[.open] + " " + keys[.removeMissing]
        }
    }

    /// Returns the verdict on the server in words.
    static func verdict(_ verdict: ServerVerdict) -> String {
        switch verdict {
        case .loading: "is loading its data from disk"
        case .outOfMemory(let used, let limit):
            "is out of memory for writes: \(Format.bytes(used)) of \(Format.bytes(limit)), noeviction"
        case .snapshotFailed: "could not save its last snapshot (RDB): writes may be refused (MISCONF)"
        case .appendFailed: "could not write its append-only file: writes are refused (MISCONF)"
        case .masterLost(let seconds):
            "has lost its primary" + (seconds.map { " for \(Format.age(Milliseconds($0) * 1_000))" } ?? "")
                + ": old data"
        case .replicaLags(let seconds): "a replica is \(seconds) s behind"
        case .evicts(let policy): "maxmemory-policy \(short(policy)) can evict jobs"
        case .replica: "is a replica: it takes no changes"
        case .clusterNode: "cluster: this node only"
        }
    }
}

extension ServerStatus {
    /// What is to be said of a replica that has lost its primary, as the rest of a sentence; nil for other servers.
    public var lossOfPrimary: String? { isMasterLost ? Words.verdict(.masterLost(seconds: masterLostFor)) : nil }

    /// What is to be said of a replica without queues that never had a connection to its primary, as the rest of a sentence; nil
    /// for other servers.
    public var lackOfData: String? { isUnfilled ? Words.unfilled : nil }
}

extension Words {
    /// What a replica that never had a connection to its primary lacks, as the rest of a sentence.
    static let unfilled = "has not been filled by its primary"
}
