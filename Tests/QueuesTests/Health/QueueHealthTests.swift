import Queues
import Testing

/// Checks that a verdict depends only on the facts of a summary and on the time.
@Suite struct QueueHealthTests {
    private static let now: Milliseconds = 1_700_000_000_000

    private static func queue(
        _ counts: [JobState: Int?] = [:], oldest: Milliseconds? = nil, _ change: (inout QueueSummary) -> Void = { _ in }
    ) -> QueueSummary {
        var queue = QueueSummary(id: QueueID(prefix: [98], name: [113]))
        for (state, count) in counts { queue.counts[state] = count }
        (queue.completedPerMinute, queue.failedPerMinute) = (0, 0)
        queue.oldestWaiting = oldest.map { now - $0 }
        change(&queue)
        return queue
    }

    private static func samples(_ backlog: [Int], finished: Int = 0) -> [BacklogSample] {
        backlog.enumerated().map { index, count in
            BacklogSample(
                time: now - Milliseconds(backlog.count - 1 - index) * 60_000, backlog: count, finished: finished)
        }
    }

    private static let since = now - 40_000
    private static let unlocked = UnlockedJobs(count: 2, sampled: 3, since: since)
    private static let broken = [Unreadable("delayed", .wrongType("string"))]
    private static let stopped = StoppedSchedulers(count: 1, first: [115])
    private static let blocked = BlockedParents(count: 1, sampled: 2, first: JobID("7"))

