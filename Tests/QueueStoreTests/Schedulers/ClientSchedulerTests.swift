import Foundation
import JSONText
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that job schedulers are changed as the official Python clients change them in a copy of the same data.
@Suite struct ClientSchedulerTests {
    private static let now: Milliseconds = 1_795_466_000_427

    /// The queues and their operations, in turns; `BACK` in the commands is a time ten hours ago.
    private static let steps = [
        #"{"queue":"a","id":"s","repeat":{"every":60000},"name":"n","data":{"a":1},"opts":{}}"#,
        #"{"queue":"a","id":"s","repeat":{"every":60000},"name":"m","data":{},"opts":{"attempts":3}}"#,
        #"{"queue":"a","id":"s","repeat":{"every":90000},"name":"m","data":{},"opts":{"priority":4}}"#,
        #"{"queue":"a","id":"s","repeat":{"every":90000,"limit":5},"name":"m","data":{},"opts":{"keepLogs":9}}"#,
        #"{"queue":"a","id":"t:1:x","repeat":{"every":60000,"offset":500},"name":"n","data":{},"opts":{"lifo":true}}"#,
        #"{"queue":"a","id":"t:1:x","repeat":{"every":60000},"name":"n","data":{},"opts":{"removeOnFail":true}}"#,
        #"{"queue":"a","id":"u","repeat":{"every":60000,"startDate":1795466900000,"endDate":1799999999999},"name":"n","data":{},"opts":{}}"#,
        #"{"queue":"a","id":"v","repeat":{"every":60000,"startDate":1,"limit":2},"name":"n","data":{},"opts":{}}"#,
        #"{"queue":"a","id":"c","repeat":{"pattern":"0 3 * * *","tz":"Europe/Vienna"},"name":"n","data":{},"opts":{}}"#,
        #"{"queue":"a","id":"c","repeat":{"pattern":"0 3 * * *","tz":"Europe/Vienna","limit":3},"name":"n","data":{},"opts":{}}"#,
        #"{"queue":"a","id":"c","repeat":{"pattern":"*/5 * * * *"},"name":"n","data":{},"opts":{"priority":1}}"#,
        #"{"queue":"a","id":"d","repeat":{"pattern":"0 3 * * *","startDate":1799999999999},"name":"n","data":{},"opts":{}}"#,
        #"{"queue":"a","id":"c","repeat":{"every":1000},"name":"n","data":{},"opts":{}}"#,
        #"{"queue":"a","id":"d","remove":true}"#, #"{"queue":"a","id":"s","remove":true}"#,
        #"{"queue":"a","id":"none","remove":true}"#,
        #"{"queue":"late","id":"s","repeat":{"every":60000},"name":"n","data":{},"opts":{}}"#,
        #"{"queue":"late","id":"t","repeat":{"every":60000,"offset":3},"name":"n","data":{},"opts":{}}"#,
        #"{"queue":"taken","id":"s","repeat":{"every":60000},"name":"n","data":{},"opts":{}}"#,
        #"{"queue":"taken","id":"t","repeat":{"every":60000},"name":"n","data":{},"opts":{}}"#,
        #"{"queue":"paused","id":"s","repeat":{"every":60000},"name":"n","data":{},"opts":{}}"#,
    ]

    /// The queues before the operations: with runs that are overdue and whose jobs are gone, or that a worker has
    /// taken.
    private static let before = [
        "HSET bull:late:repeat:s name n every 60000 ic 7 offset 12", "ZADD bull:late:repeat 1795430000012 s",
        "HSET bull:late:repeat:t name n every 60000 ic 7 offset 3", "ZADD bull:late:repeat 1795430000003 t",
        "HSET bull:taken:repeat:s name n every 60000 ic 7", "ZADD bull:taken:repeat 1795466000000 s",
        "HSET bull:taken:repeat:s:1795466000000 name n timestamp 5", "LPUSH bull:taken:active repeat:s:1795466000000",
        "HSET bull:taken:repeat:s:1795466060000 name n timestamp 5",
        "HSET bull:taken:repeat:s:1795466120000 name n timestamp 5",
        "HSET bull:taken:repeat:t:\(now) name n timestamp 5",
    ]

    @Test(arguments: ClientFamily.recent)
    func changesSchedulersAsTheClientDoes(family: ClientFamily) throws {
        let (ours, theirs) = (try Bench(), try Bench())
        for bench in [ours, theirs] {
            for queue in ["a", "late", "taken", "paused"] {
                try bench.send("HSET bull:\(queue):meta version bullmq:\(family == .bullmq5 ? "5.81.2" : "6.1.2")")
            }
            for command in Self.before { try bench.send(command) }
            try bench.send("HSET bull:paused:meta paused 1")
        }
        let output = try PythonClient.run(
            family, script: PythonClient.script("schedule"), arguments: [theirs.redis.socketPath, String(Self.now)],
            input: "[" + Self.steps.joined(separator: ",") + "]")
        let results = try #require(JSONValue(Array(output.utf8))?.array)
        for (step, result) in zip(Self.steps, results) {
            let outcome = try perform(step, ours)
            switch outcome {
            case .added(let id, _, _): #expect(result == .string(id.bytes.text), "\(step)")
            case .done: #expect(result == .number(0), "\(step)")
            case .refused(.absent): #expect(result == .number(1), "\(step)")
            default: Issue.record("\(step): \(outcome)")
            }
        }
        let (expected, actual) = (
            try snapshot(of: theirs.connection).normal, try snapshot(of: ours.connection).normal
        )
        #expect(KeyspaceComparison().differences(expected: expected, actual: actual) == [])
    }

    private func perform(_ step: String, _ bench: Bench) throws -> Outcome {
        let json = try #require(JSONValue(Array(step.utf8)))
        let queue = "bull:" + (try #require(json["queue"]?.string))
        let id = try #require(json["id"]?.string)
        if json["remove"] != nil {
            return bench.store.perform(.queue(.removeScheduler(Array(id.utf8)), QueueID(queue)), now: Self.now)
        }
        let template: [String: JSONValue] = [
            "name": json["name"] ?? .null, "data": .string(json["data"]?.text ?? ""), "opts": json["opts"] ?? .null,
        ]
        let scheduler = try NewScheduler(
            .object(["schedulerId": .string(id), "repeat": json["repeat"] ?? .null, "template": .object(template)]))
        return bench.upsert(scheduler, in: queue, now: Self.now)
    }
}
