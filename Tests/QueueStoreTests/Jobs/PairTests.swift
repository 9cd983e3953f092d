import JSONText
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Two jobs that are compared: both as the job screen reads them, and the nearest completed job of the same name.
@Suite struct PairTests {
    private let queue = QueueID("bull:q")

    private func pair(_ bench: Bench, _ request: PairRequest) throws -> JobPair {
        guard case .pair(let pair) = try bench.store.answer(.pair(request), now: Clock.now).content else {
            throw TestFailure("another content")
        }
        return pair
    }

    private func nearest(to id: String, _ bench: Bench, in queue: QueueID? = nil) throws -> JobPair {
        try pair(bench, PairRequest(left: JobPlace(queue: queue ?? self.queue, id: JobID(id))))
    }

    /// Creates completed jobs at these times, named in turns, and a failed one.
    private func bench(_ moments: [(id: String, name: String, at: Int)], failedAt: Int = 1_000) throws -> Bench {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:bad name invoice timestamp 1 finishedOn \(failedAt) data {}",
            "ZADD bull:q:failed \(failedAt) bad")
        for job in moments {
            try bench.send(
                "HSET bull:q:\(job.id) name \(job.name) timestamp 1 finishedOn \(job.at)",
                "ZADD bull:q:completed \(job.at) \(job.id)")
        }
        return bench
    }

    @Test func theNearestOfItsNameIsFoundInBothDirections() throws {
        let before = try bench([("a", "invoice", 900), ("b", "report", 990), ("c", "invoice", 1_200)])
        #expect(try nearest(to: "bad", before).right?.row.id == JobID("a"))
        let after = try bench([("a", "invoice", 700), ("b", "report", 990), ("c", "invoice", 1_200)])
        let pair = try nearest(to: "bad", after)
        #expect(pair.right?.row.id == JobID("c") && pair.place == JobPlace(queue: queue, id: JobID("c")))
        // The choice stays the same, until the job is gone.
        try after.send("ZADD bull:q:completed 1000 new", "HSET bull:q:new name invoice")
        #expect(try nearest(to: "bad", after).place?.id == JobID("c"))
        try after.send("DEL bull:q:c", "ZREM bull:q:completed c")
        #expect(try nearest(to: "bad", after).place?.id == JobID("new"))
    }

    @Test func theSearchIsBounded() throws {
        let bench = try bench([])
        let script = """
            for i = 1, 5000 do
                redis.call('ZADD', 'bull:q:completed', 1000 + i, 'j' .. i)
                redis.call('HSET', 'bull:q:j' .. i, 'name', 'report')
            end
            redis.call('HSET', 'bull:q:j4999', 'name', 'invoice')
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        let far = try nearest(to: "bad", bench)
        #expect(far.place == nil && !far.isExhausted && far.looked == PairRequest.candidateLimit)
        try bench.send("ZREMRANGEBYRANK bull:q:completed 50 -1")
        let few = try nearest(to: "bad", bench)
        #expect(few.place == nil && few.isExhausted && few.looked == 50)
    }

    @Test func whatIsGoneOrUnreadableIsNoJob() throws {
        let bench = try bench([("a", "invoice", 900)])
        try bench.send("ZADD bull:q:completed 950 missing 960 odd", "SET bull:q:odd x")
        #expect(try nearest(to: "bad", bench).place?.id == JobID("a"))
        #expect(try nearest(to: "none", bench) == JobPair(left: nil, right: nil, place: nil))
        let place = JobPlace(queue: queue, id: JobID("none"))
        let given = try pair(bench, PairRequest(left: JobPlace(queue: queue, id: JobID("bad")), right: place))
        #expect(given.left != nil && given.right == nil && given.place == place)
    }

    @Test func largeValuesAreNotReadAgainAndAgain() throws {
        let bench = try bench([("a", "invoice", 900)])
        let data = String(repeating: "x", count: 100_000)
        try bench.send("HSET bull:q:bad data \(data)", "HSET bull:q:a data \(data)y")
        let request = PairRequest(left: JobPlace(queue: queue, id: JobID("bad")))
        #expect(try bench.store.answer(.pair(request), now: 0).cost.bytes > 200_000)
        #expect(try bench.store.answer(.pair(request), now: 1_000).cost.bytes < 20_000)
    }

    @Test func aReaderAndAReplicaSuffice() throws {
        let bench = try bench([("a", "invoice", 900)])
        try bench.add(user: "reader", "+@read", "~bull:*")
        let reader = try Bench(bench.redis, user: "reader")
        #expect(try nearest(to: "bad", reader).place?.id == JobID("a"))
        try bench.send("REPLICAOF 127.0.0.1 1")
        #expect(try nearest(to: "bad", reader).right?.row.name.text == "invoice")
    }

    @Test func secretsAreHidden() throws {
        let bench = try bench([("a", "invoice", 900)])
        try bench.send(#"HSET bull:q:bad data {"password":"hunter2"}"#, #"HSET bull:q:a data {"password":"hunter3"}"#)
        let store = RedactingStore(bench.store, hiding: SecretNames(["password"]))
        let request = PairRequest(left: JobPlace(queue: queue, id: JobID("bad")))
        guard case .pair(let pair) = try store.answer(.pair(request), now: Clock.now).content else {
            throw TestFailure("another content")
        }
        for job in [pair.left, pair.right] { #expect(job?.fields[.data]?.bytes.text.contains("hunter") == false) }
    }

    /// Checks that a difference that is hidden is told by its place.
    @Test(
        arguments: [
            (#"{"password":"a","b":1}"#, #"{"password":"a","b":2}"#, []),
            (#"{"password":"a"}"#, #"{"password":"b"}"#, ["password"]),
            (#"{"auth":[{"password":"short"}]}"#, #"{"auth":[{"password":"longer"}]}"#, ["auth[0].password"]),
            (#"{"password":{"a":1}}"#, #"{"password":{"a":2}}"#, ["password"]),
            (#"{"password":"a"}"#, #"{"b":1}"#, []),
            (#"{"password":"a""#, #"{"password":"b""#, [""]),
            (#"{"text":"{\"password\":\"a\"}"}"#, #"{"text":"{\"password\":\"b\"}"}"#, ["text"]),
        ] as [(String, String, [String])]) func hiddenDifferencesAreTold(left: String, right: String, places: [String])
        throws
    {
        let bench = try bench([("a", "invoice", 900)])
        for (id, data) in [("bad", left), ("a", right)] {
            _ = try bench.connection.send(Command("HSET", "bull:q:" + id, "data", data))
        }
        let store = RedactingStore(bench.store, hiding: SecretNames(["password"]))
        let request = PairRequest(left: JobPlace(queue: queue, id: JobID("bad")))
        guard case .pair(let pair) = try store.answer(.pair(request), now: Clock.now).content else {
            throw TestFailure("another content")
        }
        #expect(pair.hidden == Set(places.map { HiddenDifference(.data, path: Array($0.utf8)) }))
    }

    /// Checks the pair of two jobs that the official clients made and their own workers ran.
    @Test(arguments: ClientFamily.allCases) func realJobs(family: ClientFamily) throws {
        let bench = try Bench()
        let arguments = [bench.redis.socketPath, family.number]
        _ = try PythonClient.run(family, script: PythonClient.script("pairs"), arguments: arguments)
        let pair = try nearest(to: "bad", bench, in: QueueID("bull:pairs"))
        #expect(pair.left?.row.state == .failed && pair.place?.id == JobID("near"))
        #expect(pair.right?.row.state == .completed)
        let data = [pair.left, pair.right].map { $0?.fields[.data]?.bytes.text.contains("EUR") }
        #expect(data == [true, false])
    }

    /// Checks jobs of Bull, which keeps them in the same hashes and sets (data model, 5).
    @Test func jobsOfBull() throws {
        let fixture = try Fixture("bull4/counts")
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        let pair = try nearest(to: "2", bench, in: QueueID("bull:email"))
        #expect(pair.place?.id == JobID("1") && pair.left?.row.state == .failed && pair.right?.row.state == .completed)
    }
}
