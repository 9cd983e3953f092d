import Queues
import Redis
import TestSupport
import Testing
import Threads

@testable import QueueStore

/// The insight into the queue under the cursor of the list: the reasons of recent failures, and its workers.
@Suite struct InsightTests {
    private let queue = QueueID("bull:hooks")

    /// Creates failed jobs of two causes, one of which also has jobs before the window.
    private func bench(recent: Int, old: Int = 3, others: Int = 0) throws -> Bench {
        let bench = try Bench()
        let now = Clock.now
        try bench.send("HSET bull:hooks:meta opts.maxLenEvents 10")
        for index in 0..<others { try bench.send("HSET bull:other-\(index):meta version bullmq:6.2.0") }
        for index in 0..<recent + old {
            let time =
                index < recent ? now - Milliseconds(index) * 100 : now - HealthThresholds.standard[.failing] - 60_000
            let reason = index < recent && index.isMultiple(of: 4) ? "timeout" : "refused"
            try bench.send(
                "HSET bull:hooks:\(index) name paid timestamp 1 finishedOn \(time) failedReason \(reason)",
                "ZADD bull:hooks:failed \(time) \(index)")
        }
        try bench.discoverAll()
        return bench
    }

    private func insight(_ bench: Bench, wantsWorkers: Bool = false) throws -> QueueInsight? {
        let watch = Watch.overview(OverviewRequest(explained: queue, wantsWorkers: wantsWorkers))
        guard case .overview(let overview) = try bench.store.answer(watch, now: Clock.now).content else { return nil }
        return overview.insight
    }

    @Test(arguments: [true, false]) func onlyWhatFailedLatelyCounts(hasScripts: Bool) throws {
        let bench = try bench(recent: 12)
        bench.store.abilities.canRunScripts = hasScripts
        let insight = try #require(try insight(bench))
        #expect(insight.isComplete && insight.total == 12 && insight.looked == 12)
        #expect(insight.causes.map(\.count) == [9, 3])
        #expect(insight.causes[0].fingerprint.text == Array("refused".utf8))
        #expect(insight.workers == nil)
    }

    /// Checks that what the failed ones share is found, once for each set of causes.
    @Test func theFailedOnesAreCompared() throws {
        let bench = try bench(recent: 40, old: 0)
        let now = Clock.now
        for index in 0..<40 {
            _ = try bench.connection.send(Command("HSET", "bull:hooks:\(index)", "data", #"{"tenant":"globex"}"#))
        }
        for index in 100..<140 {
            try bench.send(
                "HSET bull:hooks:\(index) name paid timestamp 1 finishedOn \(now) data {\"tenant\":\"t\(index % 5)\"}",
                "ZADD bull:hooks:completed \(now) \(index)")
        }
        var insight = try insight(bench)
        while insight?.comparison == nil { insight = try self.insight(bench) }
        let shared = try #require(insight?.comparison?.shared.first)
        #expect(shared.trait.value.text.contains("globex") && shared.failedShare == 1 && shared.completedShare == 0)
        // While the causes stay the same, it is not read again.
        bench.store.following.insight?.nextComparison = MonotonicClock.now
        _ = try self.insight(bench)
        #expect(bench.store.following.insight?.comparing == nil)
        #expect(try self.insight(bench)?.comparison == insight?.comparison)
    }

    @Test func manyFailuresAreSampledFromTheNewest() throws {
        let bench = try bench(recent: QueueInsight.jobLimit + 40, old: 0)
        var insight = try insight(bench)
        while insight?.isComplete == false { insight = try self.insight(bench) }
        #expect(insight?.isSampled == true)
        #expect(insight?.looked == QueueInsight.jobLimit && insight?.total == QueueInsight.jobLimit + 40)
    }

    /// Checks that the insight costs nothing before a job fails again, and is then not read at once.
    @Test func readingStaysGentle() throws {
        let bench = try bench(recent: 8)
        _ = try insight(bench)
        let watch = Watch.overview(OverviewRequest(explained: queue))
        var costs: [Int] = []
        for _ in 0..<3 { costs.append(try bench.store.answer(watch, now: Clock.now).cost.commands) }
        bench.store.lastOverview = nil
        let plain = try bench.store.answer(.overview, now: Clock.now).cost.commands
        #expect(costs.allSatisfy { $0 <= plain + 2 }, "\(costs) against \(plain)")
        let now = Clock.now
        _ = try insight(bench)
        bench.store.following.insight?.nextReading = MonotonicClock.now + 600_000
        try bench.send(
            "HSET bull:hooks:new name paid timestamp 1 finishedOn \(now) failedReason timeout",
            "ZADD bull:hooks:failed \(now) new")
        #expect(try insight(bench)?.total == 8, "the causes are read at most every few seconds")
        bench.store.following.insight?.nextReading = MonotonicClock.now
        #expect(try insight(bench)?.total == 9)
    }

    /// Checks that moving the cursor to another queue does not read all queues again.
    @Test func anotherQueueAloneIsRead() throws {
        let bench = try bench(recent: 4, others: 20)
        let all = try bench.store.answer(.overview, now: Clock.now)
        #expect(all.cost.commands > 200)
        let answer = try bench.store.answer(
            .overview(OverviewRequest(explained: queue)), now: Clock.now)
        #expect(answer.cost.commands < 12)
        guard case .overview(let overview) = answer.content else { return }
        #expect(overview.queues.count == 21 && overview.insight?.total == 4)
    }

    @Test func workersAreThoseOfTheQueue() throws {
        let bench = try bench(recent: 1)
        let workers = try ["bull:aG9va3M=:w:hook-1", "bull:aG9va3M=:w:hook-2", "bull:b3RoZXI=:w:x"].map { name in
            let connection = try bench.redis.connect()
            _ = try connection.send(Command("CLIENT", "SETNAME", name))
            return connection
        }
        let insight = try insight(bench, wantsWorkers: true)
        #expect(insight?.workers?.compactMap(\.name).map { $0.text } == ["hook-1", "hook-2"])
        for worker in workers { worker.close() }
    }

    /// Checks that the time for which a worker has been connected goes on between two lists of clients, and that the
    /// list is read again after some seconds.
    @Test func theAgesOfWorkersGoOn() throws {
        let bench = try bench(recent: 1)
        let worker = try bench.redis.connect()
        _ = try worker.send(Command("CLIENT", "SETNAME", "bull:aG9va3M=:w:hook-1"))
        let watch = Watch.overview(OverviewRequest(explained: queue, wantsWorkers: true))
        func workers(at now: Milliseconds) throws -> [Worker] {
            guard case .overview(let overview) = try bench.store.answer(watch, now: now).content else { return [] }
            return overview.insight?.workers ?? []
        }
        try bench.discoverAll()
        let start = Clock.now
        let first = try #require(try workers(at: start).first?.age)
        #expect(try workers(at: start + 2_500).map(\.age) == [first + 2_500])
        worker.close()
        while try bench.send("CLIENT LIST")[0].text?.contains("hook-1") == true {}
        #expect(try workers(at: start + 3_500).isEmpty)
    }

    @Test func aKeyThatCannotBeReadSaysSo() throws {
        let bench = try Bench()
        try bench.send("HSET bull:hooks:meta opts.maxLenEvents 10", "SET bull:hooks:failed nothing")
        try bench.discoverAll()
        let insight = try insight(bench)
        #expect(insight?.causes.isEmpty == true && insight?.unreadable.isEmpty == false)
    }
}
