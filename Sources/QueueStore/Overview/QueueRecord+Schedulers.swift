import Queues
import Redis

/// The schedulers whose next run is in no list: they add no more jobs. Membership decides, not the hash (data model,
/// 4.25).
extension QueueRecord {
    /// The maximum number of schedulers that are looked at.
    private static let schedulerSample = 20

    func schedulerCommands(for followUp: FollowUp) -> [Command] {
        switch followUp {
        case .schedulers: [.on(keys.repeat, "ZRANGE", "0", String(Self.schedulerSample - 1), "WITHSCORES")]
        case .pendingRuns(let readings): readings.flatMap(\.commands)
        case .searchedRuns(let runs):
            runs.flatMap { run in
                [keys.active, keys.wait, keys.paused].map { .on($0, member: run.job.bytes, "LPOS") }
            }
        case .stoppedRuns(let readings): readings.map { .on(keys.repeat, member: $0.id, "ZSCORE") }
        default: []
        }
    }

    func absorbSchedulers(_ replies: inout Replies) {
        let found = read("repeat".utf8, &replies) { part throws(Trouble) in try part.nextList() }
        // Where as many are read as may be, there may be more.
        summary.evidence.schedulers = found.map { $0.count / 2 }.flatMap { $0 < Self.schedulerSample ? $0 : nil }
        let words = found ?? []
        let runs = stride(from: 0, to: words.count - 1, by: 2).compactMap { index in
            Number.whole(words[index + 1]).map { SchedulerReading(queue: id, id: words[index], nextRun: $0) }
        }
        if runs.isEmpty { noteStopped([]) } else { follow(.pendingRuns(runs)) }
    }

    func absorb(pendingRuns readings: [SchedulerReading], _ replies: inout Replies) {
        for key in schedulerKeys { problems[key] = nil }
        var unreadable: [Unreadable] = []
        let schedulers = readings.map { $0.scheduler(&replies, now: now, &unreadable) }
        for part in unreadable { note(part.trouble, of: part.key) }
        schedulerKeys = unreadable.map(\.key)
        let running = zip(readings, schedulers).filter { !$0.1.hasEnded(at: now) }
        stopped = running.filter { !$0.1.hasPendingJob }.map(\.0)
        let open = running.filter { $0.1.pending == .open && $0.1.hasPendingJob }
        if open.isEmpty {
            checkStopped()
        } else {
            follow(.searchedRuns(open.map { SearchedRun(reading: $0.0, job: $0.1.pendingJob) }))
        }
    }

    func absorb(searchedRuns runs: [SearchedRun], _ replies: inout Replies) {
        for run in runs {
            let positions = (0..<3).map { _ in replies.reply() }
            if positions.allSatisfy({ $0.isNull }) { stopped.append(run.reading) }
        }
        checkStopped()
    }

    /// Reads the next runs of schedulers that seem stopped: a scheduler whose time has changed is not stopped.
    func absorb(stoppedRuns readings: [SchedulerReading], _ replies: inout Replies) {
        noteStopped(
            readings.filter { reading in
                let score = read("repeat".utf8, &replies) { part throws(Trouble) in try part.nextBytes() }
                return score.flatMap { $0 }.flatMap(Number.whole) == reading.nextRun
            })
    }

    private func checkStopped() {
        if stopped.isEmpty { noteStopped([]) } else { follow(.stoppedRuns(stopped)) }
    }

    private func noteStopped(_ readings: [SchedulerReading]) {
        stopped = []
        summary.evidence.stoppedSchedulers = readings.first.map {
            StoppedSchedulers(count: readings.count, first: $0.id)
        }
    }
}

/// A scheduler whose next run exists and is searched for in the lists.
struct SearchedRun: Equatable {
    let reading: SchedulerReading
    let job: JobID
}
