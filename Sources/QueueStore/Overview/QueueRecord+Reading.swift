import Queues
import Redis

extension QueueRecord {
    /// The number of readings between two looks at what rarely changes.
    private static let slowBeat = 20
    /// The fields of `meta` in the order in which they are read.
    private static let settings = [
        "paused", "concurrency", "version", "library", "opts.maxLenEvents", "max", "duration",
    ]
    /// The states that are counted, in the order of their commands, after `wait`.
    static let counted: [JobState] = [.active, .prioritized, .delayed, .completed, .failed, .waitingChildren]

    /// The commands that are the same in every reading.
    private var steadyCommands: [Command] {
        [
            Command("HMGET", key: keys.meta, Self.settings),
            .on(keys.wait, "LLEN"), .on(keys.wait, "LINDEX", "-1"), .on(keys.active, "LLEN"),
            .on(keys.prioritized, "ZCARD"), .on(keys.delayed, "ZCARD"), .on(keys.completed, "ZCARD"),
            .on(keys.failed, "ZCARD"), .on(keys.waitingChildren, "ZCARD"),
        ]
    }

    /// Returns the commands of a whole reading: eleven, one more while the queue may be Bull's, and two more where waiting
    /// jobs may be in the list `paused`.
    func wholeCommands() -> [Command] {
        readsPausedList = hasPausedIDs || summary.isPaused && traces.mayPauseByList
        let bound = "(" + String(now - QueueSummary.rateWindow)
        let finished: [Command] = [
            .on(keys.completed, "ZCOUNT", bound, "+inf"), .on(keys.failed, "ZCOUNT", bound, "+inf"),
        ]
        readsBullPause = !traces.isBullMQ
        let pause = readsBullPause ? [Command.on(id.key("meta-paused"), "EXISTS")] : []
        return steadyCommands + finished + pause + (readsPausedList ? commands(for: .pausedList) : [])
    }

    /// Reads the replies to `wholeCommands`.
    func absorbWhole(_ replies: inout Replies) {
        absorbMeta(&replies)
        let wait = read("wait".utf8, &replies, taking: 2) { part throws(Trouble) in try WaitingList(&part) }
        for state in Self.counted { summary.counts[state] = readCount(state.rawValue, &replies) }
        summary.completedPerMinute = readCount("completed", &replies)
        summary.failedPerMinute = readCount("failed", &replies)
        if readsBullPause, readCount("meta-paused", &replies) ?? 0 > 0 {
            summary.isPaused = true
            traces.isPaused = true
        }
        let none = WaitingList()
        let paused = readsPausedList ? readPausedList(&replies) : none
        absorb(wait: wait, paused: paused)
        let next = paused?.jobs ?? 0 > 0 ? paused : wait
        let listed = next.flatMap { $0.jobs > 0 ? $0.nextJob : nil }
        if listed == nil, summary.counts[.waiting] == 0, summary.counts.atLeast(.prioritized) > 0 {
            follow(.nextPrioritized)
        } else {
            follow(oldest: listed)
        }
        followFailures()
        if isTurn(Self.slowBeat) { followOnSlowBeat() }
        followEvidence()
        readings += 1
        listProblems()
    }

    func readPausedList(_ replies: inout Replies) -> WaitingList? {
        read("paused".utf8, &replies, taking: 2) { part throws(Trouble) in try WaitingList(&part) }
    }

    private func absorbMeta(_ replies: inout Replies) {
        let count = Self.settings.count
        let values = read("meta".utf8, &replies) { part throws(Trouble) in
            var fields = try part.nextFields(count)
            return try (0..<count).map { _ throws(Trouble) in try fields.nextBytes() }
        }
        traces.isMetaHidden = values == nil
        guard let values else { return }
        summary.isPaused = values[0] != nil
        summary.concurrency = values[1].flatMap(Number.whole).map { Int(clamping: $0) }
        // Both fields must exist to count (data model, 1.3).
        rateLimit = values[6] == nil ? nil : values[5].flatMap(Number.whole)
        traces.isPaused = summary.isPaused
        traces.absorb(version: values[2], library: values[3], maxEvents: values[4])
    }

    /// Records the two lists; nil is one that cannot be read.
    private func absorb(wait: WaitingList?, paused: WaitingList?) {
        if readsPausedList {
            hasPausedIDs = paused.map { $0.length > 0 } ?? true
            traces.pausesByList = summary.isPaused && paused?.jobs ?? 0 > 0
        } else if summary.isPaused && traces.mayPauseByList {
            // The queue was paused since the last reading: its jobs may have moved to the other list.
            follow(.pausedList)
            isUrgent = true
        }
        listLengths = ListLengths(wait: wait?.length ?? 0, paused: paused?.length ?? 0)
        summary.counts[.waiting] = wait.flatMap { wait in paused.map { wait.jobs + $0.jobs } }
        summary.waitingInPaused = paused?.jobs
        traces.absorb(nextID: wait?.next)
        traces.absorb(nextID: paused?.next)
        if summary.counts.atLeast(.prioritized) > 0 { (traces.hasPrioritized, traces.isBullMQ) = (true, true) }
        if summary.counts.atLeast(.waitingChildren) > 0 { traces.isBullMQ = true }
        noteFamily()
    }

    /// Requests the time of the oldest job. The time of a job never changes, so it is read once; until then the
    /// previous job's time is shown.
    func follow(oldest job: JobID?) {
        if let before = oldest, before != job { problems[before.bytes] = nil }
        guard let job else {
            oldest = nil
            isNextAhead = false
            (summary.oldestWaiting, summary.isOldestMalformed) = (nil, false)
            summary.evidence.missingJobs = 0
            return
        }
        guard job != oldest else { return }
        if oldest != nil { summary.evidence.movedAt = now }
        oldest = job
        follow(.oldestTime(job))
    }

    private func followFailures() {
        guard summary.counts[.failed] != 0 else {
            (summary.latestFailure, summary.latestFailureAt) = (nil, nil)
            failuresSeen = []
            return
        }
        let counts = [summary.counts[.failed], summary.failedPerMinute]
        guard summary.counts[.failed] != nil, counts != failuresSeen else { return }
        failuresSeen = counts
        follow(.newestFailure)
    }

    private func followOnSlowBeat() {
        if traces.isOpen { follow(.traces) }
        if !readsPausedList { follow(.pausedList) }
        // Where failed jobs are trimmed, new ones may be added while the counts do not change.
        if summary.failedPerMinute ?? 0 > 0 { follow(.newestFailure) }
        if isNextAhead { follow(.waitingIDs) }
        followTypes()
    }

    /// Shows what the keys say of their library.
    func noteFamily() {
        summary.family = traces.family
        summary.isLibraryKnown = traces.bounds != nil || !traces.isProbed
    }

    /// Requests a follow-up in place of an earlier one of its kind.
    func follow(_ followUp: FollowUp) {
        followUps.removeAll { $0.isSameKind(as: followUp) }
        followUps.append(followUp)
    }
}

/// One of the lists with waiting ids: its length, and the id that runs next.
struct WaitingList {
    var length = 0
    var next: JobID?

    /// Creates an empty list.
    init() {}

    /// Reads the replies to LLEN and LINDEX.
    init(_ replies: inout Replies) throws(Trouble) {
        length = try replies.nextCount()
        next = try replies.nextBytes().map(JobID.init)
    }

    /// The number of jobs in it, without an old marker at its end (data model, 4.1).
    var jobs: Int { next?.isOldMarker == true ? max(0, length - 1) : length }

    /// The next job; nil where the end of the list is an old marker.
    var nextJob: JobID? { next?.isOldMarker == true ? nil : next }
}
