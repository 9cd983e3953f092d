import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Active jobs, missing jobs and priorities of older families: operations that no official client offers.
@Suite struct JobReleaseTests {
    private let queue = QueueID("bull:q")

    private func bench(_ version: String = "bullmq:6.2.1") throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000 version \(version)")
        return bench
    }

    private func perform(_ change: JobChange, _ id: String, _ state: JobState?, _ bench: Bench) -> Outcome {
        bench.store.perform(.job(change, .init(queue: queue, job: JobID(id), state: state)), now: 1_000)
    }

    private func list(_ name: String, _ bench: Bench) throws -> [String] {
        try bench.send("LRANGE bull:q:\(name) 0 -1")[0].byteStrings.map(\.text)
    }

    @Test func releasesWhatNoWorkerHolds() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n", "HSET bull:q:2 name n", "HSET bull:q:3 name n priority 5",
            "RPUSH bull:q:active 1 2 3",
            "SET bull:q:2:lock token", "SADD bull:q:stalled 1 2 3", "RPUSH bull:q:wait x",
            "HSET bull:q:meta concurrency 3")
        #expect(perform(.release, "2", .active, bench) == .refused(.locked))
        #expect(try bench.send("EXISTS bull:q:marker")[0].integer == 0)
        #expect(perform(.release, "1", .active, bench) == .done)
        // The queue is below its limit again, so a worker is woken.
        #expect(try bench.send("ZSCORE bull:q:marker 0")[0].text == "0")
        #expect(perform(.release, "3", nil, bench) == .done)
        #expect(perform(.release, "3", .active, bench) == .refused(.moved(to: .prioritized)))
        #expect(try list("active", bench) == ["2"])
        // The job is the next to run, and in front of its priority.
        #expect(try list("wait", bench) == ["x", "1"])
        #expect(try bench.send("ZSCORE bull:q:prioritized 3")[0].text == String(5 << 32))
        #expect(try bench.send("SMEMBERS bull:q:stalled")[0].byteStrings.map(\.text) == ["2"])
        let events = try bench.send("XRANGE bull:q:events - +")[0].elements.map {
            $0.elements[1].byteStrings.map(\.text)
        }
        #expect(events == ["1", "3"].map { ["event", "waiting", "jobId", $0, "prev", "active"] })
    }

    @Test(arguments: [
        ("bullmq:3.16.2", "paused"), ("bullmq:4.18.3", "paused"), ("bullmq:5.81.3", "paused"), ("bullmq:6.2.1", "wait"),
    ])
    func releasesIntoAPausedQueue(version: String, place: String) throws {
        let bench = try bench(version)
        try bench.send("HSET bull:q:meta paused 1", "HSET bull:q:1 name n", "RPUSH bull:q:active 1")
        #expect(perform(.release, "1", .active, bench) == .done)
        #expect(try list(place, bench) == ["1"])
        #expect(try bench.send("EXISTS bull:q:marker")[0].integer == 0)
    }

    @Test func removesMissingJobsFromEverywhere() throws {
        let bench = try bench()
        try bench.send(
            "RPUSH bull:q:wait 1 2 1", "RPUSH bull:q:active 1", "ZADD bull:q:failed 1 1", "SADD bull:q:stalled 1",
            "RPUSH bull:q:1:logs left", "HSET bull:q:2 name n", "RPUSH bull:q:paused 0:5 9", "SET bull:q:9:lock token")
        #expect(perform(.removeMissing, "2", .waiting, bench) == .refused(.exists))
        #expect(perform(.removeMissing, "0:5", nil, bench) == .refused(.exists))
        #expect(perform(.removeMissing, "9", nil, bench) == .refused(.locked))
        #expect(perform(.removeMissing, "7", nil, bench) == .refused(.absent))
        #expect(perform(.removeMissing, "1", .waiting, bench) == .done)
        let keys = try snapshot(of: bench.connection).entries.keys.map(\.text).sorted()
        #expect(keys == ["2", "9:lock", "meta", "paused", "wait"].map { "bull:q:" + $0 })
        #expect(try list("wait", bench) == ["2"])
    }

    @Test func keepsPrioritiesInTheListOfBullMQ3() throws {
        let bench = try bench("bullmq:3.16.2")
        try bench.send(
            "RPUSH bull:q:wait none a5 b5 c1", "ZADD bull:q:priority 5 a5 5 b5 1 c1", "HSET bull:q:none name n",
            "HSET bull:q:a5 name n priority 5")
        #expect(perform(.changePriority(5), "none", .waiting, bench) == .done)
        #expect(try list("wait", bench) == ["none", "a5", "b5", "c1"])
        #expect(perform(.changePriority(5, inFront: true), "none", .waiting, bench) == .done)
        #expect(try list("wait", bench) == ["a5", "b5", "none", "c1"])
        #expect(perform(.changePriority(1, inFront: true), "a5", .waiting, bench) == .done)
        #expect(try list("wait", bench) == ["b5", "none", "c1", "a5"])
        #expect(perform(.changePriority(0), "c1", .waiting, bench) == .refused(.vanished))
        #expect(perform(.changePriority(0), "none", .waiting, bench) == .done)
        #expect(try list("wait", bench) == ["none", "b5", "c1", "a5"])
        #expect(
            try bench.send("ZRANGE bull:q:priority 0 -1 WITHSCORES")[0].byteStrings.map(\.text) == [
                "a5", "1", "c1", "1", "b5", "5",
            ])
        #expect(try bench.send("EXISTS bull:q:prioritized bull:q:marker bull:q:pc")[0].integer == 0)
    }

    @Test func takesAJobOfBullMQ4BackFromThePrioritizedOnes() throws {
        let bench = try bench("bullmq:4.18.3")
        try bench.send("HSET bull:q:1 name n priority 5", "ZADD bull:q:prioritized 21474836481 1")
        #expect(perform(.changePriority(0), "1", .prioritized, bench) == .done)
        #expect(try list("wait", bench) == ["1"])
        #expect(perform(.changePriority(2, inFront: true), "1", .waiting, bench) == .done)
        #expect(try bench.send("ZSCORE bull:q:prioritized 1")[0].text == String(2 << 32))
        // Workers of 4 learn of prioritized jobs only by this marker.
        #expect(try list("wait", bench) == ["0:0"])
    }

    @Test func retriesWithoutAStateWhereverItFinished() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n failedReason no returnvalue 1 atm 3 attemptsMade 2 ats 4",
            "ZADD bull:q:completed 1 1",
            "HSET bull:q:2 name n failedReason no returnvalue 1 atm 3 ats 4", "ZADD bull:q:failed 1 2",
            "HSET bull:q:3 name n", "RPUSH bull:q:active 3")
        #expect(perform(.retry(resetting: .made), "1", nil, bench) == .done)
        #expect(perform(.retry(resetting: .started), "2", nil, bench) == .done)
        #expect(perform(.retry(), "3", nil, bench) == .refused(.moved(to: .active)))
        #expect(try list("wait", bench) == ["2", "1"])
        func fields(_ id: String) throws -> Set<String> {
            Set(try bench.send("HKEYS bull:q:\(id)")[0].byteStrings.map(\.text))
        }
        #expect(try fields("1") == ["name", "failedReason", "ats"])
        #expect(try fields("2") == ["name", "returnvalue", "atm"])
    }

    @Test func losesNoJobWhereAListIsNone() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n", "ZADD bull:q:failed 1 1", "HSET bull:q:2 name n", "ZADD bull:q:delayed 1 2",
            "HSET bull:q:3 name n", "RPUSH bull:q:active 3", "SET bull:q:wait nonsense")
        let before = try snapshot(of: bench.connection)
        for (change, id) in [(JobChange.retry(), "1"), (.promote, "2"), (.release, "3")] {
            let refusal = Refusal.wrongType(key: Array("bull:q:wait".utf8), found: "string")
            #expect(perform(change, id, nil, bench) == .refused(refusal))
        }
        #expect(try snapshot(of: bench.connection) == before)
    }
}
