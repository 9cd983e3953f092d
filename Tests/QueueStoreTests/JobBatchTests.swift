import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Many jobs in one script, and the amount of removed data in a reply.
@Suite struct JobBatchTests {
    private let queue = QueueID("bull:q")

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000 version bullmq:6.2.1")
        return bench
    }

    private func ids(_ range: ClosedRange<Int>) -> [JobID] { range.map { JobID(String($0)) } }

    @Test func oneBadJobStopsNoOther() throws {
        let bench = try bench()
        for id in 1...5 { try bench.send("HSET bull:q:\(id) name n", "ZADD bull:q:failed \(id) \(id)") }
        // Jobs that are gone, moved, and out of reach.
        try bench.send(
            "DEL bull:q:2", "ZREM bull:q:failed 3", "RPUSH bull:q:active 3", "HSET bull:q:4 parentKey other:p:1",
            "HSET other:p:1 name n", "ZADD other:p:1:unsuccessful 1 bull:q:4")
        try bench.add(user: "limited", "+@all", "~bull:*")
        let limited = try Bench(bench.redis, user: "limited")
        let outcomes = try limited.store.perform(.retry(), on: ids(1...5), in: queue, state: .failed, now: 1)
        #expect(outcomes.count == 5)
        #expect(outcomes[0] == .done && outcomes[4] == .done)
        #expect(outcomes[1] == .refused(.vanished))
        #expect(outcomes[2] == .refused(.moved(to: .active)))
        guard case .refused(.noPermission) = outcomes[3] else {
            Issue.record("\(outcomes[3])")
            return
        }
        #expect(try bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings.map(\.text) == ["5", "1"])
        #expect(try bench.send("ZRANGE bull:q:failed 0 -1")[0].byteStrings.map(\.text) == ["2", "4"])
        #expect(try limited.store.perform(.retry(), on: [], in: queue, state: .failed, now: 1) == [])
    }

    @Test func theSameJobTwiceIsDoneOnce() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 name n", "ZADD bull:q:failed 1 1")
        let outcomes = try bench.store.perform(.retry(), on: ids(1...1) + ids(1...1), in: queue, state: .failed, now: 1)
        #expect(outcomes == [.done, .refused(.moved(to: .waiting))])
        #expect(try bench.send("LLEN bull:q:wait")[0].integer == 1)
    }

    @Test func longRemovalsComeInSeveralReplies() throws {
        let bench = try bench()
        let data = String(repeating: "x", count: 100_000)
        for id in 1...25 { try bench.send("HSET bull:q:\(id) name n data \(data)", "RPUSH bull:q:wait \(id)") }
        let before = try snapshot(of: bench.connection).withoutTraces
        let received = bench.store.connection?.traffic.bytes ?? 0
        let outcomes = try bench.store.perform(.remove(), on: ids(1...25), in: queue, state: .waiting, now: 1)
        let removed = outcomes.flatMap { outcome -> [RemovedJob] in
            guard case .removed(let jobs) = outcome else { return [] }
            return jobs
        }
        #expect(removed.map(\.id) == ids(1...25))
        #expect(removed.allSatisfy { $0.isRestorable && $0.size > 100_000 })
        #expect((bench.store.connection?.traffic.bytes ?? 0) - received > 2_500_000)
        #expect(try bench.send("EXISTS bull:q:wait bull:q:1 bull:q:25")[0].integer == 0)
        let calls = try #require(try bench.send("INFO commandstats")[0].text).split(separator: "\r\n")
            .filter { $0.hasPrefix("cmdstat_eval") }.joined()
        #expect(calls.contains("calls=2") || calls.contains("calls=3"))
        for job in removed.reversed() {
            #expect(bench.store.perform(.queue(.restore(job), queue), now: 1) == .done)
        }
        #expect(try snapshot(of: bench.connection).withoutTraces == before)
    }

    @Test func losesNothingLargeUnlessThatWasAgreed() throws {
        let bench = try bench()
        let data = String(repeating: "x", count: 300_000)
        try bench.send(
            "HSET bull:q:1 name n data \(data)", "HSET bull:q:2 name n", "HSET bull:q:3 name n",
            "SADD bull:q:3:dependencies bull:q:1", "RPUSH bull:q:wait 1 2 3", "HSET bull:q:4 name n",
            "RPUSH bull:q:wait 4")
        let lines = String(repeating: "line ", count: 40_000)
        try bench.send("RPUSH bull:q:4:logs \(lines)")
        let before = try snapshot(of: bench.connection)
        let strict = try bench.store.perform(.remove(), on: ids(1...1) + ids(3...4), in: queue, state: .waiting, now: 1)
        #expect(strict == [.refused(.tooLarge), .refused(.tooLarge), .refused(.tooLarge)])
        #expect(try snapshot(of: bench.connection) == before)

        let agreed = UndoBudget(losesLarger: true)
        let outcomes = try bench.store.perform(
            .remove(), on: ids(2...4), in: queue, state: .waiting, now: 1, keeping: agreed)
        let removed = outcomes.flatMap { outcome -> [RemovedJob] in
            guard case .removed(let jobs) = outcome else { return [] }
            return jobs
        }
        #expect(removed.map(\.isRestorable) == [true, false, false])
        #expect(removed.map(\.count) == [1, 2, 1])
        #expect(removed[1].fields == [] && removed[1].place == Array("wait".utf8))
        guard case .refused(.invalid) = bench.store.perform(.queue(.restore(removed[1]), queue), now: 1) else {
            Issue.record("restored what is lost")
            return
        }
        #expect(try bench.send("EXISTS bull:q:1 bull:q:2 bull:q:3 bull:q:4 bull:q:wait")[0].integer == 0)
    }

    @Test func keepsNothingWhereNothingIsAskedFor() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 name n", "RPUSH bull:q:wait 1")
        let target = Operation.Target(queue: queue, job: JobID("1"), state: .waiting)
        #expect(bench.store.perform(.remove(target), now: 1, keeping: .none) == .done)
        #expect(try bench.send("EXISTS bull:q:1 bull:q:wait")[0].integer == 0)
    }

    @Test func weighsTheChildrenThatGoTogether() throws {
        let bench = try bench()
        let data = String(repeating: "x", count: 200_000)
        try bench.send("HSET bull:q:p name n", "ZADD bull:q:waiting-children 1 p")
        for id in 1...8 {
            try bench.send(
                "HSET bull:q:\(id) name n parentKey bull:q:p data \(data)", "RPUSH bull:q:wait \(id)",
                "SADD bull:q:p:dependencies bull:q:\(id)")
        }
        let before = try snapshot(of: bench.connection)
        func perform(_ budget: UndoBudget) throws -> Outcome {
            try bench.store.perform(
                .removeUnprocessedChildren, on: [JobID("p")], in: queue, state: .waitingChildren, now: 1,
                keeping: budget)[0]
        }
        #expect(try perform(UndoBudget()) == .refused(.tooLarge))
        #expect(try snapshot(of: bench.connection) == before)
        guard case .removed(let jobs) = try perform(UndoBudget(losesLarger: true)) else {
            Issue.record("not removed")
            return
        }
        #expect(jobs.filter(\.isRestorable).count == 5)
        #expect(jobs.reduce(0) { $0 + $1.count } == 8)
        #expect(try bench.page(queue, .state(.waiting)).ids == ["p"])
    }
}
