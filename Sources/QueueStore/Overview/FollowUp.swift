import Queues
import Redis

/// A value of a queue that is read together with the next reading, after something else has changed.
enum FollowUp: Equatable {
    /// The time of the job that runs next.
    case oldestTime(JobID)
    /// The ids that run next, where the time of the first is ahead of the server's clock.
    case waitingIDs
    case waitingTimes([JobID])
    case newestFailure
    case failureLength(JobID)
    case failureText(JobID)
    case pausedList
    case traces
    case jobFields(JobID)
    /// Some active ids, then the number of them that have a lock, then those without a lock that are still active. The
    /// number is that of the jobs that have been active for longer.
    case activeIDs(from: Int)
    case locks([JobID], from: Int)
    case suspects([JobID], from: Int)
    /// The prioritized job that runs next, where no other jobs wait.
    case nextPrioritized
    /// The counter of the rate limit, and the time until it expires.
    case limiter
    /// The jobs that finished within the time that makes a queue failing.
    case recentlyFinished
    /// The delayed job that runs next.
    case nextRun
    /// The schedulers that run next, then their next runs, then those of the runs that are in no sorted set, then a
    /// second look at the schedulers that seem stopped.
    case schedulers
    case pendingRuns([SchedulerReading])
    case searchedRuns([SearchedRun])
    case stoppedRuns([SchedulerReading])
    /// The type of the key `groups` of BullMQ Pro, then the names of groups, then the number of jobs in some of them.
    case groups
    case groupNames
    case groupSizes([[UInt8]], of: Int)
    /// The types of keys that hold a wrong type.
    case types([[UInt8]])

    /// The longest failed reason that is read for an overview, in bytes.
    static let failureLimit = 8 * 1_024
    /// The number of next ids that are looked at for one whose time is not ahead.
    static let waitingSample = 20

    /// Returns whether it replaces another follow-up.
    func isSameKind(as other: FollowUp) -> Bool { kind == other.kind }

    private var kind: Int {
        switch self {
        case .oldestTime: 0
        case .waitingIDs, .waitingTimes: 1
        case .newestFailure, .failureLength, .failureText: 2
        case .pausedList: 3
        case .traces: 4
        case .jobFields: 5
        case .types: 6
        case .activeIDs, .locks, .suspects: 7
        case .limiter: 8
        case .recentlyFinished: 9
        case .nextRun: 10
        case .schedulers, .pendingRuns, .searchedRuns, .stoppedRuns: 11
        case .groups, .groupNames, .groupSizes: 12
        case .nextPrioritized: 13
        }
    }
}

extension QueueRecord {
    func commands(for followUp: FollowUp) -> [Command] {
        switch followUp {
        case .activeIDs, .locks, .suspects: lockCommands(for: followUp)
        case .limiter, .recentlyFinished, .nextRun: evidenceCommands(for: followUp)
        case .schedulers, .pendingRuns, .searchedRuns, .stoppedRuns: schedulerCommands(for: followUp)
        case .groups, .groupNames, .groupSizes: groupCommands(for: followUp)
        case .oldestTime(let job): [.on(id.key(of: job), "HMGET", "timestamp", "name")]
        case .nextPrioritized: [.on(keys.prioritized, "ZRANGE", "0", "0")]
        case .waitingIDs:
            [.on(hasPausedIDs ? keys.paused : keys.wait, "LRANGE", String(-FollowUp.waitingSample), "-1")]
        case .waitingTimes(let jobs): jobs.map { .on(id.key(of: $0), "HGET", "timestamp") }
        case .newestFailure: [.on(keys.failed, "ZREVRANGE", "0", "0", "WITHSCORES")]
        case .failureLength(let job): [.on(id.key(of: job), "HSTRLEN", "failedReason")]
        case .failureText(let job): [.on(id.key(of: job), "HGET", "failedReason")]
        case .pausedList: [.on(keys.paused, "LLEN"), .on(keys.paused, "LINDEX", "-1")]
        case .traces:
            [
                .on(keys.marker, "EXISTS"), .on(keys.pc, "EXISTS"), .on(keys.priority, "EXISTS"),
                .on(keys.events, "TYPE"), .on(id.key("id"), "EXISTS"), .on(keys.active, "LINDEX", "0"),
                .on(keys.completed, "ZREVRANGE", "0", "0"), .on(keys.failed, "ZREVRANGE", "0", "0"),
            ]
        case .jobFields(let job): [.on(id.key(of: job), "HMGET", "atm", "ats", "attemptsMade")]
        case .types(let keys): keys.map { .on(id.base + [UInt8(ascii: ":")] + $0, "TYPE") }
        }
    }

    /// Reads the replies to a follow-up, which may cause another one. One that the server refused for now is read again with
    /// the next reading, not on its next beat: the refusal would stand until then, though the server answers again.
    func absorb(_ followUp: FollowUp, _ replies: inout Replies) {
        isRefusedForNow = false
        absorbParts(of: followUp, &replies)
        if isRefusedForNow { follow(followUp) }
        listProblems()
    }

    /// Reads the replies to a follow-up by its kind.
    private func absorbParts(of followUp: FollowUp, _ replies: inout Replies) {
        switch followUp {
        case .oldestTime(let job): absorbOldest(job, &replies)
        case .nextPrioritized: absorbNextPrioritized(&replies)
        case .waitingIDs: absorbWaitingIDs(&replies)
        case .waitingTimes(let jobs): absorbWaitingTimes(of: jobs, &replies)
        case .newestFailure: absorbNewestFailure(&replies)
        case .failureLength(let job): absorbFailureLength(of: job, &replies)
        case .failureText(let job):
            let text = read(job.bytes, &replies) { part throws(Trouble) in try part.nextBytes() }
            summary.latestFailure = text.flatMap { $0 }.map { Array($0.prefix(JobRow.textLimit)) }
        case .pausedList: absorb(pausedList: readPausedList(&replies))
        case .traces: absorbTraces(&replies)
        case .jobFields(let job): absorbFields(of: job, &replies)
        case .activeIDs(let start): absorbActiveIDs(from: start, &replies)
        case .locks(let jobs, let start): absorbLocks(of: jobs, from: start, &replies)
        case .suspects(let jobs, let start): absorbSuspects(jobs, from: start, &replies)
        case .limiter: absorbLimiter(&replies)
        case .recentlyFinished: absorbRecentlyFinished(&replies)
        case .nextRun: absorbNextRun(&replies)
        case .schedulers: absorbSchedulers(&replies)
        case .pendingRuns(let readings): absorb(pendingRuns: readings, &replies)
        case .searchedRuns(let runs): absorb(searchedRuns: runs, &replies)
        case .stoppedRuns(let readings): absorb(stoppedRuns: readings, &replies)
        case .groups: absorbGroups(&replies)
        case .groupNames: absorbGroupNames(&replies)
        case .groupSizes(let names, let count): absorbGroupSizes(names, of: count, &replies)
        case .types(let keys): absorb(types: keys, &replies)
        }
    }
}
