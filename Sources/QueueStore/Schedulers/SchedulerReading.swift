import Queues
import Redis

/// A job scheduler to be read, of which the next run is known.
struct SchedulerReading: Equatable {
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

    /// The ids that its next run may have.
    private var candidates: [JobID] { [ofScheduler] + ofRepeatable }

    /// The commands that read it: six, or twelve where it may be a repeatable without a hash of its own.
    var commands: [Command] {
        let keys = QueueKeys(queue)
        let lengths = ["data", "opts"].map { Command.on(definition, "HSTRLEN", $0) }
        return [Command("HMGET", arguments: [definition] + Self.fields.map { Array($0.utf8) })] + lengths
            + candidates.flatMap { job -> [Command] in
                [
                    .on(queue.key(of: job), "EXISTS"), .on(keys.delayed, member: job.bytes, "ZSCORE"),
                    .on(keys.prioritized, member: job.bytes, "ZSCORE"),
                ]
            }
    }

    /// Returns the scheduler from the replies to `commands`. Takes all of them. Adds keys that cannot be read to
    /// `unreadable`. `now` is in ms since 1970.
    func scheduler(_ replies: inout Replies, now: Milliseconds, _ unreadable: inout [Unreadable]) -> JobScheduler {
        var scheduler = JobScheduler(queue: queue, id: id, nextRun: nextRun, pendingJob: ofScheduler)
        var definition = replies.take(3)
        do {
            try readDefinition(into: &scheduler, &definition)
        } catch {
            unreadable.append(Unreadable(key: Array("repeat:".utf8) + id, trouble: error))
        }
        readPendingJob(into: &scheduler, &replies, &unreadable)
        let times = SchedulerTimes(scheduler.rhythm)
        scheduler.words = times.words
        scheduler.runs = times.runs(of: scheduler, now: now)
        if scheduler.iterations ?? 0 > 1 { scheduler.lastRun = times.run(before: nextRun) }
        return scheduler
    }

    private func readDefinition(into scheduler: inout JobScheduler, _ replies: inout Replies) throws(Trouble) {
        var values = try replies.nextFields(Self.fields.count)
        scheduler.name = Array((try values.nextBytes() ?? []).prefix(JobRow.textLimit))
        let (every, pattern, zone) = (try values.next().integer, try values.next().text, try values.next().text)
        scheduler.rhythm = every.map { .every($0) } ?? pattern.map { .cron($0, timeZone: zone) }
        scheduler.iterations = try values.next().integer.map { Int(clamping: $0) }
        scheduler.limit = try values.next().integer.map { Int(clamping: $0) }
        scheduler.startDate = try values.next().integer
        scheduler.endDate = try values.next().integer
        scheduler.offset = try values.next().integer
        // Only definitions of job schedulers count iterations; those of repeatables do not.
        scheduler.isLegacy = scheduler.iterations == nil
        scheduler.isDefinitionGone = scheduler.name.isEmpty && scheduler.rhythm == nil && member == nil
        scheduler.dataLength = try replies.nextCount()
        scheduler.optionsLength = try replies.nextCount()
    }

    /// Finds its next run by the ids that it may have: the first id that exists.
    private func readPendingJob(
        into scheduler: inout JobScheduler, _ replies: inout Replies, _ unreadable: inout [Unreadable]
    ) {
        var found: (job: JobID, place: PendingPlace)?
        for job in candidates {
            var part = replies.take(3)
            let place: PendingPlace
            do {
                let exists = try part.nextCount() > 0
                let isListed = try [part.nextBytes(), part.nextBytes()].contains { $0 != nil }
                place = isListed ? exists ? .listed : .missing : exists ? .open : .gone
            } catch {
                unreadable.append(Unreadable(key: job.bytes, trouble: error))
                place = .unreadable
            }
            if place != .gone, found == nil { found = (job, place) }
        }
        scheduler.pending = found?.place ?? .gone
        if scheduler.rhythm == nil, let member {
            absorb(member, into: &scheduler)
            scheduler.pendingJob = found?.job ?? ofRepeatable.first ?? ofScheduler
        }
    }

    /// Takes the values of a repeatable without a hash from its member.
    private func absorb(_ member: RepeatableMember, into scheduler: inout JobScheduler) {
        scheduler.name = Array(member.name.prefix(JobRow.textLimit))
        scheduler.endDate = Number.whole(member.endDate)
        let zone = String(decoding: member.timeZone, as: UTF8.self)
        let rhythm = String(decoding: member.rhythm, as: UTF8.self)
        scheduler.rhythm = Int64(rhythm).map { .every($0) } ?? .cron(rhythm, timeZone: zone.isEmpty ? nil : zone)
    }
}
