import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Dead letters: adding the original job of one to its queue again.
@Suite struct ReviveTests {
    private static let original = #"{"a": 1.50, "long": 12345678901234567890, "b":[] }"#

    /// Dead letters that applications write by hand.
    private static let letters = [
        #"{"originalJob":{"id":"7","name":"mail","data":DATA,"opts":{"attempts":3,"jobId":"7","delay":9}},"error":"x"}"#,
        #"{"error":{"data":1},"job":{"name":"mail","data":DATA,"opts":{"attempts":3}},"attempts":3}"#,
        #"{"originalName":"mail","originalData":DATA,"originalOptions":{"attempts":3},"failedReason":"no \"}\" here"}"#,
        #" { "jobName" : "mail" , "data" : DATA , "opts" : { "attempts" : 3 } , "failedAt" : 5 } "#,
        #"{"originalJob":{"name":"mail","data":TEXT,"opts":"{\"attempts\":3}"}}"#,
        // As late versions of BullMQ 3 to 6 write it: the options are an object, the stack trace is a text.
        #"{"originalJob":{"name":"mail","data":TEXT,"opts":{"attempts":3},"stacktrace":"[\"at x\"]","returnvalue":"null"}}"#,
        #"{"originalJob":{"name":"mail","data":TEXT,"opts":{"attempts":3},"stacktrace":"null","failedReason":"\"no\""}}"#,
        #"{"original":"{\"name\":\"mail\",\"data\":{\"a\": 1.50, \"long\": 12345678901234567890, \"b\":[] },"#
            + #"\"opts\":{\"attempts\":3}}"}"#,
    ].map {
        $0.replacing("DATA", with: original)
            .replacing("TEXT", with: "\"" + original.replacing("\"", with: "\\\"") + "\"")
    }

    private static let revive = JobChange.revive(to: QueueID("bull:q"))

    /// Creates a bench with one waiting dead letter, `bull:q-dlq:1`, and the queue of original jobs.
    private func bench(_ letter: String, isBull: Bool = false) throws -> Bench {
        let bench = try Bench()
        if isBull {
            try bench.send(
                "SET bull:q:id 8", "SET bull:q-dlq:id 1", "SET bull:q:meta-paused 1", "SET bull:q-dlq:meta-paused 1")
            try bench.send("RPUSH bull:q-dlq:paused 1")
        } else {
            try bench.send(
                "HSET bull:q:meta version bullmq:6.1.2", "SET bull:q:id 8", "HSET bull:q-dlq:meta version bullmq:6.1.2",
                "SET bull:q-dlq:id 1", "LPUSH bull:q-dlq:wait 1")
        }
        let fields = ["name", "dead", "data", letter, "opts", "{}", "timestamp", "5", "delay", "0", "priority", "0"]
        _ = try bench.connection.send(
            Command("HSET", arguments: (["bull:q-dlq:1"] + fields).map { Array($0.utf8) }))
        return bench
    }

    private func perform(_ change: JobChange, _ bench: Bench, keeping budget: UndoBudget = .none) -> Outcome {
        let target = Queues.Operation.Target(queue: QueueID("bull:q-dlq"), job: JobID("1"), state: .waiting)
        return bench.store.perform(.job(change, target), now: 1_795_466_000_000, keeping: budget) { _ in true }
    }

    private func fields(_ key: String, _ bench: Bench) throws -> [String: String] {
        guard case .hash(let fields)? = try snapshot(of: bench.connection)[key]?.value else { return [:] }
        return Dictionary(fields.map { ($0.text, $1.text) }, uniquingKeysWith: { $1 })
    }

    @Test(arguments: letters, [false, true])
    func theOriginalIsAddedAndTheLetterRemoved(letter: String, isBull: Bool) throws {
        let bench = try bench(letter, isBull: isBull)
        #expect(perform(Self.revive, bench) == .done)
        let job = try fields("bull:q:9", bench)
        #expect(job["name"] == "mail" && job["data"] == Self.original && job["timestamp"] == "1795466000000")
        let options = JSONValue(Array((job["opts"] ?? "").utf8))
        #expect(options?["attempts"]?.integer == 3)
        #expect(options?["jobId"] == nil && job["delay"] == "0")
        #expect(try bench.send("LRANGE bull:q:\(isBull ? "paused" : "wait") 0 -1")[0].byteStrings.map(\.text) == ["9"])
        #expect(try bench.send("EXISTS bull:q-dlq:1 bull:q-dlq:wait bull:q-dlq:paused")[0].integer == 0)
    }

    @Test(arguments: [false, true])
    func theLetterCanBeRestored(isBull: Bool) throws {
        let bench = try bench(Self.letters[0], isBull: isBull)
        let before = try fields("bull:q-dlq:1", bench)
        guard case .removed(let jobs) = perform(Self.revive, bench, keeping: UndoBudget()), let job = jobs.first else {
            throw TestFailure("nothing was kept of the letter")
        }
        let target = Queues.Operation.queue(.restore(job), QueueID("bull:q-dlq"))
        #expect(bench.store.perform(target, now: Clock.now).isDone)
        #expect(try fields("bull:q-dlq:1", bench) == before)
        #expect(
            try bench.send("LRANGE bull:q-dlq:\(isBull ? "paused" : "wait") 0 -1")[0].byteStrings.map(\.text) == ["1"])
    }

    @Test(arguments: [false, true])
    func theLetterIsKept(isBull: Bool) throws {
        let bench = try bench(Self.letters[0], isBull: isBull)
        let change = JobChange.revive(to: QueueID("bull:q"), keepingLetter: true)
        #expect(perform(change, bench) == .added(JobID("9"), isNew: true))
        #expect(try fields("bull:q-dlq:1", bench)["name"] == "dead")
        #expect(try fields("bull:q:9", bench)["data"] == Self.original)
    }

    private static let noLetters = [
        "{}", "[1]", "text", #"{"originalName":"mail"}"#, #"{"originalJob":{"name":"mail"}}"#, #"{"data":"#, "", "null",
    ]

    @Test(arguments: noLetters, [false, true])
    func whatHoldsNoOriginalIsRefused(data: String, isBull: Bool) throws {
        let bench = try bench(data, isBull: isBull)
        let before = try snapshot(of: bench.connection)
        #expect(perform(Self.revive, bench) == .refused(.invalid("its data holds no original job.")))
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test(arguments: [
        (["DEL bull:q-dlq:1"], Refusal.vanished), (["SET bull:q-dlq:1:lock x"], .locked),
        (["LREM bull:q-dlq:wait 0 1", "ZADD bull:q-dlq:failed 5 1"], .moved(to: .failed)),
        (["SET bull:q:wait text"], .wrongType(key: Array("bull:q:wait".utf8), found: "string")),
    ])
    func nothingIsDoneByHalves(commands: [String], refusal: Refusal) throws {
        let bench = try bench(Self.letters[0])
        for command in commands { try bench.send(command) }
        let before = try snapshot(of: bench.connection)
        #expect(perform(Self.revive, bench) == .refused(refusal))
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test(arguments: [
        ("failed-email", "email"), ("email-dlq", "email"), ("email:dead-letters", "email"), ("dlq.email", "email"),
        ("email_failed", "email"), ("email", nil), ("dlq", nil), ("failed-nothing", nil), ("-dlq", nil),
    ])
    func theNameSaysWhoseLettersTheyAre(name: String, original: String?) {
        let queues = ["email", "export", name].map { QueueID("bull:" + $0) }
        #expect(QueueID("bull:" + name).ofOriginals(among: queues) == original.map { QueueID("bull:" + $0) })
    }
}
