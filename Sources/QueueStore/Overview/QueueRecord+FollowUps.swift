import Queues
import Redis

extension QueueRecord {
    /// Returns whether a time is ahead of the server's clock, beyond the tolerance between clocks.
    func isAhead(_ time: Milliseconds?) -> Bool { time.map { $0 > now + QueueSummary.clockTolerance } ?? false }

    /// Reads the time of the job that runs next.
    func absorbOldest(_ job: JobID, _ replies: inout Replies) {
        let fields = read(job.bytes, &replies) { part throws(Trouble) in
            var fields = try part.nextFields(2)
            return (time: try fields.nextBytes(), name: try fields.nextBytes())
        }
        guard job == oldest else { return }
        // A missing job: a worker that takes the id finds no job.
        summary.evidence.missingJobs = fields != nil && fields?.time == nil && fields?.name == nil ? 1 : 0
        let time = fields?.time.flatMap(Number.whole)
        summary.oldestWaiting = time
        summary.isOldestMalformed = fields?.time != nil && time == nil
        isNextAhead = isAhead(time)
        if isNextAhead { follow(.waitingIDs) }
    }

    /// Reads the first prioritized job. Prioritized jobs run when no others wait, so the first of them stands for the
    /// oldest.
    func absorbNextPrioritized(_ replies: inout Replies) {
        let ids = read("prioritized".utf8, &replies) { part throws(Trouble) in try part.nextList() }
        if summary.counts[.waiting] == 0 { follow(oldest: ids?.first.map { JobID($0) }) }
    }

    func absorbWaitingIDs(_ replies: inout Replies) {
        let ids = read((hasPausedIDs ? "paused" : "wait").utf8, &replies) { part throws(Trouble) in try part.nextList()
        }
        let jobs = (ids ?? []).map(JobID.init).filter { !$0.isOldMarker }
        if !jobs.isEmpty { follow(.waitingTimes(jobs)) }
    }

    /// Reads the times of the next jobs, and takes the oldest that is not ahead of the server's clock; where all are,
    /// the first.
    func absorbWaitingTimes(of jobs: [JobID], _ replies: inout Replies) {
        let times = jobs.compactMap { job -> Milliseconds? in
            let text = read(job.bytes, &replies) { part throws(Trouble) in try part.nextBytes() }
            return text.flatMap { $0 }.flatMap(Number.whole)
        }
        if let oldest = times.filter({ !isAhead($0) }).min() ?? times.min() { summary.oldestWaiting = oldest }
    }

    /// Reads the newest failed job. Its score is the time of the failure (data model, 1.2).
    func absorbNewestFailure(_ replies: inout Replies) {
        let newest = read("failed".utf8, &replies) { part throws(Trouble) in try part.nextList() }
        guard let newest else { return }
        if let job = newest.first { follow(.failureLength(JobID(job))) }
        summary.latestFailureAt = newest.dropFirst().first.flatMap(Number.whole)
    }

    func absorbFailureLength(of job: JobID, _ replies: inout Replies) {
        let length = read(job.bytes, &replies) { part throws(Trouble) in try part.nextCount() }
        if let length, length > 0 && length <= FollowUp.failureLimit {
            follow(.failureText(job))
        } else {
            summary.latestFailure = nil
        }
    }

    func absorb(pausedList list: WaitingList?) {
        hasPausedIDs = list.map { $0.length > 0 } ?? true
        guard !readsPausedList else { return }
        guard let list else {
            (summary.counts[.waiting], summary.waitingInPaused) = (nil, nil)
            return
        }
        listLengths.paused = list.length
        traces.pausesByList = summary.isPaused && list.jobs > 0
        guard list.jobs > 0 else { return }
        summary.counts[.waiting] = summary.counts[.waiting].map { $0 + list.jobs }
        summary.waitingInPaused = list.jobs
        if let job = list.nextJob, job != oldest {
            oldest = job
            follow(.oldestTime(job))
        }
    }

    func absorbFields(of job: JobID, _ replies: inout Replies) {
        let fields = read(job.bytes, &replies) { part throws(Trouble) in
            var fields = try part.nextFields(3)
            return try (0..<3).map { _ throws(Trouble) in try fields.nextBytes() != nil }
        }
        if let fields {
            if fields[0] || fields[1] {
                noteTraceOf5()
            } else if fields[2] {
                traces.hasTraceOf4 = true
            }
        }
        noteFamily()
    }

    /// Reads the traces of libraries. A trace that cannot be read is ignored.
    func absorbTraces(_ replies: inout Replies) {
        traces.areKeysHidden = false
        func exists(_ key: String) -> Bool {
            let count = readCount(key, &replies)
            if count == nil { traces.areKeysHidden = true }
            return count ?? 0 > 0
        }
        if exists("marker") { noteTraceOf5() }
        if exists("pc") { traces.hasPrioritized = true }
        traces.hasPriorityHelper = exists("priority")
        let type = replies.reply()
        if type.error != nil { traces.areKeysHidden = true }
        let hasEvents = type.text == "stream"
        if hasEvents { traces.isBullMQ = true }
        traces.hasAddedWithEvents = exists("id") && hasEvents
        let active = read("active".utf8, &replies) { part throws(Trouble) in try part.nextBytes() }
        let finished = ["completed", "failed"].compactMap { key in
            read(key.utf8, &replies) { part throws(Trouble) in try part.nextList() }?.first
        }
        traces.isProbed = true
        noteFamily()
        let samples = ([active.flatMap { $0 }].compactMap { $0 } + finished).map(JobID.init)
        if !traces.hasTraceOf5, let job = samples.first(where: { !$0.isOldMarker }) { follow(.jobFields(job)) }
    }

    private func noteTraceOf5() {
        traces.hasTraceOf5 = true
        traces.isBullMQ = true
    }
}
