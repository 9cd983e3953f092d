import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Copies of jobs of Bull: duplicating, moving, and restoring removed jobs.
@Suite struct BullCopyTests {
    private let now = BullBench.now
    private let dead = JobChange.move(to: QueueID("bull:dead"))

    @Test func duplicatesWithoutWhatMadeItThatJob() throws {
        let bench = try BullBench(
            #"HSET bull:q:mine name mail data {"a":1} attemptsMade 3 priority 2 opts {"jobId":"mine","delay":50,"#
                + #""timestamp":1,"attempts":4,"lifo":true,"repeat":{"cron":"x"},"backoff":{"type":"fixed","delay":9}}"#,
            "ZADD bull:q:failed 1 mine", "HSET bull:q:101 name taken")
        let subscriber = try Subscriber(bench.bench)
        #expect(bench.change(.duplicate, "mine", .failed) == .added(JobID("102"), isNew: true))
        #expect(try bench.send("GET bull:q:id").text == "102")
        let copy = try bench.send("HMGET bull:q:102 name data timestamp delay priority attemptsMade").array
        #expect(copy?.map { $0.bytes?.text } == ["mail", #"{"a":1}"#, String(now), "0", "2", nil])
        let options = try #require(try bench.send("HGET bull:q:102 opts").bytes)
        let wanted =
            #"{"attempts":4,"lifo":true,"priority":2,"delay":0,"timestamp":\#(now),"#
            + #""backoff":{"type":"fixed","delay":9}}"#
        #expect(JSONValue(options) == JSONValue(Array(wanted.utf8)))
        #expect(try bench.ids("wait") == ["102"] && bench.ids("priority") == ["102"])
        #expect(try bench.ids("failed") == ["mine"])
        #expect(try subscriber.messages() == [.init("bull:q:waiting", "102")])
    }

    @Test func movesToAnotherQueueAndBack() throws {
        let bench = try BullBench(
            "HSET bull:q:7 name mail opts {\"attempts\":2} timestamp 1 failedReason x", "ZADD bull:q:failed 1 7",
            "RPUSH bull:q:7:logs line", "SET bull:dead:id 3", "SET bull:dead:meta-paused 1", "RPUSH bull:dead:paused 3")
        let data: [UInt8] = [0x22, 0xFF, 0x00, 0x22]
        _ = try bench.bench.connection.send(Command("HSET", Array("bull:q:7".utf8), Array("data".utf8), data))
        let subscriber = try Subscriber(bench.bench)
        #expect(bench.change(dead, "7", .failed).movedJob == JobID("4"))
        #expect(try bench.ids("paused", of: "bull:dead") == ["4", "3"])
        #expect(try bench.send("HGET bull:dead:4 data").bytes == data)
        #expect(try bench.send("EXISTS bull:q:7 bull:q:7:logs bull:q:failed").integer == 0)
        #expect(try subscriber.messages() == [.init("bull:dead:waiting", "4")])
        let back = Operation.Target(queue: QueueID("bull:dead"), job: JobID("4"), state: .waiting)
        let outcome = bench.bench.store.perform(.job(.move(to: bench.queue), back), now: now)
        #expect(outcome.movedJob == JobID("101"))
        #expect(try bench.send("HGET bull:q:101 data").bytes == data)
        #expect(try bench.ids("wait") == ["101"] && bench.ids("paused", of: "bull:dead") == ["3"])
    }

    @Test func movesToAQueueThatIsNew() throws {
        let bench = try BullBench("HSET bull:q:7 name mail opts {} data {}", "ZADD bull:q:delayed 1 7")
        #expect(bench.change(dead, "7", .delayed).movedJob == JobID("1"))
        #expect(try bench.bench.names() == ["bull:dead", "bull:q"], "what is left of the other one is its counter")
        #expect(try bench.ids("wait", of: "bull:dead") == ["1"])
    }