    private static let verdicts: [(QueueSummary, Verdict)] = [
        (queue(), .idle(nextRun: nil)),
        (queue([.delayed: 1]) { $0.evidence.nextRun = now + 5 }, .idle(nextRun: now + 5)),
        (queue([.active: 1]), .working(untilEmpty: nil)),
        (queue([.waiting: 1], oldest: 59_999), .working(untilEmpty: nil)),
        (queue([.waiting: 1], oldest: -7_200_000), .working(untilEmpty: nil)),
        (queue([.delayed: nil]) { $0.unreadable = broken }, .unreadable(broken)),
        (
            queue([.failed: 9]) { ($0.evidence.recentFailed, $0.evidence.recentCompleted) = (43, 57) },
            .failing(failed: 43, finished: 100, since: nil)
        ),
        (
            queue([.failed: 9]) { ($0.evidence.recentFailed, $0.evidence.recentCompleted) = (1, 100) },
            .idle(nextRun: nil)
        ),
        (
            queue([.failed: 9]) { $0.failedPerMinute = 2 },
            .failing(failed: 2, finished: 2, since: nil, completed: .unknown)
        ),
        (
            queue([.failed: 9, .completed: 0]) { $0.evidence.recentFailed = 2 },
            .failing(failed: 2, finished: 2, since: nil, completed: .unknown)
        ),
        (
            queue([.failed: 9]) {
                ($0.evidence.recentFailed, $0.evidence.recentCompleted) = (43, 57)
                $0.evidence.keptOnly = true
            }, .failing(failed: 43, finished: 100, since: nil, completed: .kept)
        ),
        (queue([.active: 3]) { $0.evidence.unlocked = unlocked }, .unlocked(unlocked)),
        (
            queue([.active: 3]) { $0.evidence.unlocked = UnlockedJobs(count: 2, sampled: 3, since: now - 29_999) },
            .working(untilEmpty: nil)
        ),
        (
            queue([.active: 3]) {
                $0.evidence.unlocked = UnlockedJobs(count: 2, sampled: 3, since: now, started: now - 30_000)
            }, .unlocked(UnlockedJobs(count: 2, sampled: 3, since: now, started: now - 30_000))
        ),
        (
            queue([.active: 3]) {
                $0.evidence.unlocked = UnlockedJobs(count: 2, sampled: 3, since: now, started: now - 29_999)
            }, .working(untilEmpty: nil)
        ),
        (queue([.waiting: 2], oldest: 5) { $0.isPaused = true }, .noProgress(.paused, waiting: 2, since: now - 5)),
        (
            queue([.waiting: 2], oldest: 5) { $0.concurrency = 0 },
            .noProgress(.concurrencyZero, waiting: 2, since: now - 5)
        ),
        (
            queue([.waiting: 2], oldest: 5) { $0.evidence.limitedUntil = now + 9 },
            .noProgress(.rateLimited(until: now + 9), waiting: 2, since: now - 5)
        ),
        (
            queue([.waiting: 2], oldest: 60_000) { $0.evidence.workers = 0 },
            .noProgress(.noWorker, waiting: 2, since: now - 60_000)
        ),
        (
            queue([.prioritized: 2], oldest: 60_000) { $0.evidence.workers = 3 },
            .noProgress(.workersIdle(3), waiting: 2, since: now - 60_000)
        ),
        (queue([.waiting: 2], oldest: 60_000), .noProgress(.workersUnknown, waiting: 2, since: now - 60_000)),
        (
            queue([.waiting: 2], oldest: 60_000) { ($0.evidence.workers, $0.evidence.movedAt) = (3, now - 59_999) },
            .working(untilEmpty: nil)
        ),
        (
            queue([.waiting: 2], oldest: 60_000) { ($0.evidence.workers, $0.evidence.movedAt) = (3, now - 60_000) },
            .noProgress(.workersIdle(3), waiting: 2, since: now - 60_000)
        ),
        (
            queue([.waiting: 2], oldest: 60_000) { ($0.evidence.workers, $0.evidence.movedAt) = (0, now) },
            .noProgress(.noWorker, waiting: 2, since: now - 60_000)
        ),
        (queue([.waiting: 2], oldest: 60_000) { $0.completedPerMinute = 1 }, .working(untilEmpty: nil)),
        (queue([.waiting: 2], oldest: 60_000) { $0.completedPerMinute = nil }, .working(untilEmpty: nil)),
        (
            queue([.delayed: 1]) { ($0.evidence.nextRun, $0.evidence.workers) = (now - 60_000, 0) },
            .noProgress(.noWorker, waiting: 1, since: now - 60_000)
        ),
        (queue([.waitingChildren: 4]), .noProgress(.waitingForChildren, waiting: 4, since: nil)),
        (queue([.waitingChildren: 4]) { $0.evidence.blockedParents = blocked }, .parentsBlocked(blocked)),
        (
            queue([.waiting: 300, .active: 1]) { $0.evidence.history = samples([100, 200, 300], finished: 50) },
            .growing(backlog: 300, arriving: 150, leaving: 50)
        ),
        (
            queue([.waiting: 100, .active: 1]) { $0.evidence.history = samples([300, 200, 100]) },
            .working(untilEmpty: 1)
        ),
        (
            queue([.waiting: 5, .active: 1]) { $0.evidence.history = samples([300, 200, 5]) }, .working(untilEmpty: nil)
        ),
        (queue([.waiting: 300, .active: 1]) { $0.evidence.history = samples([100, 300]) }, .working(untilEmpty: nil)),
        (
            queue([.waiting: 300, .active: 1]) { $0.evidence.history = samples([300, 300, 301], finished: 50) },
            .working(untilEmpty: nil)
        ),
        (queue([.active: 1]) { $0.evidence.stoppedSchedulers = stopped }, .schedulerStopped(stopped)),
        (queue([.active: 1, .waitingChildren: 2]) { $0.evidence.blockedParents = blocked }, .parentsBlocked(blocked)),
        (
            queue([.active: 1]) { $0.evidence.unmanaged = UnmanagedJobs(jobs: 6, groups: 2) },
            .unmanaged(UnmanagedJobs(jobs: 6, groups: 2))
        ),
        (queue([.active: 1]) { $0.evidence.missingJobs = 1 }, .missingJobs(1)),
    ]

    @Test(arguments: verdicts.indices) func verdict(_ index: Int) {
        let (queue, verdict) = Self.verdicts[index]
        #expect(queue.health(at: Self.now).verdict == verdict)
    }

    /// What proves each threshold of a queue: just enough at its value, and one unit less.
    private static func proof(of threshold: HealthThreshold, _ value: Int64) -> QueueSummary {
        switch threshold {
        // The store counts within this time; a summary has the counts.
        case .failing, .replicaLag: queue([.failed: 9]) { $0.failedPerMinute = 1 }
        case .failingShare:
            queue([.failed: 9]) {
                ($0.evidence.recentFailed, $0.evidence.recentCompleted) = (Int(value), 100 - Int(value))
            }
        case .unlocked:
            queue([.active: 3]) {
                $0.evidence.unlocked = UnlockedJobs(count: 2, sampled: 3, since: now - value)
            }
        case .noProgress: queue([.waiting: 1], oldest: value) { $0.evidence.workers = 0 }
        case .growing:
            queue([.waiting: 900, .active: 1]) {
                $0.evidence.history = [
                    BacklogSample(time: now - value, backlog: 1, finished: 0),
                    BacklogSample(time: now, backlog: 900, finished: 0),
                ]
            }
        case .growingJobs:
            queue([.waiting: Int(value), .active: 1]) { $0.evidence.history = samples([0, 0, Int(value)]) }
        case .growingShare:
            queue([.waiting: 9_000, .active: 1]) {
                $0.evidence.history = samples([0, Int(value) + 1], finished: 100)
            }
        }
    }

