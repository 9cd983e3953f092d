import Queues
import Redis

/// Something of a queue that is read when something else has changed, together with the next reading.
enum FollowUp: Equatable {
    case oldestTime(JobID)
    case newestFailure
    case failureLength(JobID)
    case failureText(JobID)
    case pausedList
    case traces
    case jobFields(JobID)

    /// The longest failure text that is read for an overview, in bytes.
    static let failureLimit = 8 * 1_024

    func isSameKind(as other: FollowUp) -> Bool {
        switch (self, other) {
        case (.oldestTime, .oldestTime), (.pausedList, .pausedList), (.traces, .traces), (.jobFields, .jobFields),
            (.newestFailure, .newestFailure), (.failureLength, .newestFailure), (.failureText, .newestFailure):
            true
        default: false
        }
    }
}

extension QueueRecord {
    func commands(for followUp: FollowUp) -> [Command] {
        switch followUp {
        case .oldestTime(let job): [.on(id.key(of: job), "HGET", "timestamp")]
        case .newestFailure: [.on(keys.failed, "ZREVRANGE", "0", "0", "WITHSCORES")]
        case .failureLength(let job): [.on(id.key(of: job), "HSTRLEN", "failedReason")]
        case .failureText(let job): [.on(id.key(of: job), "HGET", "failedReason")]
        case .pausedList: [.on(keys.paused, "LLEN"), .on(keys.paused, "LINDEX", "-1")]
        case .traces:
            [
                .on(keys.marker, "EXISTS"), .on(keys.pc, "EXISTS"), .on(keys.priority, "EXISTS"),
                .on(keys.events, "TYPE"), .on(keys.active, "LINDEX", "0"),
                .on(keys.completed, "ZREVRANGE", "0", "0"), .on(keys.failed, "ZREVRANGE", "0", "0"),
            ]
        case .jobFields(let job): [.on(id.key(of: job), "HMGET", "atm", "ats")]
        }
    }

    /// Takes over the replies to a follow-up, which may lead to another one.
    func absorb(_ followUp: FollowUp, _ replies: inout Replies) {
        switch followUp {
        case .oldestTime(let job):
            let time = replies.next().integer
            if job == oldest { summary.oldestWaiting = time }
        case .newestFailure:
            // The score is the time of the failure (data model, 1.2).
            let newest = replies.next().byteStrings
            if let job = newest.first { follow(.failureLength(JobID(job))) }
            summary.latestFailureAt = newest.dropFirst().first.flatMap(Number.whole)
        case .failureLength(let job):
            let length = replies.nextCount()
            if length > 0 && length <= FollowUp.failureLimit {
                follow(.failureText(job))
            } else {
                summary.latestFailure = nil
            }
        case .failureText:
            summary.latestFailure = replies.next().bytes.map { Array($0.prefix(JobRow.textLimit)) }
        case .pausedList:
            absorb(pausedList: WaitingList(length: replies.nextCount(), next: replies.next()))
        case .traces:
            absorbTraces(&replies)
        case .jobFields:
            if replies.next().elements.contains(where: { !$0.isNull }) { noteTraceOf5() }
        }
        summary.family = layout.family
    }

    private func absorb(pausedList list: WaitingList) {
        hasPausedIDs = list.length > 0
        guard !readsPausedList else { return }
        listLengths.paused = list.length
        layout.pausesByList = summary.isPaused && list.jobs > 0
        guard list.jobs > 0 else { return }
        summary.counts[.waiting] += list.jobs
        summary.waitingInPaused = list.jobs
        if let job = list.nextJob, job != oldest {
            oldest = job
            follow(.oldestTime(job))
        }
    }

    private func noteTraceOf5() {
        layout.hasTraceOf5 = true
        layout.isBullMQ = true
    }

    private func absorbTraces(_ replies: inout Replies) {
        if replies.nextCount() > 0 { noteTraceOf5() }
        if replies.nextCount() > 0 { layout.hasPrioritized = true }
        layout.hasPriorityHelper = replies.nextCount() > 0
        if replies.next().text == "stream" { layout.isBullMQ = true }
        let active = replies.next().bytes.map(JobID.init)
        let finished = replies.next(2).compactMap { $0.byteStrings.first.map(JobID.init) }
        layout.isProbed = true
        let samples = [active].compactMap { $0 } + finished
        if !layout.hasTraceOf5, let job = samples.first(where: { !$0.isOldMarker }) { follow(.jobFields(job)) }
    }
}
