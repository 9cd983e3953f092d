import JSONText
import Queues
import Redis

extension QueueStore {
    /// The number of jobs in one pipeline, and the maximum number of bytes of a field.
    private static let (jobsAtOnce, longestField) = (250, 4_096)
    /// The fields of a job that its times come from (data model, 2.1).
    private static let timingFields = [
        "name", "timestamp", "delay", "processedOn", "finishedOn", "attemptsMade", "atm", "opts",
    ]

    /// Reads the times of the kept jobs of a queue that finished last, since a time in ms since 1970.
    func sample(
        of queue: QueueID, since start: Milliseconds, _ unreadable: inout UnreadableKeys
    ) throws(Trouble) -> TimingSample {
        let keys = [queue.key("completed"), queue.key("failed")]
        var replies = try askToRead(
            keys.flatMap { key -> [Command] in
                [
                    .on(key, "ZCOUNT", String(start), "+inf"),
                    .on(
                        key, "ZREVRANGEBYSCORE", "+inf", String(start), "WITHSCORES", "LIMIT", "0",
                        String(TimingSample.limit)),
                ]
            })
        var (total, found): (CountSum, [(job: JobID, time: Int64)]) = (CountSum([]), [])
        for key in keys {
            var part = replies.take(2)
            do throws(Trouble) {
                total = CountSum([total.atLeast, try part.nextCount()])
                let list = try part.nextList()
                found += stride(from: 0, to: list.count - 1, by: 2).map {
                    (JobID(list[$0]), Number.whole(list[$0 + 1]) ?? 0)
                }
            } catch {
                total.isExact = false
                try note(error, of: key, in: queue, &unreadable)
            }
        }
        let latest = found.sorted { $0.time > $1.time }.prefix(TimingSample.limit).map(\.job)
        let jobs = try timedJobs(latest, of: queue, &unreadable)
        return TimingSample(jobs, total: total.isExact ? total.atLeast : nil)
    }

    /// Reads the times of some jobs; those that have vanished are left out.
    private func timedJobs(
        _ jobs: [JobID], of queue: QueueID, _ unreadable: inout UnreadableKeys
    ) throws(Trouble) -> [TimedJob] {
        var timed: [TimedJob] = []
        for start in stride(from: 0, to: jobs.count, by: Self.jobsAtOnce) {
            let some = jobs[start..<min(start + Self.jobsAtOnce, jobs.count)]
            var replies = try askToRead(
                some.map { Command("HMGET", key: queue.key(of: $0), Self.timingFields) }, longest: Self.longestField)
            for job in some {
                do throws(Trouble) {
                    var fields = try replies.nextFields(Self.timingFields.count)
                    let values = try Self.timingFields.map { _ throws(Trouble) in
                        let value = fields.reply()
                        return value.isNull ? nil : try value.excerpt().bytes
                    }
                    if let job = TimedJob(values) { timed.append(job) }
                } catch {
                    try note(error, of: queue.key(of: job), in: queue, &unreadable)
                }
            }
        }
        return timed
    }
}

extension TimedJob {
    /// Creates the times of a job from the fields of `QueueStore.timingFields`; nil where the job does not exist.
    fileprivate init?(_ values: [[UInt8]?]) {
        guard values.contains(where: { $0 != nil }) else { return nil }
        let numbers = values.map { $0.flatMap(Number.whole) }
        self.init(
            name: values[0] ?? [], added: numbers[1],
            delay: max(numbers[2] ?? 0, Self.delay(in: values[7] ?? [])), started: numbers[3], finished: numbers[4],
            attempts: Int(clamping: numbers[5] ?? numbers[6] ?? 0))
    }

    private static let delayName = Needle("\"delay\"")

    /// Returns the delay with which the job was added, in ms: the field `delay` is 0 once the job was due (data model, 2.1).
    private static func delay(in options: [UInt8]) -> Milliseconds {
        guard delayName.isFound(in: options), let options = try? JSON(options) else { return 0 }
        return max(0, options["delay"]?.integer ?? 0)
    }
}
