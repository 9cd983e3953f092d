import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The facts behind verdicts, read from queues of the official clients and from what their workers do.
@Suite struct EvidenceTests {
    private static let queue = QueueID("bull:q")

    private func read(_ bench: Bench) throws -> QueueSummary {
        try #require(try bench.store.summaries(of: [Self.queue], now: Clock.now).first)
    }

    /// Reads until a condition is true, for at most 20 s.
    private func read(_ bench: Bench, until isSo: (QueueSummary) -> Bool) throws -> QueueSummary {
        for _ in 0..<400 {
            let summary = try read(bench)
            if isSo(summary) { return summary }
            // A pause that the server keeps.
            _ = try bench.connection.send(Command("BLPOP", "no such list", "0.05"))
        }
        throw TestFailure("it never came: \(try read(bench))")
    }

    private func add(_ bench: Bench, _ family: ClientFamily) throws {
        let script = """
            import asyncio, sys
            from client import Client
            async def main():
                client = Client(sys.argv[1], int(sys.argv[2]))
                await client.queue("q").add("n", {}, {})
                await client.close()
            asyncio.run(main())
            """
        _ = try PythonClient.run(
            family, script: script, arguments: [bench.redis.socketPath, family.number])
    }

    @Test(arguments: ClientFamily.allCases)
    func aJobOfAKilledWorkerIsActiveWithoutALock(family: ClientFamily) throws {
        let bench = try Bench()
        try add(bench, family)
        let worker = try Child(
            PythonClient.interpreter(family),
            [
                PythonClient.modules + "/work.py", bench.redis.socketPath, family.number, "q",
                "forever",
            ],
            environment: PythonClient.environment)
        // Workers of 3 and 4 take a job before they lock it.
        while try bench.send("EXISTS bull:q:1:lock")[0].integer != 1 { usleep(5_000) }
        let busy = try read(bench) { $0.counts[.active] == 1 }
        #expect(busy.evidence.unlocked == nil && busy.health(at: Clock.now).verdict == .working(untilEmpty: nil))
        let row = try #require(try bench.page(Self.queue, .state(.active)).rows.first)
        guard case .held(let time?) = row.lock else {
            Issue.record("\(String(describing: row.lock))")
            return
        }
        #expect(0...1_000 ~= time)
        worker.send(SIGKILL)
        _ = worker.wait()
        let left = try read(bench) { $0.evidence.unlocked != nil }
        let unlocked = try #require(left.evidence.unlocked)
        #expect(unlocked.count == 1 && unlocked.sampled == 1)
        let started = try #require(unlocked.started)
        #expect(
            left.health(at: started + HealthThresholds.standard[.unlocked] - 1).verdict == .working(untilEmpty: nil))
        #expect(left.health(at: started + HealthThresholds.standard[.unlocked]).verdict == .unlocked(unlocked))
        #expect(try bench.page(Self.queue, .state(.active)).rows.first?.lock == .missing)
    }

    @Test(arguments: ClientFamily.allCases)
    func workersAreCountedByTheirNames(family: ClientFamily) throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000")
        #expect(try read(bench).evidence.workers == 0)
        let worker = try IdleWorker(family, on: "q", of: bench)
        // The clients of 3 and 4 do not name their connections: their number is unknown, not 0.
        let expected = ClientFamily.recent.contains(family) ? 1 : nil
        let other = try Bench(bench.redis).store.summaries(of: [Self.queue], now: Clock.now)[0]
        #expect(other.evidence.workers == expected)
        try withExtendedLifetime(worker) { try worker.waitUntilIdle() }
    }

    @Test func workersOfAServerThatListsNoClientsAreUnknown() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000", "LPUSH bull:q:wait 1", "HSET bull:q:1 timestamp 5 name n")
        try bench.add(user: "reader", "+@read", "+info", "+time", "~*")
        let summary = try read(Bench(bench.redis, user: "reader"))
        #expect(summary.evidence.workers == nil)
        #expect(summary.health(at: Clock.now).verdict == .noProgress(.workersUnknown, waiting: 1, since: 5))
        let known = try read(bench)
        #expect(known.health(at: Clock.now).verdict == .noProgress(.noWorker, waiting: 1, since: 5))
    }

    @Test func theRateLimitHoldsUntilItsTime() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000 max 5 duration 60000", "LPUSH bull:q:wait 1")
        try bench.send("HSET bull:q:1 timestamp \(Clock.now) name n", "SET bull:q:limiter 4 PX 60000")
        #expect(try read(bench).evidence.limitedUntil == nil)
        for count in ["5", "9007199254740991"] {
            try bench.send("SET bull:q:limiter \(count) PX 60000")
            let limited = try read(Bench(bench.redis))
            let until = try #require(limited.evidence.limitedUntil)
            #expect(until - Clock.now > 50_000 && until - Clock.now <= 61_000)
            #expect(limited.health(at: Clock.now).verdict.word == "no-progress")
        }
    }

    @Test(arguments: ClientFamily.recent)
    func aSchedulerWithoutItsNextJobHasStopped(family: ClientFamily) throws {
        let bench = try Bench()
        let now = Clock.now
        let input = """
            [{"queue": "q", "id": "s", "repeat": {"every": 3600000}, "name": "n", "data": {}, "opts": {}},
             {"queue": "q", "id": "t", "repeat": {"every": 7200000}, "name": "n", "data": {}, "opts": {}}]
            """
        _ = try PythonClient.run(
            family, script: PythonClient.script("schedule"), arguments: [bench.redis.socketPath, String(now)],
            input: input)
        let ids =
            try bench.send("ZRANGE bull:q:delayed 0 -1")[0].byteStrings
            + bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings
        let job = try #require(ids.first { $0.starts(with: "repeat:s:".utf8) }).text
        func stopped() throws -> StoppedSchedulers? {
            try Bench(bench.redis).store.summaries(of: [Self.queue], now: Clock.now)[0].evidence.stoppedSchedulers
        }
        #expect(try stopped() == nil)
        // A job that is due, and not taken yet.
        try bench.send("ZREM bull:q:delayed \(job)", "LREM bull:q:wait 0 \(job)", "LPUSH bull:q:wait \(job)")
        #expect(try stopped() == nil)
        // The hash still exists, but membership decides.
        try bench.send("LREM bull:q:wait 0 \(job)")
        #expect(try stopped() == StoppedSchedulers(count: 1, first: Array("s".utf8)))
        try bench.send("ZADD bull:q:delayed 1 \(job)", "DEL bull:q:\(job)")
        #expect(try stopped() == StoppedSchedulers(count: 1, first: Array("s".utf8)))
    }

    @Test func parentsOfLostChildrenAreFound() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000", "HSET bull:c:meta opts.maxLenEvents 10000")
        try bench.send(
            "ZADD bull:q:waiting-children 1 p", "HSET bull:q:p name n timestamp 1",
            "SADD bull:q:p:dependencies bull:c:1")
        try bench.send("HSET bull:c:1 name n timestamp 1", "LPUSH bull:c:wait 1")
        func blocked() throws -> BlockedParents? {
            try Bench(bench.redis).page(Self.queue, .state(.waitingChildren)).queue.evidence.blockedParents
        }
        #expect(try blocked() == nil)
        try bench.send("DEL bull:c:wait", "ZADD bull:c:failed 1 1")
        #expect(try blocked() == BlockedParents(count: 1, sampled: 1, first: JobID("p")))
        try bench.send("DEL bull:c:failed bull:c:1")
        #expect(try blocked() == BlockedParents(count: 1, sampled: 1, first: JobID("p")))
    }

    @Test func failuresOfTheLastQuarterOfAnHourCount() throws {
        let bench = try Bench()
        let now = Clock.now
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000")
        for (id, minutes) in [(1, 20), (2, 12), (3, 2)] {
            try bench.send("ZADD bull:q:failed \(now - Milliseconds(minutes) * 60_000) \(id)")
        }
        try bench.send("ZADD bull:q:completed \(now - 600_000) 4")
        let summary = try read(bench)
        #expect(summary.failedPerMinute == 0)
        #expect(
            summary.health(at: now).verdict
                == .failing(failed: 2, finished: 3, since: now - 720_000, completed: .kept))
        // Nothing was removed where an older one is kept, and nothing is known where none is.
        try bench.send("ZADD bull:q:completed \(now - 1_000_000) 5")
        #expect(
            try read(Bench(bench.redis)).health(at: now).verdict
                == .failing(failed: 2, finished: 3, since: now - 720_000))
        try bench.send("DEL bull:q:completed")
        #expect(
            try read(Bench(bench.redis)).health(at: now).verdict
                == .failing(failed: 2, finished: 2, since: now - 720_000, completed: .unknown))
    }

    @Test func anIdWithoutAJobIsMissing() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000", "LPUSH bull:q:wait g", "RPUSH bull:q:active a",
            "SET bull:q:a:lock t")
        #expect(try read(bench).health(at: Clock.now).verdict == .missingJobs(1))
    }

    @Test func allBusyQueuesStayWithinTheBudget() throws {
        let bench = try Bench()
        let script = """
            for i = 1, 200 do
                local base = 'bull:q' .. i
                redis.call('HSET', base .. ':meta', 'opts.maxLenEvents', '10000', 'version', 'bullmq:5.81.2')
                for j = 1, 5 do redis.call('LPUSH', base .. ':active', j); redis.call('SET', base .. ':' .. j .. ':lock', 't') end
                redis.call('LPUSH', base .. ':wait', 7)
                redis.call('HSET', base .. ':7', 'timestamp', '5', 'atm', '1')
                redis.call('ZADD', base .. ':failed', 1, 'f')
                redis.call('ZADD', base .. ':delayed', 1, 'd')
            end
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        _ = try bench.overview()
        var commands = 0
        for second in 1...30 {
            let answer = try bench.store.answer(.overview, now: Clock.now + Milliseconds(second) * 1_000)
            #expect(answer.cost.roundTrips == 1)
            commands += answer.cost.commands
        }
        #expect(commands <= 30 * 2_400, "\(commands / 30)")
    }
}
