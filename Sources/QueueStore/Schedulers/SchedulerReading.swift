import Queues
import Redis

/// One job scheduler to be read, whose next run is known.
struct SchedulerReading {
    let queue: QueueID
    let id: [UInt8]
    let nextRun: Milliseconds

    private static let fields = ["name", "every", "pattern", "tz", "ic", "limit", "startDate", "endDate", "offset"]

    private var definition: [UInt8] { QueueKeys(queue).repeat + ":".utf8 + id }
    private var member: RepeatableMember? { RepeatableMember(id) }
    private var ofScheduler: JobID { JobID(Array("repeat:".utf8) + id + ":\(nextRun)".utf8) }
    private var ofRepeatable: [JobID] {
        member.map { $0.jobPrefixes.map { JobID($0 + String(nextRun).utf8) } } ?? []
    }

    /// Four commands, or six where it may be a repeatable without a hash of its own.
    var commands: [Command] {
        let lengths = ["data", "opts"].map { Command.on(definition, "HSTRLEN", $0) }
        let jobs = [ofScheduler] + ofRepeatable
        return [Command("HMGET", arguments: [definition] + Self.fields.map { Array($0.utf8) })] + lengths
            + jobs.map { .on(queue.key(of: $0), "EXISTS") }
    }

    /// Takes the replies to `commands`. `now` is in ms since 1970.
    func scheduler(_ replies: inout Replies, now: Milliseconds) -> JobScheduler {
        var scheduler = read(&replies)
        let times = SchedulerTimes(scheduler.rhythm)
        scheduler.words = times.words
        scheduler.runs = times.runs(of: scheduler, now: now)
        if scheduler.iterations ?? 0 > 1 { scheduler.lastRun = times.run(before: nextRun) }
        return scheduler
    }

    private func read(_ replies: inout Replies) -> JobScheduler {
        var values = Replies(replies.next().elements)
        var scheduler = JobScheduler(queue: queue, id: id, nextRun: nextRun, pendingJob: ofScheduler)
        scheduler.name = Array((values.next().bytes ?? []).prefix(JobRow.textLimit))
        let (every, pattern, zone) = (values.next().integer, values.next().text, values.next().text)
        scheduler.rhythm = every.map { .every($0) } ?? pattern.map { .cron($0, timeZone: zone) }
        scheduler.iterations = values.next().integer.map { Int(clamping: $0) }
        scheduler.limit = values.next().integer.map { Int(clamping: $0) }
        scheduler.startDate = values.next().integer
        scheduler.endDate = values.next().integer
        scheduler.offset = values.next().integer
        // Definitions of job schedulers count; repeatables do not.
        scheduler.isLegacy = scheduler.iterations == nil
        scheduler.dataLength = replies.nextCount()
        scheduler.optionsLength = replies.nextCount()
        scheduler.hasPendingJob = replies.nextCount() > 0
        guard let member else { return scheduler }
        let jobs = ofRepeatable
        let existing = zip(jobs, replies.next(jobs.count)).first { $0.1.integer ?? 0 > 0 }?.0
        if scheduler.rhythm == nil, let job = existing ?? jobs.first {
            absorb(member, job, existing != nil, into: &scheduler)
        }
        return scheduler
    }

    /// What the member itself says of a repeatable that has no hash.
    private func absorb(
        _ member: RepeatableMember, _ job: JobID, _ exists: Bool, into scheduler: inout JobScheduler
    ) {
        scheduler.name = Array(member.name.prefix(JobRow.textLimit))
        scheduler.endDate = Number.whole(member.endDate)
        let zone = String(decoding: member.timeZone, as: UTF8.self)
        let rhythm = String(decoding: member.rhythm, as: UTF8.self)
        scheduler.rhythm = Int64(rhythm).map { .every($0) } ?? .cron(rhythm, timeZone: zone.isEmpty ? nil : zone)
        scheduler.pendingJob = job
        scheduler.hasPendingJob = exists
    }
}
