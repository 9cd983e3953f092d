import Queues
import TestSupport

@testable import Recordings

/// Queues with every kind of value, as they could be read.
enum Fixture {
    static let start: Milliseconds = 1_795_475_040_000

    static let header = RecordingHeader(
        version: "0.2.0", address: "10.0.0.7:6379", database: 2, prefixes: [Array("bull".utf8)], start: start,
        interval: 1_000)

    static var server: ServerStatus {
        var server = ServerStatus(address: "10.0.0.7:6379", database: 2)
        (server.version, server.product, server.usedMemory, server.clients) = ("7.0.15", "redis", 30_012_345, 14)
        (server.evictionPolicy, server.replicaLag) = ("allkeys-lru", 3)
        server.nodes = [ServerNode(address: "10.0.0.8:6379", slots: 5_461, replicas: 1, problem: "no answer")]
        return server
    }

    /// Returns a queue whose values are random, each of them unknown now and then.
    static func queue(_ index: Int, _ dice: inout Dice) -> QueueSummary {
        func number() -> Int? { dice.happens(20) ? nil : dice.roll(0...9_007_199_254_740_993) }
        func moment() -> Milliseconds? { dice.happens(30) ? nil : start + dice.roll(-9_000...9_000) }
        func text() -> [UInt8] { (0..<dice.roll(0...12)).map { _ in dice.happens(5) ? 0xFF : dice.roll(0x00...0x7E) } }
        let prefix: [UInt8] = dice.happens(10) ? [0xFE, 0x3A] : Array("bull".utf8)
        var queue = QueueSummary(id: QueueID(prefix: prefix, name: Array("queue-\(index)".utf8) + text()))
        queue.family = dice.pick(Family.allCases + [nil]) ?? nil
        queue.isLibraryKnown = queue.family != nil || dice.happens(50)
        for state in JobState.allCases { queue.counts[state] = dice.happens(10) ? nil : dice.roll(0...1_000_000) }
        queue.waitingInPaused = queue.counts[.waiting].map { min($0, 7) }
        if queue.family == .bullmq6 { queue.waitingInPaused = queue.counts[.waiting] == nil ? nil : 0 }
        (queue.failedPerMinute, queue.completedPerMinute, queue.concurrency) = (number(), number(), number())
        (queue.oldestWaiting, queue.latestFailureAt) = (moment(), moment())
        queue.latestFailure = dice.happens(50) ? nil : text()
        queue.isPaused = dice.happens(30)
        if dice.happens(20) { queue.unreadable = [Unreadable(key: text(), trouble: .server("holds a string"))] }
        queue.evidence = evidence(number, moment, text)
        return queue
    }

    private static func evidence(
        _ number: () -> Int?, _ moment: () -> Milliseconds?, _ text: () -> [UInt8]
    ) -> QueueEvidence {
        var evidence = QueueEvidence()
        (evidence.recentFailed, evidence.recentCompleted, evidence.workers) = (number(), number(), number())
        (evidence.failingSince, evidence.movedAt) = (moment(), moment())
        (evidence.limitedUntil, evidence.nextRun) = (moment(), moment())
        evidence.missingJobs = number() ?? 0
        if let count = number() {
            evidence.unlocked = UnlockedJobs(count: count, sampled: 9, since: start, started: moment())
            evidence.stoppedSchedulers = StoppedSchedulers(count: count, first: text())
        }
        if let count = number() {
            evidence.blockedParents = BlockedParents(count: count, sampled: 12, first: JobID(text()))
            evidence.unmanaged = UnmanagedJobs(jobs: count, groups: 3, isWhole: moment() != nil)
        }
        evidence.history = (0..<3).map { BacklogSample(time: start + $0 * 15_000, backlog: Int($0) * 9, finished: 4) }
        return evidence
    }

    /// Returns the insight into a queue.
    static func insight(into queue: QueueID) -> QueueInsight {
        var tally = CauseTally()
        for index in 0..<20 {
            tally.add(
                FailedJob(
                    queue: queue, id: JobID("\(index)"), name: Array("send".utf8),
                    reason: Array("connect ECONNREFUSED 10.0.0.\(index)".utf8),
                    failedAt: start - Milliseconds(index) * 1_000))
        }
        var report = tally.report(total: 50)
        report.unreadable.note(Unreadable("failed", .server("NOPERM")), of: queue)
        for index in report.causes.indices {
            report.causes[index].times = []
        }
        var worker = Worker(queue: queue, name: Array("mail-1".utf8), address: Array("10.0.0.1:1".utf8))
        (worker.age, worker.idle, worker.library) = (9_000, 12, Array("ioredis(5)".utf8))
        return QueueInsight(
            queue: queue, report: report, isComplete: true, workers: [worker], comparison: comparison)
    }

    /// A comparison with a trait of each kind.
    private static var comparison: Comparison {
        let kinds: [Trait.Kind] = [
            .data(Array("payload.tenant".utf8)), .name, .worker, .attempts, .hour, .size, .scheduler, .parentQueue,
        ]
        let shared = kinds.enumerated().map { index, kind in
            Comparison.SharedTrait(
                Trait(kind, Array("\(index)".utf8)), failed: 40 - index, completed: index,
                failedShare: Double(90 + index) / 100,
                completedShare: Double(index) / 10)
        }
        return Comparison(failed: 40, completed: 30, shared: shared)
    }

    static func minutes(of queue: QueueID) -> QueueMinutes {
        let last = start / 60_000
        return QueueMinutes(
            queue: queue, failed: MinuteCounts(last: last, counts: (0..<16).map { $0 == 3 ? nil : $0 }, source: .kept),
            completed: MinuteCounts(last: last, counts: (0..<16).map { $0 * 9 }, source: .recorded))
    }

    static func event(_ index: Int, of queue: QueueID) -> FollowedEvent {
        let fields = [("event", "failed"), ("jobId", "\(index)"), ("failedReason", "no \u{1B}[31m route")]
        let event = QueueEvent(
            id: Array("\(start + Milliseconds(index))-0".utf8),
            fields: fields.map { .init(Array($0.0.utf8), Array($0.1.utf8)) })
        return FollowedEvent(queue: queue, event: event, isAfterGap: index == 1)
    }
}
