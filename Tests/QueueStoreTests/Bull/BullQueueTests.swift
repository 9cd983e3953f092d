import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Operations on queues of Bull that the fixtures do not show.
@Suite struct BullQueueTests {
    private let now = BullBench.now

    @Test func losesNoIDWhereBothListsHaveSome() throws {
        let bench = try BullBench("RPUSH bull:q:paused p2 p1")
        try bench.fill(16_000, "redis.call('LPUSH', q .. 'wait', id)")
        let subscriber = try Subscriber(bench.bench)
        #expect(bench.change(.pause) == .done)
        let waiting = (1...16_000).reversed().map(String.init)
        #expect(try bench.ids("paused") == waiting + ["p2", "p1"])
        #expect(try bench.send("EXISTS bull:q:wait").integer == 0)
        #expect(try bench.send("HGET bull:q:meta paused").text == "1")
        try bench.send("RPUSH bull:q:wait w2 w1")
        #expect(bench.change(.resume) == .done)
        #expect(try bench.ids("wait") == ["w2", "w1"] + waiting + ["p2", "p1"])
        #expect(try bench.send("EXISTS bull:q:paused bull:q:meta bull:q:meta-paused").integer == 0)
        #expect(
            try subscriber.messages() == [.init("bull:q:paused", "paused"), .init("bull:q:resumed", "resumed")])
    }

    @Test func drainsInBatches() throws {
        let bench = try BullBench(
            "ZADD bull:q:repeat 5 mail:::5", "RPUSH bull:q:failed2 keep",
            #"HSET bull:q:repeat:f:5 name mail opts {"repeat":{"every":5,"key":"mail:::5"}}"#)
        try bench.fill(
            1_000,
            """
            redis.call('LPUSH', q .. 'wait', id)
            redis.call('RPUSH', q .. id .. ':logs', 'line')
            if i == 700 then redis.call('LPUSH', q .. 'wait', 'repeat:f:5') end
            """)
        try bench.send("ZADD bull:q:delayed 1 d")
        try bench.send("HSET bull:q:d opts {}")
        #expect(bench.change(.drain()) == .counted(Tally(done: 1_000)))
        #expect(try bench.ids("wait") == ["repeat:f:5"])
        let keys = Set(try bench.snapshot().entries.keys.map(\.text))
        #expect(
            keys == [
                "bull:q:id", "bull:q:wait", "bull:q:repeat", "bull:q:repeat:f:5", "bull:q:delayed", "bull:q:d",
                "bull:q:failed2",
            ])
        #expect(bench.change(.drain(delayed: true)) == .counted(Tally(done: 1)))
        #expect(try bench.send("EXISTS bull:q:delayed bull:q:d").integer == 0)
    }

    @Test func tellsHowFarItIsAndStops() throws {
        let bench = try BullBench()
        try bench.fill(1_000, "redis.call('LPUSH', q .. 'wait', id)")
        var told: [Progress] = []
        let outcome = bench.bench.store.perform(.queue(.drain(), bench.queue), now: now) { progress in
            told.append(progress)
            return told.count < 2
        }
        guard case .counted(let tally) = outcome else { throw TestFailure("\(outcome)") }
        #expect(told.map(\.total) == [1_000, 1_000] && told.last?.tried == tally.done)
        #expect(try bench.ids("wait").count == 1_000 - tally.done)
        #expect(tally.left == 1_000 - tally.done && (1..<1_000).contains(tally.done))
    }

    @Test func cleansByAgeNameAndLimit() throws {
        let bench = try BullBench()
        try bench.fill(600, "redis.call('LPUSH', q .. 'wait', id)")
        // A time with fewer digits is not a later one, and recent jobs at the tail do not hide older ones.
        try bench.send("HDEL bull:q:3 finishedOn")
        try bench.send("HSET bull:q:3 timestamp 999")
        for id in ["1", "2"] { try bench.send("HSET bull:q:\(id) finishedOn \(now)") }
        try bench.send("SET bull:q:5:lock token")
        func clean(_ state: JobState, _ limit: Int, _ name: String? = nil) -> Outcome {
            bench.change(
                .clean(CleanRequest(state: state, grace: 1_000, limit: limit, name: name.map { Array($0.utf8) })))
        }
        #expect(clean(.waiting, 2) == .counted(Tally(done: 2)))
        #expect(try bench.ids("wait").suffix(4) == ["6", "5", "2", "1"])
        #expect(clean(.waiting, 300, "even") == .counted(Tally(done: 298, locked: 1)))
        #expect(try bench.ids("wait").count == 300)
        #expect(clean(.waiting, 0) == .counted(Tally(done: 297, locked: 1)))
        #expect(try bench.ids("wait") == ["5", "2", "1"])
        #expect(clean(.prioritized, 0) == .refused(.unsupported(.bull)))
        #expect(clean(.completed, 0) == .counted(Tally()))
    }

    @Test func cleansEveryPlace() throws {
        let states: [(JobState, String, String)] = [
            (.completed, "completed", "ZADD"), (.failed, "failed", "ZADD"), (.delayed, "delayed", "ZADD"),
            (.active, "active", "RPUSH"), (.waiting, "wait", "RPUSH"), (.waiting, "paused", "RPUSH"),
        ]
        for (state, place, command) in states {
            let bench = try BullBench()
            try bench.fill(600, "redis.call('\(command)', q .. '\(place)', \(command == "ZADD" ? "i," : "") id)")
            let outcome = bench.change(.clean(CleanRequest(state: state, grace: 0, limit: 599)))
            #expect(outcome == .counted(Tally(done: 599)), "\(place)")
            #expect(try bench.ids(place).count == 1)
        }
    }

    @Test func retriesAllInBatches() throws {
        let bench = try BullBench()
        try bench.fill(1_000, "redis.call('ZADD', q .. 'failed', 1795461000000 + i, id)")
        try bench.send("ZADD bull:q:failed 0 ghost")
        try bench.send("ZADD bull:q:failed \(now + 1) later")
        try bench.send("HSET bull:q:later finishedOn 1")
        var tally = Tally(done: 1_000)
        tally.refused = [.vanished: 1]
        #expect(bench.change(.retryAll(.failed)) == .counted(tally))
        #expect(try bench.ids("wait") == (1...1_000).reversed().map(String.init))
        #expect(try bench.ids("failed") == ["ghost", "later"])
        #expect(try bench.send("HMGET bull:q:500 finishedOn failedReason").array?.allSatisfy(\.isNull) == true)
        #expect(bench.change(.retryAll(.completed)) == .counted(Tally()))
        #expect(bench.change(.retryAll(.delayed)).isDone == false)
    }

    @Test func promotesAllWithTheirPriorities() throws {
        let bench = try BullBench("ZADD bull:q:delayed 3 c 1 a 2 b 0 ghost")
        for (id, priority) in ["a": 0, "b": 4, "c": 0] {
            try bench.send("HSET bull:q:\(id) opts {} delay 9 priority \(priority)")
        }
        let subscriber = try Subscriber(bench.bench)
        var tally = Tally(done: 3)
        tally.refused = [.vanished: 1]
        #expect(bench.change(.promoteAll) == .counted(tally))
        #expect(try bench.ids("wait") == ["c", "a", "b"])
        #expect(try bench.ids("delayed") == ["ghost"])
        #expect(try bench.send("HGET bull:q:b delay").text == "0")
        #expect(try subscriber.messages() == ["a", "b", "c"].map { .init("bull:q:waiting", $0) })
    }

    @Test func obliteratesInBatches() throws {
        let bench = try BullBench(
            "SET bull:q:limiter 3", "HSET bull:q:limiter:index x y", "SADD bull:q:stalled 1",
            "SET bull:q:stalled-check 1",
            "HSET bull:q:metrics:completed count 1", "RPUSH bull:q:metrics:completed:data 1",
            "SET bull:q:meta-paused 1",
            "HSET bull:q:meta paused 1", "SET bull:other:id 1")
        let places = ["completed", "failed", "delayed"].map { "redis.call('ZADD', q .. '\($0)', i, id)" }
        let lists = ["wait", "paused", "active"].map { "redis.call('LPUSH', q .. '\($0)', id)" }
        let all = (places + lists).enumerated().map { "if i % 6 == \($0) then \($1) end" }
        try bench.fill(1_200, all.joined(separator: "\n") + " redis.call('SET', q .. id .. ':lock', 1)")
        #expect(bench.change(.obliterate()) == .refused(.active(200)))
        #expect(try bench.ids("active").count == 200)
        #expect(bench.change(.obliterate(force: true)) == .counted(Tally(done: 1_200)))
        #expect(try bench.snapshot().entries.keys.map(\.text) == ["bull:other:id"])
        #expect(bench.change(.obliterate()) == .refused(.absent))
    }

    /// Checks that the run of a repeatable is found, where two run at the same time, and one is from before Bull put
    /// its key in the options.
    @Test func findsTheRunOfARepeatable() throws {
        let bench = try BullBench(
            "ZADD bull:q:repeat 60000 mail:::60000 60000 mail:x::UTC:5/5 120000 gone:::120000",
            #"HSET bull:q:repeat:aa:60000 name mail priority 0 opts {"repeat":{"every":60000,"key":"mail:::60000"}}"#,
            #"HSET bull:q:repeat:bb:60000 name mail priority 3 opts {"repeat":{"cron":"5/5","tz":"UTC","jobId":"x"}}"#,
            "ZADD bull:q:delayed 245760001 repeat:aa:60000 245760007 repeat:bb:60000 245760003 other")
        let subscriber = try Subscriber(bench.bench)
        #expect(bench.change(.runScheduler(Array("mail:x::UTC:5/5".utf8))) == .done)
        #expect(try bench.ids("wait") == ["repeat:bb:60000"] && bench.ids("priority") == ["repeat:bb:60000"])
        #expect(bench.change(.runScheduler(Array("mail:x::UTC:5/5".utf8))) == .refused(.moved(to: nil)))
        #expect(bench.change(.runScheduler(Array("none".utf8))) == .refused(.absent))
        #expect(bench.change(.removeScheduler(Array("mail:::60000".utf8))) == .done)
        #expect(bench.change(.removeScheduler(Array("mail:::60000".utf8))) == .refused(.absent))
        #expect(bench.change(.removeScheduler(Array("gone:::120000".utf8))) == .done)
        #expect(try bench.ids("delayed") == ["other"] && bench.ids("repeat") == ["mail:x::UTC:5/5"])
        #expect(try bench.send("EXISTS bull:q:repeat:aa:60000 bull:q:repeat:bb:60000").integer == 1)
        #expect(try subscriber.messages() == [.init("bull:q:waiting", "repeat:bb:60000")])
    }

    @Test func releasesTheLimiter() throws {
        let bench = try BullBench("SET bull:q:limiter 7 PX 60000")
        #expect(bench.change(.releaseLimiter) == .done)
        #expect(bench.change(.releaseLimiter) == .refused(.absent))
    }

    @Test func refusesWhatBullHasNot() throws {
        let bench = try BullBench("RPUSH bull:q:wait 1")
        let changes: [QueueChange] = [
            .setConcurrency(1), .setRateLimit(nil), .holdLimiter(1), .trimEvents(keeping: 1), .removeUnlisted,
            .removePriorityKey, .removeDeduplication([1]),
        ]
        let before = try bench.snapshot()
        for change in changes { #expect(bench.change(change) == .refused(.unsupported(.bull)), "\(change)") }
        #expect(try bench.snapshot() == before)
    }

    @Test func makesNoQueueThatWasNot() throws {
        let bench = try Bench()
        let changes: [QueueChange] = [
            .pause, .resume, .drain(), .clean(CleanRequest(state: .failed, grace: 0)), .retryAll(.failed), .promoteAll,
            .obliterate(), .releaseLimiter, .removeScheduler([1]), .runScheduler([1]),
        ]
        for change in changes {
            let outcome = bench.store.perform(.queue(change, QueueID("bull:none")), now: now)
            #expect(outcome == .refused(.absent), "\(change)")
        }
        #expect(try snapshot(of: bench.connection).entries.isEmpty)
    }

    @Test(arguments: [
        ("[]", "the options must be a JSON object"),
        ("{\"delay\":-1}", "delay must be"),
        ("{\"jobId\":\"meta\"}", "jobId must not be, or begin with"),
        ("{\"delay\":1,\"delay\":2}", "delay is given twice"),
        ("{\"repeat\":{\"every\":5}}", "repeat cannot be given"), ("{\"attempts\":1.5}", "attempts must be"),
    ])
    func refusesOptions(options: String, words: String) throws {
        let bench = try BullBench("RPUSH bull:q:wait 1")
        let outcome = bench.change(.add(NewJob(name: [], data: Array("{}".utf8), options: Array(options.utf8))))
        guard case .refused(.invalid(let complaint)) = outcome else { throw TestFailure("\(outcome)") }
        #expect(complaint.hasPrefix(words), "\(complaint)")
        #expect(try bench.send("GET bull:q:id").text == "100")
    }

    /// Checks that all that the library accepts is accepted: numbers for ids, priorities below 0, which go in front,
    /// and fractions of a millisecond.
    @Test func addsWhatTheLibraryTakes() throws {
        let bench = try BullBench("RPUSH bull:q:wait 1", "HSET bull:q:1 name n")
        func add(_ options: String) -> Outcome {
            bench.change(.add(NewJob(name: [], data: Array("{}".utf8), options: Array(options.utf8))))
        }
        #expect(add(#"{"jobId":12}"#) == .added(JobID("12"), isNew: true))
        #expect(add(#"{"jobId":"13","priority":-5}"#) == .added(JobID("13"), isNew: true))
        #expect(try bench.ids("wait") == ["12", "1", "13"] && bench.ids("priority") == ["13"])
        #expect(add(#"{"jobId":"later","delay":1.5}"#) == .added(JobID("later"), isNew: true))
        #expect(try bench.send("HGET bull:q:later delay").text == "1.5")
        #expect(try bench.ids("delayed") == ["later"])
        let kept = add(#"{"jobId":"kept","colour":"red","attemps":3}"#)
        let names = ["colour", "attemps"].map { Array($0.utf8) }
        #expect(kept == .added(JobID("kept"), isNew: true, unknown: names))
        #expect(try bench.send("HGET bull:q:kept opts").text?.contains(#""colour":"red","attemps":3"#) == true)
    }

    @Test func addsUnderAFreeNumber() throws {
        let bench = try BullBench(
            "HSET bull:q:101 name custom", "HSET bull:q:102 name custom", "RPUSH bull:q:wait 101 102")
        let raw = NewJob(name: [0xFF], data: [0xFE], options: Array("{\"preventParsingData\":true,\"lifo\":true}".utf8))
        #expect(bench.change(.add(raw)) == .added(JobID("103"), isNew: true))
        #expect(try bench.send("GET bull:q:id").text == "103")
        #expect(try bench.ids("wait") == ["101", "102", "103"])
        #expect(try bench.send("HGET bull:q:103 data").bytes == [0xFE])
        let outcome = bench.change(.add(NewJob(name: [], data: [0xFE])))
        guard case .refused(.invalid) = outcome else { throw TestFailure("\(outcome)") }
    }
}
