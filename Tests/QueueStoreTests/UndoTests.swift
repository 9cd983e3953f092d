import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that a removed job is restored: except for events, markers and counters the keyspace is the same as before.
@Suite struct UndoTests {
    static let versions = ["bullmq:3.16.2", "bullmq:4.18.3", "bullmq:5.81.3", "bullmq:6.2.1"]
    private let queue = QueueID("bull:q")

    private func bench(_ version: String = "bullmq:6.2.1") throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000 version \(version)")
        return bench
    }

    private func remove(
        _ ids: [String], _ bench: Bench, _ change: JobChange = .remove(), keeping budget: UndoBudget = UndoBudget()
    ) throws -> [RemovedJob] {
        let outcomes = try bench.store.perform(
            change, on: ids.map { JobID($0) }, in: queue, state: nil, now: 1_000, keeping: budget)
        return try outcomes.flatMap { outcome in
            guard case .removed(let jobs) = outcome else { throw TestFailure("\(outcome)") }
            return jobs
        }
    }

    private func restore(_ job: RemovedJob, _ bench: Bench, now: Milliseconds = 1_000) -> Outcome {
        bench.store.perform(.queue(.restore(job), job.queue), now: now)
    }

    /// Removes these jobs, restores them in the opposite order, and compares the keyspaces.
    private func expectRoundTrip(_ ids: [String], _ bench: Bench, _ change: JobChange = .remove()) throws {
        let before = try snapshot(of: bench.connection).withoutTraces
        let removed = try remove(ids, bench, change)
        #expect(try snapshot(of: bench.connection).withoutTraces != before)
        for job in removed.reversed() { #expect(restore(job, bench) == .done) }
        let after = try snapshot(of: bench.connection).withoutTraces
        #expect(KeyspaceComparison().differences(expected: before, actual: after) == [])
        // The comparison ignores a few seconds and the order of members.
        #expect(Set(before.entries.keys) == Set(after.entries.keys))
    }

    @Test(arguments: versions)
    func comesBackToItsPlace(version: String) throws {
        let bench = try bench(version)
        try bench.send(
            "RPUSH bull:q:wait a 1 b 2 c", "RPUSH bull:q:active x 3 y", "ZADD bull:q:delayed 7354243539259392 4 1 d",
            "ZADD bull:q:failed 1795466014077 5", "ZADD bull:q:completed 1795466014078 6")
        for id in 1...6 { try bench.send("HSET bull:q:\(id) name n data {} timestamp 5 opts {} priority 0") }
        try bench.send("HSET bull:q:7 name orphan")
        let lines = (0..<5_500).map(String.init).joined(separator: " ")
        try bench.send("RPUSH bull:q:5:logs \(lines)", "HSET bull:q:5 stacktrace [] returnvalue null")
        try expectRoundTrip(["1", "2", "3", "4", "5", "6", "7"], bench)
        try expectRoundTrip(["2"], bench)
    }

    @Test func comesBackToItsPriority() throws {
        for (version, place) in [
            ("bullmq:4.18.3", "prioritized"), ("bullmq:6.2.1", "prioritized"), ("bullmq:3.16.2", "priority"),
        ] {
            let bench = try bench(version)
            try bench.send(
                "HSET bull:q:1 name n priority 3",
                "ZADD bull:q:\(place) \(place == "priority" ? "3" : "12884901893") 1 9 x")
            if place == "priority" { try bench.send("RPUSH bull:q:wait y 1 x") }
            let removed = try remove(["1"], bench)
            let left = try snapshot(of: bench.connection)
            #expect(restore(removed[0], bench) == .done)
            let scores = try bench.send("ZSCORE bull:q:\(place) 1")[0].text
            #expect(scores == (place == "priority" ? "3" : "12884901893"))
            let list = try bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings.map(\.text)
            // Workers of 4 learn of prioritized jobs by the list.
            #expect(list == (version.contains(":3") ? ["y", "1", "x"] : version.contains(":4") ? ["0:0"] : []))
            #expect(left[":"] == nil)
        }
    }

    @Test func ownsItsDeduplicationAgain() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n deid d", "HSET bull:q:2 name n deid e", "RPUSH bull:q:wait 1 2",
            "SET bull:q:de:d 1 PX 600000", "SET bull:q:de:e 2", "HSET bull:q:dn:e name next data {}")
        try expectRoundTrip(["1", "2"], bench)

        // The time passes while the job is removed.
        let removed = try remove(["1", "2"], bench)
        #expect(removed.map(\.deduplication?.expiry).last == .some(nil))
        #expect(restore(removed[0], bench, now: 1_000 + 400_000) == .done)
        let left = try #require(try bench.send("PTTL bull:q:de:d")[0].integer)
        #expect(left > 150_000 && left <= 200_000)
        // By now another job has the other deduplication id.
        try bench.send("SET bull:q:de:e 5")
        #expect(restore(removed[1], bench) == .done)
        #expect(try bench.send("GET bull:q:de:e")[0].text == "5")
        #expect(try bench.send("EXISTS bull:q:dn:e")[0].integer == 0)
        let again = try remove(["1"], bench)
        #expect(restore(again[0], bench, now: 10_000_000) == .done)
        #expect(try bench.send("EXISTS bull:q:de:d")[0].integer == 0)
    }

    @Test func refusesAnIDThatIsTaken() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n", "RPUSH bull:q:wait 1", "SADD bull:q:1:dependencies bull:r:2",
            "HSET bull:r:2 name n",
            "RPUSH bull:r:wait 2")
        let removed = try remove(["1"], bench)
        #expect(removed[0].descendants.map(\.id) == [JobID("2")])
        for taken in ["HSET bull:q:1 name other", "RPUSH bull:r:active 2", "RPUSH bull:r:2:logs a"] {
            try bench.send(taken)
            let before = try snapshot(of: bench.connection)
            #expect(restore(removed[0], bench) == .refused(.exists))
            #expect(try snapshot(of: bench.connection) == before)
            try bench.send("DEL " + taken.split(separator: " ")[1])
        }
        #expect(restore(removed[0], bench) == .done)
        #expect(restore(removed[0], bench) == .refused(.exists))
    }

    @Test func findsAPlaceInAQueueThatHasChanged() throws {
        let bench = try bench("bullmq:5.81.3")
        try bench.send("HSET bull:q:1 name n", "HSET bull:q:2 name n", "RPUSH bull:q:wait a 1 2 b c d")
        let removed = try remove(["1", "2"], bench)
        #expect(removed.map(\.ahead) == [4, 3])
        try bench.send("DEL bull:q:wait", "RPUSH bull:q:paused x y", "HSET bull:q:meta paused 1")
        #expect(restore(removed[1], bench) == .done)
        #expect(restore(removed[0], bench) == .done)
        #expect(try bench.send("LRANGE bull:q:paused 0 -1")[0].byteStrings.map(\.text) == ["1", "2", "x", "y"])
        #expect(try bench.send("EXISTS bull:q:wait bull:q:marker")[0].integer == 0)
    }

    @Test func wakesAWorker() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n", "RPUSH bull:q:wait 1", "HSET bull:q:2 name m", "ZADD bull:q:delayed 40960 2")
        let removed = try remove(["1", "2"], bench)
        try bench.send("DEL bull:q:events")
        for job in removed { #expect(restore(job, bench) == .done) }
        let markers = try bench.send("ZRANGE bull:q:marker 0 -1 WITHSCORES")[0].byteStrings.map(\.text)
        #expect(markers == ["0", "0", "1", "10"])
        let events = try bench.send("XRANGE bull:q:events - +")[0].elements.map {
            $0.elements[1].byteStrings.map(\.text)
        }
        #expect(
            events == [
                ["event", "added", "jobId", "1", "name", "n"], ["event", "waiting", "jobId", "1"],
                ["event", "added", "jobId", "2", "name", "m"], ["event", "delayed", "jobId", "2", "delay", "10"],
            ])
    }

    @Test func needsPermissionForAll() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n", "RPUSH bull:q:wait 1", "SADD bull:q:1:dependencies other:r:2",
            "HSET other:r:2 name n",
            "RPUSH other:r:wait 2")
        let removed = try remove(["1"], bench)
        try bench.add(user: "limited", "+@all", "~bull:*")
        let before = try snapshot(of: bench.connection)
        guard case .refused(.noPermission) = restore(removed[0], try Bench(bench.redis, user: "limited")) else {
            Issue.record("it was not refused")
            return
        }
        #expect(try snapshot(of: bench.connection) == before)
        #expect(restore(removed[0], bench) == .done)
    }
}
