import Foundation
import Redis
import TestSupport
import Testing

/// Import restores what export has written, state by state.
@Suite struct ExportTests {
    private let bench: CommandBench

    init() throws { bench = try CommandBench() }

    private func addQueues(_ version: String) throws {
        for name in ["email", "copy"] { try bench.send("HSET bull:\(name):meta version bullmq:\(version)") }
    }

    /// Adds a job, and returns its id.
    @discardableResult
    private func add(_ opts: String, data: String = #"{"n":1}"#) throws -> String {
        let result = try bench.run(["add", "email", "na me", "--data", data, "--opts", opts])
        try #require(result.status == 0, "\(result)")
        return result.output.trimmingCharacters(in: .newlines)
    }

    private func pass(_ state: String, to queue: String = "copy") throws -> Program.Result {
        try bench.run("import \(queue) --yes", input: try bench.run("export email --state \(state)").output)
    }

    /// Returns the job without its id, its queue and the time at which it was added.
    private func job(_ queue: String, _ id: String) throws -> [String: JSONValue] {
        guard case .object(var members) = try bench.json("job \(queue) \(id)") else { return [:] }
        for name in ["id", "queue", "timestamp"] { members[name] = nil }
        return members
    }

    @Test(arguments: ["5.81.2", "6.2.0"]) func waitingAndPrioritizedJobsAreTheSame(version: String) throws {
        try addQueues(version)
        let backoff = #""backoff":{"type":"exponential","delay":500}"#
        let opts = #"{"attempts":3,\#(backoff),"keepLogs":5,"removeOnComplete":{"age":9}}"#
        let ids = [try add(opts), try add(#"{"priority":7}"#)]
        #expect(try bench.run("priority email \(ids[1]) --priority 9").status == 0)
        #expect(try pass("waiting").output == "1\n")
        #expect(try job("copy", "1") == job("email", ids[0]))
        #expect(try pass("prioritized").output == "2\n")
        // Its options have its present priority.
        var (copy, original) = (try job("copy", "2"), try job("email", ids[1]))
        #expect(copy["opts"]?["priority"]?.integer == 9 && copy["priority"]?.integer == 9)
        (copy["opts"], original["opts"]) = (nil, nil)
        #expect(copy == original && copy["state"]?.string == "prioritized")
    }

    @Test(arguments: ["5.81.2", "6.2.0"]) func aDelayedJobRunsAtTheSameTime(version: String) throws {
        try addQueues(version)
        let ids = [try add(#"{"delay":86400000,"priority":3}"#), try add(#"{"delay":5000}"#)]
        #expect(try bench.run("delay email \(ids[1]) --at 2030-01-01T00:00Z").status == 0)
        let times = try ids.map { try bench.json("job email \($0)")["runAt"]?.integer }
        #expect(times[1] == 1_893_456_000_000)
        #expect(try pass("delayed").output == "1\n2\n")
        for (id, time) in zip(["1", "2"], times) {
            let job = try bench.json("job copy \(id)")
            #expect(job["runAt"]?.integer == time && job["state"]?.string == "delayed")
            // As in the official client.
            #expect((job["timestamp"]?.integer ?? 0) + (job["delay"]?.integer ?? 0) == time)
        }
        #expect(try bench.json("job copy 1")["priority"]?.integer == 3)
        // An overdue job has nothing to wait for.
        try bench.send("ZADD bull:email:delayed \(1_700_000_000_000 * 4_096) \(ids[1])")
        #expect(try pass("delayed").status == 0)
        #expect(try bench.json("job copy 3")["state"]?.string == "waiting")
    }

    @Test(arguments: ["5.81.2", "6.2.0"]) func otherJobsWaitForAWorker(version: String) throws {
        try addQueues(version)
        for (state, key) in [("failed", "ZADD bull:email:failed 5"), ("completed", "ZADD bull:email:completed 5")] {
            let id = try add("{}", data: #"{"of":"\#(state)"}"#)
            try bench.send("LREM bull:email:wait 0 \(id)", "LREM bull:email:wait 0 \(id)", "\(key) \(id)")
            try bench.send("HSET bull:email:\(id) failedReason no finishedOn 5 returnvalue 7 atm 2 ats 2")
            let copy = try bench.json("job copy \(try pass(state).output.trimmingCharacters(in: .newlines))")
            #expect(copy["state"]?.string == "waiting" && copy["data"] == .object(["of": .string(state)]))
            #expect(copy["failedReason"] == .null && copy["returnvalue"] == .null && copy["finishedOn"] == .null)
            #expect(copy["attemptsMade"]?.integer == 0)
        }
        let active = try add("{}", data: "[3]")
        try bench.send("LREM bull:email:wait 0 \(active)", "LPUSH bull:email:active \(active)")
        #expect(try pass("active").status == 0)
    }

    @Test(arguments: ["5.81.2", "6.2.0"]) func relationsAreRefusedOrLeftBehind(version: String) throws {
        try addQueues(version)
        let parent = try add("{}")
        let child = try add(#"{"parent":{"id":"\#(parent)","queue":"bull:email"}}"#)
        #expect(try bench.json("job email \(child)")["parentKey"]?.string == "bull:email:\(parent)")
        try bench.send("LREM bull:email:wait 0 \(parent)", "ZADD bull:email:waiting-children 1 \(parent)")
        let refused = try pass("waiting-children")
        #expect(refused.status == 1 && refused.output.isEmpty)
        #expect(refused.errors.contains("line 1 is a job that waits for its children, which a new one would not have"))
        #expect(try pass("waiting").output == "1\n")
        #expect(try bench.json("job copy 1")["parentKey"] == .null)
        #expect(try bench.json("flow email \(parent)")["counts"]?["pending"]?.integer == 1)
    }

    @Test(arguments: ["5.81.2", "6.2.0"]) func deduplicationIdsAreTakenOver(version: String) throws {
        try addQueues(version)
        try add(#"{"deduplication":{"id":"d1"}}"#)
        #expect(try pass("waiting").output == "1\n")
        #expect(try bench.json("job copy 1")["deduplicationId"]?.string == "d1")
        let again = try pass("waiting")
        #expect(again.status == 5 && again.errors.contains("1 stayed: its deduplication id belongs to job 1."))
        #expect(try bench.send("LLEN bull:copy:wait")[0].integer == 1)
    }

    /// Checks that every job comes back byte for byte, in queues of each library.
    @Test(arguments: ["5.81.2", "6.2.0", "bull"]) func whatIsNoJSONIsNeverAltered(version: String) throws {
        try addQueues("6.2.0")
        if version == "bull" {
            try bench.send("DEL bull:copy:meta", "SET bull:copy:id 1")
        } else {
            try bench.send("HSET bull:copy:meta version bullmq:\(version)")
        }
        let id = try add("{}")
        let texts = [Array("{broken".utf8), [], [0xFE, 0x22], Array("plain".utf8)] as [[UInt8]]
        for (data, opts) in zip(texts + [Array("[1]".utf8)], [Array("[7]".utf8)] + texts.reversed()) {
            let fields = [Array("data".utf8), data, Array("opts".utf8), opts]
            try bench.send(words: [Array("HSET".utf8), Array("bull:email:\(id)".utf8)] + fields)
            let result = try pass("waiting")
            #expect(result.status == 0, "\(result)")
            let copy = result.output.trimmingCharacters(in: .newlines)
            #expect(try bench.send("HGET bull:copy:\(copy) data")[0].bytes == data)
            #expect(try bench.send("HGET bull:copy:\(copy) opts")[0].bytes == opts)
        }
    }

    /// Checks that options that the library does not know, stored by it or by others, are kept; they cannot be typed.
    @Test func unknownOptionsComeBack() throws {
        try addQueues("6.2.0")
        let id = try add("{}")
        try bench.send(#"HSET bull:email:\#(id) opts {"attempts":3,"foo":[1],"priority":"high","delay":-5}"#)
        let result = try pass("waiting")
        #expect(result.status == 0 && result.errors.contains("does not know the option"), "\(result)")
        let copy = result.output.trimmingCharacters(in: .newlines)
        let opts = try #require(JSONValue(try bench.send("HGET bull:copy:\(copy) opts")[0].bytes ?? []))
        #expect(opts["foo"] == .array([.number(1)]) && opts["attempts"]?.integer == 3)
        let typed = try bench.run("import copy --yes", input: #"{"name":"n","opts":{"foo":1}}"# + "\n")
        #expect(typed.status == 5 && typed.errors.contains("foo"), "\(typed)")
    }

    @Test func textsThatAreJSONStayWhatTheyAre() throws {
        try addQueues("6.2.0")
        let id = try add("{}")
        // A text that is JSON stays unchanged, and so does an object that looks like bytes.
        for data in [#""plain""#, #"{"base64":"/w=="}"#] {
            try bench.send("HSET bull:email:\(id) data \(data)")
            let copy = try pass("waiting").output.trimmingCharacters(in: .newlines)
            #expect(try bench.send("HGET bull:copy:\(copy) data")[0].text == data)
        }
    }
}