    @Test func movesNothingThatWouldBeLost() throws {
        let bench = try BullBench(
            "HSET bull:q:1 opts {}", "RPUSH bull:q:active 1", "HSET bull:q:2 opts {}", "RPUSH bull:q:wait 2 3 4",
            "SET bull:q:2:lock x", "HSET bull:q:3 opts [", "HSET bull:q:o opts {}", "ZADD bull:q:repeat 5 mail:::5",
            #"HSET bull:q:repeat:f:5 name mail opts {"repeat":{"every":5,"key":"mail:::5"}}"#,
            "ZADD bull:q:delayed 20481 repeat:f:5", "HSET bull:mq:meta version bullmq:5.1.0", "HSET bull:q:4 opts {}")
        let before = try bench.snapshot()
        #expect(bench.change(dead, "1", .active) == .refused(.invalid("it is active; release it first.")))
        #expect(bench.change(dead, "2", .waiting) == .refused(.locked))
        #expect(bench.change(dead, "3", .waiting) == .refused(.invalid("its options are no JSON object.")))
        #expect(bench.change(dead, "o") == .refused(.moved(to: nil)))
        #expect(bench.change(dead, "repeat:f:5") == .refused(.pendingIteration(scheduler: Array("mail:::5".utf8))))
        let other = "one of the queues is of Bull and the other of BullMQ."
        #expect(bench.change(.move(to: QueueID("bull:mq")), "4") == .refused(.invalid(other)))
        #expect(bench.change(.move(to: bench.queue), "4") == .refused(.invalid("the job is in this queue.")))
        #expect(try bench.snapshot() == before)
    }

    /// Removes a job and restores it. Returns the messages that were published meanwhile.
    private func removeAndRestore(_ id: String, _ state: JobState, _ bench: BullBench) throws -> [Subscriber.Message] {
        let before = try bench.snapshot()
        let subscriber = try Subscriber(bench.bench)
        guard case .removed(let jobs) = bench.change(.remove(), id, state) else { throw TestFailure("not removed") }
        #expect(try bench.send("EXISTS bull:q:\(id)").integer == 0)
        let job = try #require(jobs.first)
        #expect(jobs.count == 1 && job.id == JobID(id) && job.state == state && job.isRestorable)
        #expect(bench.change(.restore(job)) == .done)
        #expect(KeyspaceComparison().differences(expected: before, actual: try bench.snapshot()) == [])
        #expect(bench.change(.restore(job)) == .refused(.exists))
        return try subscriber.messages()
    }

    @Test func putsBackWhatItRemoved() throws {
        let bench = try BullBench(
            "RPUSH bull:q:wait a b c p9 p5 p1", "ZADD bull:q:priority 9 p9 5 p5 1 p1", "RPUSH bull:q:active x y z",
            "ZADD bull:q:failed 5 f", "ZADD bull:q:delayed \(now * 4_096 + 3) d", "RPUSH bull:q:b:logs one two",
            "SET bull:q:de:mine b PX 60000")
        for id in ["a", "b", "c", "x", "y", "z", "f", "d"] { try bench.send("HSET bull:q:\(id) opts {} priority 0") }
        for id in ["p1", "p5", "p9"] { try bench.send("HSET bull:q:\(id) opts {} priority \(id.dropFirst())") }
        // A job that was retried has a priority that does not count.
        try bench.send("HSET bull:q:a priority 4")
        try bench.send("HSET bull:q:b deid mine")
        for id in ["a", "b", "c", "p9", "p5", "p1"] {
            #expect(try removeAndRestore(id, .waiting, bench) == [.init("bull:q:waiting", id)])
        }
        #expect(try removeAndRestore("f", .failed, bench) == [])
        #expect(try removeAndRestore("d", .delayed, bench) == [.init("bull:q:delayed", String(now))])
        for id in ["x", "y", "z"] { #expect(try removeAndRestore(id, .active, bench) == []) }
    }

    @Test func keepsNoMoreThanTheBudget() throws {
        let bench = try BullBench()
        try bench.fill(3, "redis.call('ZADD', q .. 'failed', i, id)")
        _ = try bench.send("HSET bull:q:2 data \(String(repeating: "x", count: 2_000))")
        func remove(_ budget: UndoBudget) throws -> [Outcome] {
            try bench.bench.store.perform(
                .remove(), on: ["1", "2", "3"].map { JobID($0) }, in: bench.queue, state: .failed, now: now,
                keeping: budget)
        }
        let outcomes = try remove(UndoBudget(perJob: 1_000, perReply: 300))
        #expect(outcomes.map(\.withoutUndo) == [.done, .refused(.tooLarge), .done])
        #expect(try bench.ids("failed") == ["2"])
        let lost = try remove(UndoBudget(perJob: 1_000, perReply: 300, losesLarger: true))
        guard case .removed(let jobs) = lost[1] else { throw TestFailure("not removed") }
        #expect(jobs.map(\.isRestorable) == [false] && lost[0] == .refused(.vanished))
        #expect(try bench.snapshot().entries.keys.map(\.text) == ["bull:q:id"])
    }
}
