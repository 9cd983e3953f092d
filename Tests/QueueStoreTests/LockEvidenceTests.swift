import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Active jobs without a lock, and whether jobs move while finished jobs are not kept.
@Suite struct LockEvidenceTests {
    private static let queue = QueueID("bull:q")

    /// Creates a queue with active jobs `1` to `count`, the oldest first, which were started `age` ms ago. Those of
    /// `locked` have a lock.
    private func bench(active count: Int, locked: Set<Int>, age: Milliseconds = 600_000) throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000")
        for id in 1...count {
            let started = Clock.now - age
            try bench.send("LPUSH bull:q:active \(id)", "HSET bull:q:\(id) name n timestamp 1 processedOn \(started)")
            if locked.contains(id) { try bench.send("SET bull:q:\(id):lock t") }
        }
        return bench
    }

    private func read(_ bench: Bench) throws -> QueueSummary {
        try #require(try bench.store.summaries(of: [Self.queue], now: Clock.now).first)
    }

    /// Reads until all locks of `count` jobs have been looked at.
    private func readAll(_ bench: Bench, _ count: Int) throws -> QueueSummary {
        for _ in 0..<((count / LockRound.sample + 2) * 10) { _ = try read(bench) }
        return try read(bench)
    }

    /// Checks that one reading is enough for a job that was started longer ago than a lock lives.
    @Test func oneReadingIsEnoughWhereTheStartIsOldEnough() throws {
        for (age, isSaid) in [(Milliseconds(600_000), true), (20_000, false)] {
            let summary = try read(try bench(active: 3, locked: [1], age: age))
            #expect(summary.evidence.unlocked?.count == 2 && summary.evidence.unlocked?.sampled == 3)
            #expect((summary.health(at: Clock.now).verdict.word == "active-without-lock") == isSaid, "\(age)")
        }
    }

    @Test func moreThanTwentyAreLookedAtInTurn() throws {
        let bench = try bench(active: 50, locked: Set(1...45))
        #expect(try read(bench).evidence.unlocked == nil)
        let found = try #require(try readAll(bench, 50).evidence.unlocked)
        #expect(found.count == 5 && found.sampled == 50)
        try bench.send("SET bull:q:50:lock t", "LREM bull:q:active 1 49", "LREM bull:q:active 1 1")
        let left = try #require(try readAll(bench, 50).evidence.unlocked)
        #expect(left.count == 3 && left.since == found.since)
        try bench.send("DEL bull:q:active")
        #expect(try read(bench).evidence.unlocked == nil)
    }

    /// Checks that the time is that of the jobs without a lock now, not of earlier ones.
    @Test func eachJobHasATimeOfItsOwn() throws {
        var round = LockRound()
        func look(_ unlocked: [String], at now: Milliseconds) -> UnlockedJobs? {
            var look = LockRound.Look(from: round.start, jobs: ["a", "b"].map { JobID($0) })
            for id in unlocked { look.unlocked[JobID(id)] = .some(nil) }
            round.absorb(look, active: 2, now: now)
            return round.found(at: now, active: 2, after: 30_000)
        }
        #expect(look(["a"], at: 1_000) == UnlockedJobs(count: 1, sampled: 2, since: 1_000))
        #expect(look(["b"], at: 2_000) == UnlockedJobs(count: 1, sampled: 2, since: 2_000))
        #expect(look(["a", "b"], at: 3_000) == UnlockedJobs(count: 2, sampled: 2, since: 2_000))
        // A job that was just taken does not count beside one that is certain.
        #expect(look(["a", "b"], at: 32_000) == UnlockedJobs(count: 1, sampled: 2, since: 2_000))
        #expect(look([], at: 33_000) == nil)
    }

    @Test func jobsWithAPriorityWaitToo() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000", "ZADD bull:q:prioritized 1 1 2 2",
            "HSET bull:q:1 name n timestamp 5",
            "HSET bull:q:2 name n timestamp 7")
        let summary = try read(bench)
        #expect(summary.oldestWaiting == 5)
        #expect(summary.health(at: Clock.now).verdict == .noProgress(.noWorker, waiting: 2, since: 5))
        try bench.send("ZREM bull:q:prioritized 1")
        // The next job, and then the time since which it waits, come with the following readings.
        for _ in 0..<2 { _ = try read(bench) }
        #expect(try read(bench).oldestWaiting == 7)
        try bench.send("DEL bull:q:prioritized")
        _ = try read(bench)
        let empty = try read(bench)
        #expect(empty.oldestWaiting == nil && empty.health(at: Clock.now).verdict == .idle(nextRun: nil))
    }

    /// Checks that a queue whose next job changes counts as moving. Quick jobs that are not kept are never seen active
    /// or finished; only their place in the list changes.
    @Test func aQueueWhoseNextJobChangesMoves() throws {
        let bench = try Bench()
        let worker = try bench.redis.connect()
        _ = try worker.send(Command("CLIENT", "SETNAME", "bull:cQ=="))
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000", "RPUSH bull:q:wait 3 2 1", "HSET bull:q:1 name n timestamp 5",
            "HSET bull:q:2 name n timestamp 6", "HSET bull:q:3 name n timestamp 7")
        #expect(try read(bench).health(at: Clock.now).verdict == .noProgress(.workersIdle(1), waiting: 3, since: 5))
        try bench.send("RPOP bull:q:wait", "DEL bull:q:1")
        _ = try read(bench)
        #expect(try read(bench).health(at: Clock.now).verdict == .working(untilEmpty: nil))
    }

    /// Checks that a quick scheduler whose next run comes and goes between two readings has not stopped.
    @Test func aSchedulerThatGoesOnMeanwhileHasNotStopped() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000")
        func schedule(_ run: Int) throws {
            try bench.send(
                "DEL bull:q:repeat:s:\(run - 1)", "ZREM bull:q:delayed repeat:s:\(run - 1)",
                "ZADD bull:q:repeat \(run) s",
                "HSET bull:q:repeat:s name n every 1000 ic \(run)", "HSET bull:q:repeat:s:\(run) name n timestamp 1",
                "ZADD bull:q:delayed \(run) repeat:s:\(run)")
        }
        for run in 1...80 {
            try schedule(run)
            #expect(try read(bench).evidence.stoppedSchedulers == nil, "\(run)")
        }
        try bench.send("DEL bull:q:repeat:s:80")
        for _ in 0..<40 { _ = try read(bench) }
        #expect(try read(bench).evidence.stoppedSchedulers == StoppedSchedulers(count: 1, first: Array("s".utf8)))
        try bench.send("DEL bull:q:repeat:s", "SET bull:q:repeat:s oops")
        for _ in 0..<40 { _ = try read(bench) }
        #expect(try read(bench).unreadable == [Unreadable("repeat:s", .wrongType("string"))])
        try bench.send("DEL bull:q:repeat:s bull:q:repeat")
        for _ in 0..<40 { _ = try read(bench) }
        #expect(try read(bench).unreadable.isEmpty)
    }

    /// Checks that failing may last longer than the time that counts.
    @Test func failingGoesOnForLongerThanTheTimeThatCounts() throws {
        let bench = try Bench()
        let now = Clock.now
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000", "ZADD bull:q:failed \(now - 100) 1")
        func reading(at now: Milliseconds) throws -> Milliseconds? {
            for _ in 0..<25 { _ = try bench.store.summaries(of: [Self.queue], now: Clock.now) }
            return try bench.store.summaries(of: [Self.queue], now: now).first?.evidence.failingSince
        }
        #expect(try reading(at: now) == now - 100)
        try bench.send("ZADD bull:q:failed \(now - 50) 2", "ZREM bull:q:failed 1")
        #expect(try reading(at: now) == now - 100)
        try bench.send("DEL bull:q:failed")
        #expect(try reading(at: now) == nil)
    }
}
