import Foundation
import JSONText
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

@Suite struct SchedulerListTests {
    @Test func readsWhatTheLibraryLists() throws {
        for folder in ["bullmq5", "bullmq6"] {
            let fixture = try Fixture("\(folder)/scheduler-list")
            let bench = try Bench()
            try fixture.before.load(into: bench.connection)
            let read = try bench.schedulers(QueueID(fixture.queue))
            #expect(read.total == 3)
            let listed = try #require(fixture.result.array)
            for (scheduler, expected) in zip(read.schedulers, listed) {
                #expect(expected["key"] == .string(scheduler.id.text))
                #expect(expected["name"] == .string(scheduler.name.text))
                #expect(expected["next"]?.integer == scheduler.nextRun)
                #expect(expected["iterationCount"]?.integer == scheduler.iterations.map(Int64.init))
                #expect(expected["offset"]?.integer == scheduler.offset)
                switch try #require(scheduler.rhythm) {
                case .every(let interval): #expect(expected["every"]?.integer == interval)
                case .cron(let pattern, let zone):
                    #expect(expected["pattern"] == .string(pattern))
                    #expect(expected["tz"]?.string == zone)
                }
                #expect(scheduler.hasPendingJob && !scheduler.isLegacy)
                #expect(scheduler.pendingJob == JobID("repeat:\(scheduler.id.text):\(scheduler.nextRun)"))
                #expect(scheduler.dataLength == expected["template"]?["data"]?.text.utf8.count)
                #expect(scheduler.optionsLength == 0)
            }
            #expect(
                KeyspaceComparison().differences(expected: fixture.after, actual: try snapshot(of: bench.connection))
                    == [])
        }
    }

    @Test func readsAllQueuesTheSoonestFirst() throws {
        let bench = try Bench()
        var scheduler = NewScheduler(
            id: Array("a:1".utf8), rhythm: .every(60_000), name: Array("n".utf8), data: Array("[1]".utf8),
            options: Array(#"{"attempts":3}"#.utf8))
        (scheduler.startDate, scheduler.endDate, scheduler.limit) = (1_795_466_900_000, 1_799_999_999_999, 9)
        _ = bench.upsert(scheduler, in: "bull:one", now: 1_795_466_000_000)
        scheduler.id = Array("b".utf8)
        scheduler.startDate = 1_795_466_800_000
        _ = bench.upsert(scheduler, in: "bull:two", now: 1_795_466_000_000)
        _ = bench.add(to: "bull:three")
        try bench.discoverAll()
        let before = try snapshot(of: bench.connection)
        let read = try bench.schedulers(nil)
        #expect(read.total == 2)
        #expect(read.schedulers.map(\.queue.name.text) == ["two", "one"])
        let first = try #require(read.schedulers.first)
        #expect((first.startDate, first.endDate, first.limit) == (1_795_466_800_000, 1_799_999_999_999, 9))
        #expect((first.dataLength, first.optionsLength) == (3, 14))
        #expect(first.lastRun == nil)
        #expect(try bench.schedulers(QueueID("bull:one")).schedulers.map(\.id.text) == ["a:1"])
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test func aSchedulerWithoutItsJobAndARunBefore() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:repeat:s name n every 5000 ic 4", "ZADD bull:q:repeat 1795466000000 s")
        let scheduler = try #require(bench.schedulers(QueueID("bull:q")).schedulers.first)
        #expect(!scheduler.hasPendingJob)
        #expect(scheduler.lastRun == 1_795_465_995_000)
    }

    @Test func saysWhenItRuns() throws {
        let bench = try Bench()
        let now: Milliseconds = 1_795_466_000_000
        let minute: Milliseconds = 60_000
        let vienna = NewScheduler.Rhythm.cron("0 9 * * 1", timeZone: "Europe/Vienna")
        for (id, rhythm) in [("a", .every(5 * minute)), ("b", .every(minute)), ("c", vienna)] as [(String, _)] {
            var scheduler = NewScheduler(id: Array(id.utf8), rhythm: rhythm, name: Array("n".utf8))
            if id == "a" { scheduler.limit = 3 }
            if id == "b" { scheduler.endDate = now + 150_000 }
            _ = bench.upsert(scheduler, in: "bull:q", now: now)
        }
        try bench.send(
            "ZADD bull:q:repeat 9000000000000 d", "HSET bull:q:repeat:d ic 1 pattern 61",
            "ZADD bull:q:repeat 9000000000001 e", "HSET bull:q:repeat:e ic 1 every 9223372036854775807",
            "ZADD bull:q:repeat 9000000000002 f", "HSET bull:q:repeat:f ic 1 pattern @hourly tz Nowhere/City",
            "ZADD bull:q:repeat 9000000000003 g", "HSET bull:q:repeat:g ic 1 every -1")
        let read = try bench.schedulers(QueueID("bull:q"), now: now).schedulers
        let found = Dictionary(uniqueKeysWithValues: read.map { ($0.id.text, $0) })
        let next = try #require(found["a"]?.nextRun)
        #expect(found["a"]?.words == "every 5 minutes")
        #expect(found["a"]?.runs == [next, next + 5 * minute, next + 10 * minute])
        #expect(found["b"]?.words == "every minute")
        let end = now + 150_000
        #expect(found["b"]?.runs.isEmpty == false && found["b"]?.runs.allSatisfy { $0 <= end } == true)
        #expect(found["b"].map { $0.runs.count < JobScheduler.runCount } == true)
        #expect(found["c"]?.words == "every Monday at 09:00, Europe/Vienna")
        // Mondays from 2026-11-30 on, at 08:00 UTC in winter.
        let monday: Milliseconds = 1_796_025_600_000
        #expect(found["c"]?.runs == (0..<5).map { monday + $0 * 604_800_000 })
        // A pattern that is not understood has only its next run.
        for (id, words) in [
            ("d", "61"), ("e", ""), ("f", "every hour, Nowhere/City"), ("g", "every -1 ms"),
        ] {
            #expect(found[id]?.words == words)
            #expect(found[id].map { $0.runs == [$0.nextRun] } == true)
        }
    }

    @Test func whatIsOverdueHasItsMissedRunsBehindIt() throws {
        let bench = try Bench()
        let minute: Milliseconds = 60_000
        try bench.send(
            "ZADD bull:q:repeat 600000 a", "HSET bull:q:repeat:a ic 2 every 600000",
            "ZADD bull:q:repeat 600001 b", "HSET bull:q:repeat:b ic 2 pattern @hourly tz Europe/Vienna",
            "ZADD bull:q:repeat 9223372036854774784 c", "HSET bull:q:repeat:c ic 2 every 9223372036854775807")
        let now = 95 * minute
        let list = try bench.schedulers(QueueID("bull:q"), now: now)
        let read = list.schedulers
        try #require(read.count == 2)
        #expect(read[0].runs == [10, 100, 110, 120, 130].map { $0 * minute })
        #expect(read[0].lastRun == 0)
        #expect(read[1].runs == [600_001] + [120, 180, 240, 300].map { $0 * minute })
        // An impossible time is not shown as one.
        #expect(list.unreadable.values.joined().map(\.key) == [Array("repeat:c".utf8)])
    }

    @Test(
        arguments: [
            // Mondays at 09:00 in Vienna: 2026-11-30 and the one before it.
            ("0 9 * * 1", 1_796_025_600_000, 1_795_420_800_000), ("* * * * * *", 1_796_025_600_000, 1_796_025_599_000),
            // Leap days of 2024 and 2020 at midnight in Vienna.
            ("0 0 29 2 *", 1_709_161_200_000, 1_582_930_800_000), ("0 0 30 2 *", 1_709_161_200_000, nil),
            ("61", 1_709_161_200_000, nil),
        ] as [(String, Milliseconds, Milliseconds?)])
    func theRunBeforeAPattern(pattern: String, next: Milliseconds, last: Milliseconds?) {
        #expect(SchedulerTimes(.cron(pattern, timeZone: "Europe/Vienna")).run(before: next) == last)
        #expect(SchedulerTimes(.cron(pattern, timeZone: "Nowhere/City")).run(before: next) == nil)
    }

    /// Checks that repeatables are read and stay. The library of version 6 deletes such members when it lists them.
    @Test func repeatablesAreReadAndStay() throws {
        let bench = try Bench()
        _ = try bench.connection.pipeline([
            Command("ZADD", "bull:q:repeat", "500", "report:::Europe/Berlin:0 3 * * *"),
            Command("ZADD", "bull:q:repeat", "600", "a:b:own:99:UTC:5000"),
            Command("ZADD", "bull:q:repeat", "700", "5f4dcc3b5aa765d61d8327deb882cf99"),
            Command("ZADD", "bull:q:repeat", "800", "broken"),
            Command("HSET", "bull:q:repeat:5f4dcc3b5aa765d61d8327deb882cf99", "name", "x", "pattern", "* * * * *"),
            Command("HSET", "bull:q:repeat:b60de673e8f22afe500a6db5f0d2890d:500", "name", "report"),
            Command("ZADD", "bull:q:delayed", "2048000", "repeat:b60de673e8f22afe500a6db5f0d2890d:500"),
        ])
        let before = try snapshot(of: bench.connection)
        let read = try bench.schedulers(QueueID("bull:q")).schedulers
        #expect(read.map(\.name.text) == ["report", "a:b", "x", ""])
        #expect(
            read.map(\.rhythm) == [
                .cron("0 3 * * *", timeZone: "Europe/Berlin"), .every(5_000), .cron("* * * * *", timeZone: nil), nil,
            ])
        #expect(read.map(\.hasPendingJob) == [true, false, false, false])
        #expect(read[0].pendingJob == JobID("repeat:b60de673e8f22afe500a6db5f0d2890d:500"))
        #expect(read[1].endDate == 99)
        #expect(read.map(\.isLegacy) == [true, true, true, true])
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test func readsAThousandAndCountsAll() throws {
        let bench = try Bench()
        _ = try bench.connection.pipeline(
            (1...1_200).map { Command("ZADD", "bull:q:repeat", "\($0)", "s\($0)") })
        let read = try bench.schedulers(QueueID("bull:q"))
        #expect(read.total == 1_200)
        #expect(read.schedulers.count == JobSchedulers.limit)
        #expect(read.schedulers.last?.id.text == "s1000")
    }

    @Test func aDefinitionThatIsPutBackChangesNothing() throws {
        let bench = try Bench()
        let options = #"{"attempts":3,"keepLogs":5,"priority":2,"telemetry":{"metadata":"m","omitContext":true}}"#
        var scheduler = NewScheduler(
            id: Array("a:1".utf8), rhythm: .every(60_000), name: Array("n".utf8), data: Array(" [1.0] ".utf8),
            options: Array(options.utf8))
        (scheduler.endDate, scheduler.limit, scheduler.offset) = (1_799_999_999_999, 9, 300)
        _ = bench.upsert(scheduler, in: "bull:q", now: 1_795_466_000_000)
        scheduler.id = Array("b".utf8)
        (scheduler.rhythm, scheduler.offset) = (.cron("0 3 * * *", timeZone: "Europe/Vienna"), nil)
        (scheduler.data, scheduler.options) = (Array("{}".utf8), Array("{}".utf8))
        _ = bench.upsert(scheduler, in: "bull:q", now: 1_795_466_000_000)
        for id in ["a:1", "b"] {
            let before = try snapshot(of: bench.connection)
            let read = try #require(
                try bench.store.definition(ofScheduler: Array(id.utf8), in: QueueID("bull:q")))
            guard case .added = bench.upsert(read, in: "bull:q", now: 1_795_466_000_000) else {
                throw TestFailure("not added")
            }
            let after = try snapshot(of: bench.connection)
            for key in ["bull:q:repeat:\(id)", "bull:q:repeat", "bull:q:delayed"] { #expect(after[key] == before[key]) }
            #expect(after.entries.count == before.entries.count)
        }
        #expect(try bench.store.definition(ofScheduler: Array("c".utf8), in: QueueID("bull:q")) == nil)
    }

    @Test func needsNoMoreThanReading() throws {
        let admin = try Bench()
        _ = admin.upsert(
            NewScheduler(id: Array("s".utf8), rhythm: .every(5_000), name: Array("n".utf8)), in: "bull:q")
        try admin.add(user: "viewer", "~bull:*", "+@read", "+@connection")
        let viewer = try Bench(admin.redis, user: "viewer")
        #expect(try viewer.schedulers(QueueID("bull:q")).schedulers.first?.hasPendingJob == true)
        try admin.add(user: "stranger", "~other:*", "+@all")
        let stranger = try Bench(admin.redis, user: "stranger")
        #expect(throws: Trouble.self) { try stranger.schedulers(QueueID("bull:q")) }
    }
}

extension Bench {
    func schedulers(_ queue: QueueID?, now: Milliseconds = Clock.now) throws -> JobSchedulers {
        guard case .schedulers(let schedulers) = try store.answer(.schedulers(queue), now: now).content else {
            throw TestFailure("another content")
        }
        return schedulers
    }
}
