import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Duplicating a job, and moving it to another queue.
@Suite struct CopyTests {
    private static let options =
        #"{"attempts":3,"backoff":{"type":"fixed","delay":5},"priority":7,"lifo":true,"removeOnComplete":10,"#
        + #""keepLogs":4,"stackTraceLimit":2,"jobId":"mine","timestamp":5,"delay":900000,"deduplication":{"id":"d"},"#
        + #""failParentOnFailure":true,"telemetry":{"metadata":"m"}}"#
    private static let kept =
        #"{"attempts":3,"backoff":{"type":"fixed","delay":5},"priority":7,"lifo":true,"removeOnComplete":10,"#
        + #""kl":4,"stackTraceLimit":2}"#
    private static let data = " {\"a\": 1.50, \"b\":[] } "

    /// Creates a bench with one delayed job of these options in `bull:q`.
    private func bench(version: String = "6.1.2", options: String = Self.options) throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:\(version)")
        guard case .added = bench.add(options, to: "bull:q", data: Self.data) else { throw TestFailure("not added") }
        return bench
    }

    private func hash(_ key: String, _ bench: Bench) throws -> [String: String] {
        guard case .hash(let fields)? = try snapshot(of: bench.connection)[key]?.value else { return [:] }
        return Dictionary(fields.map { ($0.text, $1.text) }, uniquingKeysWith: { $1 })
    }

    private func change(_ change: JobChange, _ id: String, _ bench: Bench, state: JobState? = nil) -> Outcome {
        let target = Queues.Operation.Target(queue: QueueID("bull:q"), job: JobID(id), state: state)
        return bench.store.perform(.job(change, target), now: 1_795_466_000_000)
    }

    private let elsewhere = JobChange.move(to: QueueID("bull:dead"))

    @Test func aDuplicateKeepsWhatIsNotItsOwn() throws {
        let bench = try bench()
        let before = try hash("bull:q:mine", bench)
        #expect(change(.duplicate, "mine", bench, state: .delayed) == .added(JobID("2"), isNew: true))
        #expect(try hash("bull:q:mine", bench) == before)
        var copy = try hash("bull:q:2", bench)
        #expect(JSONValue(Array((copy.removeValue(forKey: "opts") ?? "").utf8)) == JSONValue(Array(Self.kept.utf8)))
        #expect(copy == ["name": "x", "data": Self.data, "timestamp": "1795466000000", "delay": "0", "priority": "7"])
        #expect(try bench.page(QueueID("bull:q"), .state(.prioritized)).ids == ["2"])
        #expect(try bench.send("GET bull:q:de:d")[0].text == "mine")
        #expect(try bench.send("ZSCORE bull:q:marker 0")[0].text == "0")
    }

    @Test func aDuplicateHasThePresentPriority() throws {
        let bench = try bench(options: #"{"jobId":"mine","priority":7}"#)
        try bench.send("HSET bull:q:mine priority 0", "ZREM bull:q:prioritized mine", "LPUSH bull:q:wait mine")
        #expect(change(.duplicate, "mine", bench) == .added(JobID("2"), isNew: true))
        #expect(try hash("bull:q:2", bench)["opts"] == #"{"attempts":0}"#)
        #expect(try bench.page(QueueID("bull:q"), .state(.waiting)).ids == ["2", "mine"])
    }

    @Test(arguments: [("6.1.2", "wait"), ("5.81.2", "paused"), ("4.18.3", "paused"), ("3.16.2", "paused")])
    func aMovedJobIsInTheOtherQueueOnly(version: String, list: String) throws {
        let bench = try bench(version: "5.81.2", options: #"{"jobId":"mine","attempts":3,"lifo":true}"#)
        try bench.send("HSET bull:dead:meta version bullmq:\(version) paused 1")
        #expect(change(elsewhere, "mine", bench, state: .waiting).movedJob == JobID("mine"))
        let keyspace = try snapshot(of: bench.connection)
        #expect(
            Set(keyspace.entries.keys.map(\.text)) == [
                "bull:q:id", "bull:q:meta", "bull:q:events", "bull:q:marker", "bull:dead:id", "bull:dead:meta",
                "bull:dead:events", "bull:dead:mine", "bull:dead:\(list)",
            ])
        #expect(try hash("bull:dead:mine", bench)["data"] == Self.data)
        let removed = try bench.send("XREVRANGE bull:q:events + - COUNT 1")[0].array?.first?.array?.last?.byteStrings
        #expect(removed?.map(\.text) == ["event", "removed", "jobId", "mine", "prev", "wait"])
    }

    @Test func aPriorityGoesWhereTheOtherLibraryKeepsIt() throws {
        for (version, key) in [("3.16.2", "bull:dead:priority"), ("4.18.3", "bull:dead:prioritized")] {
            let bench = try bench(options: #"{"jobId":"mine","priority":7}"#)
            try bench.send("HSET bull:dead:meta version bullmq:\(version)")
            #expect(change(elsewhere, "mine", bench).movedJob == JobID("mine"))
            #expect(try bench.send("ZCARD \(key)")[0].integer == 1)
            #expect(try bench.send("EXISTS bull:dead:marker")[0].integer == 0)
        }
    }

    @Test func aFailedJobGoesToANewQueueAndBack() throws {
        let bench = try bench(options: #"{"jobId":"mine","deduplication":{"id":"d"}}"#)
        try bench.send("LREM bull:q:wait 1 mine", "ZADD bull:q:failed 5 mine", "HSET bull:q:mine failedReason no atm 3")
        #expect(change(elsewhere, "mine", bench, state: .failed).movedJob == JobID("mine"))
        #expect(try bench.send("EXISTS bull:q:mine bull:q:de:d bull:q:failed")[0].integer == 0)
        #expect(try hash("bull:dead:mine", bench)["atm"] == nil)
        #expect(try bench.send("GET bull:dead:de:d")[0].text == "mine")
        let back = Queues.Operation.Target(queue: QueueID("bull:dead"), job: JobID("mine"), state: .waiting)
        let outcome = bench.store.perform(.job(.move(to: QueueID("bull:q")), back), now: Clock.now)
        #expect(outcome.movedJob == JobID("mine"))
        #expect(try bench.page(QueueID("bull:q"), .state(.waiting)).ids == ["mine"])
        #expect(try bench.send("EXISTS bull:dead:mine bull:dead:wait bull:dead:de:d")[0].integer == 0)
    }

    /// Checks that a moved job runs at the same time, under its own id, with its priority, deduplication id and trace.
    @Test func aMoveKeepsWhatTheJobIs() throws {
        let bench = try bench(
            options: #"{"jobId":"mine","priority":7,"delay":60000,"telemetry":{"metadata":"t"},"#
                + #""deduplication":{"id":"d","ttl":90000}}"#)
        let runAt = try bench.page(QueueID("bull:q"), .state(.delayed)).rows[0].runAt
        let target = Queues.Operation.Target(queue: QueueID("bull:q"), job: JobID("mine"), state: .delayed)
        #expect(bench.store.perform(.job(elsewhere, target), now: Clock.now).movedJob == JobID("mine"))
        let moved = try bench.page(QueueID("bull:dead"), .state(.delayed)).rows[0]
        #expect(moved.runAt == runAt && moved.priority == 7)
        let options = JSONValue(Array((try hash("bull:dead:mine", bench)["opts"] ?? "").utf8))
        #expect(options?["tm"] == .string("t") && options?["de"]?["id"] == .string("d"))
        #expect(options?["jobId"] == .string("mine"))
        #expect(try bench.send("GET bull:dead:de:d")[0].text == "mine")
        #expect(try (1...90_000).contains(bench.send("PTTL bull:dead:de:d")[0].integer ?? 0))
        #expect(try hash("bull:dead:mine", bench)["deid"] == "d")
    }

    @Test func aMoveTakesNoIDFromAnother() throws {
        let bench = try bench(options: #"{"jobId":"mine","deduplication":{"id":"d"}}"#)
        try bench.send(
            "HSET bull:dead:meta version bullmq:6.1.2", "HSET bull:dead:mine name other opts {}",
            "SET bull:dead:id 1", "LPUSH bull:dead:wait mine")
        let before = try snapshot(of: bench.connection)
        #expect(change(elsewhere, "mine", bench) == .refused(.exists))
        #expect(try snapshot(of: bench.connection) == before)
        try bench.send("SET bull:dead:de:d mine")
        let renamed = JobChange.move(to: QueueID("bull:dead"), newID: true)
        #expect(change(renamed, "mine", bench) == .refused(.deduplicated(owner: JobID("mine"))))
        try bench.send("DEL bull:dead:de:d")
        #expect(change(renamed, "mine", bench).movedJob == JobID("2"))
        #expect(try hash("bull:dead:2", bench)["opts"]?.contains("jobId") == false)
    }

    private static let refusals: [(commands: [String], move: Refusal, duplicate: Refusal?)] = [
        (["DEL bull:q:mine"], .vanished, .vanished),
        (["SET bull:q:mine:lock token"], .locked, nil),
        (["ZREM bull:q:delayed mine", "LPUSH bull:q:active mine"], .invalid("it is active; release it first."), nil),
        (["ZREM bull:q:delayed mine"], .moved(to: nil), nil),
        (
            ["ZREM bull:q:delayed mine", "ZADD bull:q:waiting-children 1 mine", "SADD bull:q:mine:dependencies x"],
            .hasChildren, .hasChildren
        ),
        (["HSET bull:q:mine:processed x 1"], .hasChildren, nil),
        (["HSET bull:q:p name p", "HSET bull:q:mine parentKey bull:q:p"], .hasParent, nil),
        (
            ["HSET bull:q:mine opts nonsense"], .invalid("its options are no JSON object."),
            .invalid("its options are no JSON object.")
        ),
    ]

    @Test(arguments: refusals.indices)
    func refuses(index: Int) throws {
        let (commands, move, duplicate) = Self.refusals[index]
        let bench = try bench()
        for command in commands { try bench.send(command) }
        let before = try snapshot(of: bench.connection)
        #expect(change(elsewhere, "mine", bench) == .refused(move))
        if let duplicate { #expect(change(.duplicate, "mine", bench) == .refused(duplicate)) }
        #expect(try snapshot(of: bench.connection) == before)
        if duplicate == nil {
            #expect(change(.duplicate, "mine", bench) == .added(JobID("2"), isNew: true))
        }
    }

    @Test func refusesOtherStatesAndQueues() throws {
        let bench = try bench()
        #expect(change(elsewhere, "mine", bench, state: .failed) == .refused(.moved(to: .delayed)))
        let here = JobChange.move(to: QueueID("bull:q"))
        #expect(change(here, "mine", bench) == .refused(.invalid("the job is in this queue.")))
        try bench.send("SET bull:dead:id 4", "LPUSH bull:dead:wait 4")
        let other = "one of the queues is of Bull and the other of BullMQ."
        #expect(change(elsewhere, "mine", bench) == .refused(.invalid(other)))
    }

    @Test func theNextRunOfASchedulerStays() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta version bullmq:6.1.2", "ZADD bull:q:repeat 500 s",
            "ZADD bull:q:delayed 2048000 repeat:s:500",
            "HSET bull:q:repeat:s:500 name n data {} opts {\"repeat\":{\"every\":5},\"repeatJobKey\":\"s\"} rjk s")
        #expect(change(elsewhere, "repeat:s:500", bench) == .refused(.pendingIteration(scheduler: Array("s".utf8))))
        #expect(change(.duplicate, "repeat:s:500", bench) == .added(JobID("1"), isNew: true))
        #expect(try hash("bull:q:1", bench)["rjk"] == nil)
        #expect(try hash("bull:q:1", bench)["opts"] == "{}")
    }

    @Test func changesNothingWithoutPermissionForTheOtherQueue() throws {
        let admin = try bench()
        try admin.add(user: "clerk", "~bull:q:*", "+@all")
        let clerk = try Bench(admin.redis, user: "clerk")
        let before = try snapshot(of: admin.connection)
        let outcome = change(elsewhere, "mine", clerk)
        guard case .refused(.noPermission) = outcome else { throw TestFailure("\(outcome)") }
        #expect(try snapshot(of: admin.connection) == before)
    }

    /// Checks that a copy changes nothing where a key has another type. A script that fails half way would leave the
    /// job in both queues, or in none.
    @Test(arguments: ["events", "marker", "wait", "id", "pc", "delayed", "prioritized"])
    func changesNothingWhereAKeyIsOfAnotherType(suffix: String) throws {
        for queue in ["q", "dead"] {
            let bench = try bench()
            try bench.send("HSET bull:dead:meta version bullmq:6.1.2", "DEL bull:\(queue):\(suffix)")
            try bench.send("SADD bull:\(queue):\(suffix) x")
            let before = try snapshot(of: bench.connection)
            let refusal = Refusal.wrongType(key: Array("bull:\(queue):\(suffix)".utf8), found: "set")
            #expect(change(elsewhere, "mine", bench) == .refused(refusal))
            #expect(bench.add(to: "bull:\(queue)") == .refused(refusal))
            #expect(try snapshot(of: bench.connection) == before)
        }
    }
}
