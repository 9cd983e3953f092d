/// Counts failed jobs by their cause. Jobs are added in any order; the memory is bounded.
public struct CauseTally: Sendable {
    /// The maximum number of causes; jobs of further ones are counted in `CauseReport.unlisted`.
    public static let causeLimit = 5_000
    /// The maximum number of names of one cause.
    public static let nameLimit = 16
    /// The maximum number of queues of one cause.
    public static let queueLimit = 64
    /// The maximum number of reasons whose folded form is remembered.
    private static let reasonsLimit = 4_096
    /// The maximum number of traces whose frame is remembered: each may have 8 KiB.
    private static let tracesLimit = 256
    /// The maximum number of the latest failed jobs that are kept, and of the bytes of the reason of each.
    public static let (latestLimit, latestReasonLimit) = (30, 512)
    /// The end of the year 9999, ms since 1970. A later time from a server is ignored.
    public static let latest: Milliseconds = 253_402_300_799_999

    private var groups: [Fingerprint: Group] = [:]
    private var axis = TimeAxis()
    /// The number of jobs that were counted.
    public private(set) var looked = 0
    private var unlisted = 0
    /// The jobs that failed last, the newest first.
    private var newest: [FailedJob] = []
    private var reasons: [ByteKey: [UInt8]] = [:]
    private var frames: [ByteKey: [UInt8]?] = [:]

    fileprivate struct Group {
        var count = 0
        var firstSeen: Milliseconds?
        var lastSeen: Milliseconds?
        var times = Array(repeating: 0, count: TimeAxis.steps)
        var names: [(name: [UInt8], count: Int)] = []
        var queues: Set<QueueID> = []
        var example: FailedJob
    }

    /// Creates a tally without a job.
    public init() {}

    /// Counts a job.
    public mutating func add(_ job: FailedJob) {
        looked += 1
        keep(job)
        let fingerprint = fingerprint(of: job)
        let place = groups.index(forKey: fingerprint)
        guard place != nil || groups.count < Self.causeLimit else {
            unlisted += 1
            return
        }
        let time = job.failedAt.flatMap { 0...Self.latest ~= $0 ? $0 : nil }
        if let time { include(time) }
        let step = time.map(axis.step)
        if let place {
            groups.values[place].add(job, at: time, step: step)
        } else {
            var group = Group(example: job)
            group.add(job, at: time, step: step)
            groups[fingerprint] = group
        }
    }

    /// Returns the fingerprint of a job. Reasons and traces that many jobs share are folded only once.
    public mutating func fingerprint(of job: FailedJob) -> Fingerprint {
        let reason = Self.known(job.reason, in: &reasons, Self.reasonsLimit, ReasonFolder.fold)
        let frame = Self.known(job.stacktrace, in: &frames, Self.tracesLimit) { Fingerprint.frame(in: $0[...]) }
        return Fingerprint(folded: reason, frame: frame)
    }

    /// Returns the value that `make` builds from bytes, and remembers it up to `limit` values.
    private static func known<Value>(
        _ bytes: [UInt8], in memory: inout [ByteKey: Value], _ limit: Int, _ make: ([UInt8]) -> Value
    ) -> Value {
        let key = ByteKey(bytes)
        if let known = memory[key] { return known }
        if memory.count == limit { memory.removeAll(keepingCapacity: true) }
        let made = make(bytes)
        memory[key] = made
        return made
    }

    /// Returns the causes so far.
    ///
    /// - Parameter total: The number of failed jobs, looked at or not.
    public func report(total: Int) -> CauseReport {
        var report = CauseReport()
        report.looked = looked
        report.total = max(total, looked)
        report.unlisted = unlisted
        report.axis = axis
        report.latest = newest
        report.causes = groups.map { $1.cause(of: $0, looked: looked) }.sorted(by: Self.isMoreImportant)
        return report
    }

    /// Keeps a job among the latest ones, where it failed later than one of them.
    private mutating func keep(_ job: FailedJob) {
        let time = job.failedAt ?? .min
        if newest.count == Self.latestLimit, newest.last.map({ $0.failedAt ?? .min >= time }) == true { return }
        var kept = job
        (kept.reason, kept.stacktrace) = (Array(job.reason.prefix(Self.latestReasonLimit)), [])
        newest.insert(kept, at: newest.firstIndex { $0.failedAt ?? .min < time } ?? newest.count)
        newest.removeLast(max(0, newest.count - Self.latestLimit))
    }

    private static func isMoreImportant(_ left: Cause, _ right: Cause) -> Bool {
        if left.count != right.count { return left.count > right.count }
        if left.lastSeen != right.lastSeen { return left.lastSeen ?? -1 > right.lastSeen ?? -1 }
        return left.fingerprint.text.lexicographicallyPrecedes(right.fingerprint.text)
    }

    private mutating func include(_ time: Milliseconds) {
        let older = axis
        guard axis.include(time), !older.isEmpty else { return }
        for index in groups.values.indices {
            groups.values[index].times = axis.moved(groups.values[index].times, from: older)
        }
    }
}

extension CauseTally.Group {
    fileprivate mutating func add(_ job: FailedJob, at time: Milliseconds?, step: Int?) {
        count += 1
        if let place = names.firstIndex(where: { $0.name == job.name }) {
            names[place].count += 1
        } else if names.count < CauseTally.nameLimit {
            names.append((job.name, 1))
        }
        if queues.count < CauseTally.queueLimit { queues.insert(job.queue) }
        guard let time, let step else { return }
        times[step] += 1
        firstSeen = min(firstSeen ?? time, time)
        if time >= lastSeen ?? time {
            lastSeen = time
            example = job
        }
    }

    fileprivate func cause(of fingerprint: Fingerprint, looked: Int) -> Cause {
        let ranked = names.sorted {
            $0.count == $1.count ? $0.name.lexicographicallyPrecedes($1.name) : $0.count > $1.count
        }
        return Cause(
            fingerprint: fingerprint, count: count, share: Double(count) / Double(max(1, looked)), firstSeen: firstSeen,
            lastSeen: lastSeen, times: times, names: ranked.map(\.name), queues: queues.sorted(), example: example)
    }
}
