import Queues
import Redis

/// The active jobs and their locks: twenty in each look, those that were started first before the others.
extension QueueRecord {
    func lockCommands(for followUp: FollowUp) -> [Command] {
        switch followUp {
        case .activeIDs(let start):
            return [.on(keys.active, "LRANGE", String(-start - LockRound.sample), String(-start - 1))]
        case .locks(let jobs, _):
            return [Command("EXISTS", arguments: jobs.map { id.key(of: $0) + ":lock".utf8 })]
        case .suspects(let jobs, let start):
            // Jobs that are still active have come nearer to the end of the list.
            return [.on(keys.active, "LRANGE", String(-start - LockRound.sample), "-1")]
                + jobs.flatMap { job -> [Command] in
                    let key = id.key(of: job)
                    return [.on(key + ":lock".utf8, "EXISTS"), .on(key, "HGET", "processedOn")]
                }
        default: return []
        }
    }

    func absorbActiveIDs(from start: Int, _ replies: inout Replies) {
        let ids = read("active".utf8, &replies) { part throws(Trouble) in try part.nextList() }
        guard let ids else { return }
        let jobs = ids.map(JobID.init).filter { !$0.isOldMarker }
        if jobs.isEmpty { note(LockRound.Look(from: start, jobs: [])) } else { follow(.locks(jobs, from: start)) }
    }

    /// Reads the number of locks. Where locks are missing, each job is looked at once more: it may have finished since
    /// its id was read, and workers of Bull and BullMQ 3 take a job before they lock it.
    func absorbLocks(of jobs: [JobID], from start: Int, _ replies: inout Replies) {
        let locks = read("active".utf8, &replies) { part throws(Trouble) in try part.nextCount() }
        guard let locks else { return }
        if locks >= jobs.count {
            note(LockRound.Look(from: start, jobs: jobs))
        } else {
            follow(.suspects(jobs, from: start))
        }
    }

    func absorbSuspects(_ jobs: [JobID], from start: Int, _ replies: inout Replies) {
        let ids = read("active".utf8, &replies) { part throws(Trouble) in try part.nextList() }
        var look = LockRound.Look(from: start, jobs: jobs)
        let active = ids.map { Set($0.map(JobID.init)) }
        for job in jobs {
            let locks = read(job.bytes + ":lock".utf8, &replies) { part throws(Trouble) in try part.nextCount() }
            let started = read(job.bytes, &replies) { part throws(Trouble) in try part.nextBytes() }
            guard locks == 0, active?.contains(job) == true else { continue }
            look.unlocked[job] = .some(started.flatMap { $0 }.flatMap(Number.whole))
        }
        if active != nil { note(look) }
    }

    private func note(_ look: LockRound.Look) {
        locks.absorb(look, active: summary.counts.atLeast(.active), now: now)
        summary.evidence.unlocked = locks.found(
            at: now, active: summary.counts.atLeast(.active), after: summary.thresholds[.unlocked])
    }
}