    @Test(arguments: HealthThreshold.allCases, [0, 1]) func aThresholdIsMoved(_ threshold: HealthThreshold, step: Int64)
    {
        // Counting within a time is the store's.
        guard threshold != .failing, threshold != .replicaLag else { return }
        let standard = threshold.entry.standard
        let other = min(threshold.entry.bounds.upperBound, standard * 2)
        for limit in [standard, other] {
            // A backlog is looked at over 2 min at least, whatever its size.
            var queue = Self.proof(of: threshold, limit - step)
            queue.thresholds[threshold] = limit
            if threshold != .growing { queue.thresholds[.growing] = 60_000 }
            let wants = queue.health(at: Self.now).verdict.wantsAttention
            #expect(wants == (step == 0), "\(threshold) \(limit): \(queue.health(at: Self.now).verdict)")
        }
    }

    @Test(arguments: HealthThreshold.allCases) func aThresholdIsWrittenAndRead(_ threshold: HealthThreshold) {
        let bounds = threshold.entry.bounds
        for value in [bounds.lowerBound, threshold.entry.standard, bounds.upperBound] {
            #expect(bounds.contains(value) && threshold.value(threshold.text(value)) == value)
        }
        for text in ["", "-1", "soon", "999999999999999999999", threshold.text(bounds.upperBound + 1)] {
            #expect(threshold.value(text) == nil, "\(text)")
        }
        #expect(threshold.allowed.contains(threshold.text(bounds.upperBound)))
    }

    @Test func theGravestComesFirst() {
        let queue = Self.queue([.waiting: 300, .active: 1, .waitingChildren: 1, .delayed: nil]) { queue in
            queue.unreadable = Self.broken
            queue.failedPerMinute = 5
            queue.isPaused = true
            queue.evidence.unlocked = Self.unlocked
            queue.evidence.history = Self.samples([1, 100, 300])
            (queue.evidence.stoppedSchedulers, queue.evidence.blockedParents) = (Self.stopped, Self.blocked)
            (queue.evidence.unmanaged, queue.evidence.missingJobs) = (UnmanagedJobs(jobs: 1, groups: 1), 1)
        }
        #expect(queue.health(at: Self.now).verdicts.map(\.gravity) == Array(0...9))
    }

    @Test func absurdTimesTrapNowhere() {
        for time in [Milliseconds.min, .max, 0, -1] {
            let queue = Self.queue([.waiting: .max, .prioritized: .max, .active: 0, .delayed: 1]) { queue in
                (queue.oldestWaiting, queue.evidence.nextRun, queue.evidence.limitedUntil) = (time, time, time)
                queue.evidence.history = [
                    BacklogSample(time: .min, backlog: .max, finished: .max),
                    BacklogSample(time: time, backlog: 0, finished: .max),
                ]
            }
            #expect(!queue.health(at: .max).verdicts.isEmpty && !queue.health(at: .min).verdicts.isEmpty)
        }
    }

    private static let servers: [(@Sendable (inout ServerStatus) -> Void, [ServerVerdict])] = [
        ({ _ in }, []),
        (
            { ($0.usedMemory, $0.maxMemory, $0.evictionPolicy) = (9, 9, "noeviction") },
            [.outOfMemory(used: 9, limit: 9)]
        ),
        (
            { ($0.usedMemory, $0.maxMemory, $0.evictionPolicy) = (1, 9, "allkeys-lru") },
            [.evicts(policy: "allkeys-lru")]
        ),
        ({ $0.hasSnapshotFailed = true }, [.snapshotFailed]), ({ $0.hasAppendFailed = true }, [.appendFailed]),
        ({ ($0.isReplica, $0.isMasterLost, $0.masterLostFor) = (true, true, 5) }, [.masterLost(seconds: 5), .replica]),
        ({ $0.replicaLag = 10 }, [.replicaLags(seconds: 10)]), ({ $0.replicaLag = 9 }, []),
        ({ $0.isLoading = true }, [.loading]), ({ $0.isCluster = true }, [.clusterNode]),
    ]

    @Test(arguments: servers.indices) func server(_ index: Int) {
        var status = ServerStatus(address: "x")
        Self.servers[index].0(&status)
        #expect(status.verdicts == Self.servers[index].1)
        status.thresholds[.replicaLag] = 11_000
        #expect(!status.verdicts.contains(.replicaLags(seconds: 10)))
    }
}
