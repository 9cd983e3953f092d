import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

@Suite struct OverviewTests {
    @Test func readsOneQueueWhole() throws {
        let bench = try Bench()
        let now = Clock.now
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000 version bullmq:6.1.2 concurrency 4",
            "RPUSH bull:q:wait 3 2 1", "HSET bull:q:1 timestamp 1700000000001 name x",
            "ZADD bull:q:completed \(now - 120_000) 10 \(now - 30_000) 11 \(now - 1_000) 12",
            "ZADD bull:q:failed \(now - 70_000) 13 \(now - 5_000) 14", "HSET bull:q:14 failedReason boom",
            "RPUSH bull:q:active 5", "ZADD bull:q:delayed 7354243463135232 6", "ZADD bull:q:prioritized 1 7 2 8",
            "ZADD bull:q:waiting-children 1 9")
        let summary = try #require(try bench.overview().queues.first)
        #expect(summary.family == .bullmq6)
        #expect(summary.concurrency == 4)
        #expect(!summary.isPaused)
        #expect(summary.oldestWaiting == 1_700_000_000_001)
        #expect(summary.completedPerMinute == 2)
        #expect(summary.failedPerMinute == 1)
        #expect(summary.latestFailure?.text == "boom")
        #expect(summary.latestFailureAt == now - 5_000)
        let counts = JobState.allCases.map { summary.counts[$0] }
        #expect(counts == [3, 1, 2, 1, 2, 3, 1])
    }

    @Test func costsOneRoundTripOfTwelveCommandsAQueue() throws {
        let bench = try Bench()
        let script = """
            for i = 1, 200 do
                local base = 'bull:q' .. i
                redis.call('HSET', base .. ':meta', 'opts.maxLenEvents', '10000')
                for j = 1, 5 do redis.call('LPUSH', base .. ':wait', j) end
                redis.call('HSET', base .. ':1', 'timestamp', '5', 'atm', '1')
                redis.call('ZADD', base .. ':failed', 1, 'f')
                redis.call('HSET', base .. ':f', 'failedReason', 'x', 'atm', '1')
                if i % 4 == 0 then redis.call('HSET', base .. ':meta', 'paused', '1') end
            end
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        _ = try bench.overview()
        var commands = 0
        for second in 1...20 {
            let answer = try bench.store.answer(.overview, now: Clock.now + Milliseconds(second) * 1_000)
            #expect(answer.cost.roundTrips == 1)
            #expect(answer.cost.bytes > 0)
            commands += answer.cost.commands
        }
        #expect(commands <= 20 * 2_400)
    }

    @Test func followsAPausedQueueOfBullMQ5() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000 version bullmq:5.81.2", "RPUSH bull:q:wait 2 1",
            "HSET bull:q:1 timestamp 7", "HSET bull:q:2 timestamp 8")
        #expect(try bench.overview().queues.first?.counts[.waiting] == 2)
        // The library pauses a queue like this: the same refresh finds the jobs in their new list.
        try bench.send("RENAME bull:q:wait bull:q:paused", "HSET bull:q:meta paused 1")
        let summary = try #require(try bench.overview().queues.first)
        #expect(summary.counts[.waiting] == 2)
        #expect(summary.isPaused)
        #expect(summary.oldestWaiting == 7)
        #expect(try bench.page(QueueID("bull:q"), .state(.waiting), .oldestFirst).ids == ["1", "2"])
    }

    @Test func doesNotCountOldMarkers() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000", "RPUSH bull:q:wait 0:0", "ZADD bull:q:prioritized 1 1")
        let summary = try #require(try bench.overview().queues.first)
        #expect(summary.counts[.waiting] == 0)
        #expect(summary.family == .bullmq4)
        #expect(try bench.page(QueueID("bull:q"), .state(.waiting)).ids == [])
    }

    @Test func tellsTheServer() throws {
        let bench = try Bench()
        let before = Clock.now
        let answer = try bench.store.answer(.overview, now: before)
        #expect(answer.server.product == "redis")
        #expect(answer.server.version?.first == "7")
        #expect(answer.server.usedMemory ?? 0 > 0)
        #expect(answer.server.maxMemory == nil)
        #expect(answer.server.evictionPolicy == "noeviction")
        #expect(answer.server.clients ?? 0 >= 1)
        #expect(!answer.server.isReplica)
        #expect(answer.takenAt >= before && answer.takenAt <= Clock.now + 1)
    }

    @Test func needsNoMoreThanReading() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000 version bullmq:5.81.2", "RPUSH bull:q:wait 1",
            "HSET bull:q:1 timestamp 5 name n opts {\"attempts\":3} data {}", "RPUSH bull:q:1:logs hello")
        try bench.add(user: "reader", "+@read", "~*")
        let reader = try Bench(bench.redis, user: "reader")
        let overview = try reader.overview()
        #expect(overview.queues.first?.counts[.waiting] == 1)
        #expect(overview.queues.first?.oldestWaiting == 5)
        #expect(overview.discovery.totalKeys == 4)
        let answer = try reader.store.answer(.overview, now: 1_000)
        #expect(answer.server.version == nil)
        #expect(answer.takenAt == 1_000)
        let row = try #require(try reader.page(QueueID("bull:q"), .state(.waiting)).rows.first)
        #expect(row.name.text == "n" && row.attemptsAllowed == 3)
        #expect(try reader.job(QueueID("bull:q"), "1")?.logs.lines.map(\.text) == ["hello"])
        #expect(try reader.page(QueueID("bull:q"), .latest).ids == ["1"])
        let target = Operation.Target(queue: QueueID("bull:q"), job: JobID("1"), state: .waiting)
        guard case .refused(.noPermission) = reader.store.perform(.remove(target), now: Clock.now) else {
            Issue.record("not refused")
            return
        }
    }

    @Test func readsAReplica() throws {
        let primary = try PrivateRedis(["--repl-diskless-sync-delay", "0"], tcp: true)
        let source = try Bench(primary)
        let replica = try Bench(PrivateRedis())
        try replica.send("REPLICAOF 127.0.0.1 \(try #require(primary.port))")
        try source.send(
            "HSET bull:q:meta opts.maxLenEvents 10000", "RPUSH bull:q:wait 1 0:5", "HSET bull:q:1 timestamp 5 name n")
        try #require(try source.send("WAIT 1 9000")[0].integer == 1)
        try replica.store.connect()
        #expect(try replica.overview().queues.first?.counts[.waiting] == 1)
        #expect(try replica.store.answer(.overview, now: Clock.now).server.isReplica)
        #expect(try replica.page(QueueID("bull:q"), .state(.waiting)).ids == ["1"])
        #expect(try replica.job(QueueID("bull:q"), "1")?.row.name.text == "n")
        let target = Operation.Target(queue: QueueID("bull:q"), job: JobID("1"), state: .waiting)
        #expect(replica.store.perform(.remove(target), now: Clock.now) == .refused(.readOnlyServer))
    }

    /// Checks that workers, which connect to the primary, are unknown on a replica, and not absent: to every reader, with
    /// and without INFO. Those that are seen count.
    @Test(arguments: [nil, ["+@read", "+client|list", "~*"]]) func workersAreUnknownOnAReplica(rules: [String]?) throws
    {
        let redis = try PrivateRedis()
        let bench = try Bench(redis)
        let queue = QueueID("bull:q")
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000", "RPUSH bull:q:wait 1", "HSET bull:q:1 timestamp 5 name n",
            "HSET bull:r:meta opts.maxLenEvents 10000")
        if let rules {
            let words = ["SETUSER", "reader", "on", ">secret"] + rules
            _ = try bench.connection.send(Command("ACL", arguments: words.map { Array($0.utf8) }))
        }
        let worker = try redis.connect()
        _ = try worker.send(Command("CLIENT", "SETNAME", "bull:cg==:w:seen"))
        func workers(isReplica: Bool) throws -> [Int?] {
            let reader = try Bench(redis, user: rules == nil ? nil : "reader")
            let queues = try reader.overview().queues
            let request = OverviewRequest(explained: queue, wantsWorkers: true)
            guard case .overview(let overview) = try reader.store.answer(.overview(request), now: Clock.now).content
            else {
                throw TestFailure("another content")
            }
            #expect((overview.insight?.workers == nil) == isReplica)
            let health = try #require(queues.first { $0.id == queue }).health(at: Clock.now)
            #expect(
                health.verdict == .noProgress(isReplica ? .workersUnknown : .noWorker, waiting: 1, since: 5))
            let report = try reader.store.workers(of: queues.map(\.id), now: Clock.now)
            #expect(report.isOfReplica == isReplica && report.workers?.map(\.name?.text) == ["seen"])
            return queues.map(\.evidence.workers)
        }
        #expect(try workers(isReplica: false) == [0, 1])
        try bench.send("REPLICAOF 127.0.0.1 1")
        #expect(try workers(isReplica: true) == [nil, 1])
        worker.close()
    }
}
