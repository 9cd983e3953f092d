import Queues
import Redis

extension QueueRecord {
    /// Readings between two looks at what changes rarely.
    private static let slowBeat = 10

    /// The commands of one reading: eleven, one more as long as it may be a queue of Bull, and two more where waiting jobs
    /// may be in the list `paused`.
    func readingCommands(since start: Milliseconds) -> [Command] {
        readsPausedList = hasPausedIDs || summary.isPaused && layout.mayPauseByList
        let bound = "(" + String(start)
        let finished: [Command] = [
            .on(keys.completed, "ZCOUNT", bound, "+inf"), .on(keys.failed, "ZCOUNT", bound, "+inf"),
        ]
        readsBullPause = !layout.isBullMQ
        let pause = readsBullPause ? [Command.on(id.key("meta-paused"), "EXISTS")] : []
        return steadyCommands + finished + pause + (readsPausedList ? commands(for: .pausedList) : [])
    }

    /// Takes over the replies to `readingCommands`.
    func absorbReading(_ replies: inout Replies) throws(Trouble) {
        let meta = replies.next()
        if let error = meta.error, Trouble.concernsWholeServer(error) || error.code == "NOPERM" {
            throw Trouble(error)
        }
        absorb(meta: meta)
        var wait = WaitingList(length: replies.nextCount(), next: replies.next())
        for state in [JobState.active, .prioritized, .delayed, .completed, .failed, .waitingChildren] {
            summary.counts[state] = replies.nextCount()
        }
        summary.completedPerMinute = replies.next().integer.map { Int(clamping: $0) }
        summary.failedPerMinute = replies.next().integer.map { Int(clamping: $0) }
        if readsBullPause, replies.nextCount() > 0 {
            summary.isPaused = true
            layout.isPaused = true
        }
        let paused = readsPausedList ? WaitingList(length: replies.nextCount(), next: replies.next()) : WaitingList()
        absorb(wait: wait, paused: paused)
        wait = paused.jobs > 0 ? paused : wait
        follow(oldest: wait.jobs > 0 ? wait.nextJob : nil)
        followFailures()
        if readings % Self.slowBeat == 0 { followOnSlowBeat() }
        readings += 1
    }

    private func absorb(meta: Reply) {
        let fields = meta.elements
        guard fields.count == 5 else { return }
        summary.isPaused = !fields[0].isNull
        summary.concurrency = fields[1].integer.map { Int(clamping: $0) }
        layout.isPaused = summary.isPaused
        layout.absorb(version: fields[2].bytes, library: fields[3].bytes, maxEvents: fields[4].bytes)
    }

    func absorb(wait: WaitingList, paused: WaitingList) {
        if readsPausedList {
            hasPausedIDs = paused.length > 0
            layout.pausesByList = summary.isPaused && paused.jobs > 0
        } else if summary.isPaused && layout.mayPauseByList {
            // The queue was paused since the last reading: its jobs may have changed lists.
            follow(.pausedList)
            isUrgent = true
        }
        listLengths = ListLengths(wait: wait.length, paused: paused.length)
        summary.counts[.waiting] = wait.jobs + paused.jobs
        summary.waitingInPaused = paused.jobs
        layout.absorb(nextID: wait.next)
        layout.absorb(nextID: paused.next)
        if summary.counts[.prioritized] > 0 { (layout.hasPrioritized, layout.isBullMQ) = (true, true) }
        if summary.counts[.waitingChildren] > 0 { layout.isBullMQ = true }
        summary.family = layout.family
    }

    /// The time of a job never changes, so it is read once. Meanwhile the time of the one before it stands.
    private func follow(oldest job: JobID?) {
        guard let job else {
            oldest = nil
            summary.oldestWaiting = nil
            return
        }
        guard job != oldest else { return }
        oldest = job
        follow(.oldestTime(job))
    }

    private func followFailures() {
        guard summary.counts[.failed] > 0 else {
            (summary.latestFailure, summary.latestFailureAt) = (nil, nil)
            failuresSeen = []
            return
        }
        let counts = [summary.counts[.failed], summary.failedPerMinute]
        guard counts != failuresSeen else { return }
        failuresSeen = counts
        follow(.newestFailure)
    }

    private func followOnSlowBeat() {
        if layout.isOpen { follow(.traces) }
        if !readsPausedList { follow(.pausedList) }
        // Where failed jobs are trimmed, new ones may come while the counts stay as they are.
        if summary.failedPerMinute ?? 0 > 0 { follow(.newestFailure) }
    }

    /// Adds a reading in place of an earlier one of its kind.
    func follow(_ followUp: FollowUp) {
        followUps.removeAll { $0.isSameKind(as: followUp) }
        followUps.append(followUp)
    }
}

/// One of the lists with waiting ids: how long it is, and which id is next.
struct WaitingList {
    var length = 0
    var next: JobID?

    init() {}

    init(length: Int, next: Reply) {
        self.length = length
        self.next = next.bytes.map(JobID.init)
    }

    /// The jobs in it, without an old marker at its end (data model, 4.1).
    var jobs: Int { next?.isOldMarker == true ? max(0, length - 1) : length }

    /// The next job; nil behind an old marker.
    var nextJob: JobID? { next?.isOldMarker == true ? nil : next }
}
