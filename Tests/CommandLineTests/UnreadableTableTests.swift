import Queues
import Redis
import TestSupport
import Testing

@testable import bulltop

/// Every key of a queue, with every wrong type, for every reading command: the output is the same as without the error,
/// or the command reports what it could not read and does not end with 0.
@Suite struct UnreadableTableTests {
    struct Key: Sendable, CustomTestStringConvertible {
        let name: String
        let type: String
        var testDescription: String { name }

        init(_ name: String, _ type: String) { (self.name, self.type) = (name, type) }
    }

    /// The keys of a queue and of its jobs, with the types that the library gives them (data model, 1.2 and 1.8).
    private static let keys: [Key] = [
        Key("wait", "list"), Key("paused", "list"), Key("active", "list"), Key("prioritized", "zset"),
        Key("delayed", "zset"), Key("completed", "zset"), Key("failed", "zset"), Key("waiting-children", "zset"),
        Key("meta", "hash"), Key("repeat", "zset"), Key("id", "string"), Key("events", "stream"), Key("pc", "string"),
        Key("limiter", "string"), Key("stalled", "set"), Key("marker", "zset"), Key("priority", "zset"),
        Key("de:d", "string"), Key("groups", "zset"), Key("1", "hash"), Key("2", "hash"), Key("2:lock", "string"),
        Key("4", "hash"), Key("5", "hash"), Key("6", "hash"), Key("6:logs", "list"), Key("7", "hash"), Key("8", "hash"),
        Key("7:dependencies", "set"), Key("7:processed", "hash"), Key("7:failed", "hash"),
        Key("7:unsuccessful", "zset"), Key("repeat:s", "hash"), Key("repeat:s:4100000000000", "hash"),
    ]

    private static let fillings = [
        "string": "SET K oops", "list": "RPUSH K 7", "set": "SADD K 7", "hash": "HSET K 7 7", "zset": "ZADD K 7 7",
        "stream": "XADD K 1-1 7 7",
    ]

    private static let commands: [String] =
        [
            "queues", "counts q", "jobs q", "job q 1", "job q 6", "job q 7", "job q 8", "job 6", "search q failed:no",
            "search n", "search q log:line", "failures q", "failures --why", "logs q 6", "events q", "workers",
            "flow q 7", "flow q 8", "schedulers q", "schedulers", "jobs q --filter n --state failed",
        ]
        + JobState.allCases.map { "jobs q --state \($0.rawValue)" } + ["export q --state failed"]

    /// The output of the commands without an error.
    private static let whole = Swift.Result {
        let bench = try CommandBench()
        try fill(bench)
        return try commands.map { try run($0, on: bench) }
    }

    private static func fill(_ bench: CommandBench) throws {
        try bench.send("FLUSHALL", "HSET bull:q:meta version bullmq:5.61.2 opts.maxLenEvents 10000", "SET bull:q:id 9")
        for id in 1...8 {
            try bench.send("HSET bull:q:\(id) name n data {} opts {} timestamp 1700000000000 atm 1 failedReason no")
        }
        try bench.send(
            "RPUSH bull:q:wait 1 8", "RPUSH bull:q:active 2", "SET bull:q:2:lock t", "ZADD bull:q:prioritized 1 3",
            "ZADD bull:q:delayed 8601600000000000 4", "ZADD bull:q:completed 1700000000000 5", "SET bull:q:pc 3",
            "ZADD bull:q:failed 1700000000000 6", "ZADD bull:q:waiting-children 1 7", "ZADD bull:q:marker 0 0",
            "SADD bull:q:7:dependencies bull:q:8", "HSET bull:q:8 parentKey bull:q:7", "SADD bull:q:stalled 2",
            "HSET bull:q:7:processed bull:q:5 1", "HSET bull:q:7:failed bull:q:6 no", "SET bull:q:limiter 1",
            "ZADD bull:q:7:unsuccessful 1 bull:q:6", "RPUSH bull:q:6:logs line", "HSET bull:q:6 deid d",
            "XADD bull:q:events 1-1 event added jobId 1 name n", "SET bull:q:de:d 6",
            "ZADD bull:q:repeat 4100000000000 s", "HSET bull:q:repeat:s name n every 60000 ic 1 data {} opts {}",
            "HSET bull:q:repeat:s:4100000000000 name n data {} opts {} timestamp 1700000000000 rjk s",
            "ZADD bull:q:delayed 16793600000000000 repeat:s:4100000000000", "SET bull:other:id 1",
            "HSET bull:other:meta version bullmq:5.61.2", "HSET bull:other:1 name n data {} opts {} timestamp 1",
            "RPUSH bull:other:wait 1")
    }

    /// The output of a command, and whether it reports that it could not read something.
    private struct Result: Equatable {
        var output = ""
        var words: [String] = []
        var isWhole: Bool { words.isEmpty }
    }

    private static func run(_ line: String, on bench: CommandBench) throws -> Result {
        let invocation = try Invocation((line + " --jsonl").split(separator: " ").map(String.init))
        let environment = Environment(bulltopURL: bench.url)
        guard case .task(.reading(let options, let read)) = invocation.purpose else {
            throw TestFailure("\(line) does not read")
        }
        var bytes: [UInt8] = []
        let source = try Target.source(options.connection, environment)
        let session = CommandSession(invocation, options, environment, source) { part in
            bytes += part
            return .done
        }
        var result = Result()
        do throws(CommandFailure) {
            try read(session)
            try session.output.flush()
        } catch {
            result.words.append(error.text ?? "\(error)")
        }
        result.output = String(decoding: bytes, as: UTF8.self)
        if session.findings.status.code != 0 { result.words += session.findings.lines(session.shown) }
        return result
    }

    @Test(arguments: keys) func anErrorIsNeverAValue(key: Key) throws {
        let bench = try CommandBench()
        let whole = try Self.whole.get()
        for (command, result) in zip(Self.commands, whole) { #expect(result.isWhole, "\(command): \(result.words)") }
        for (type, filling) in Self.fillings.sorted(by: { $0.key < $1.key }) where type != key.type {
            try Self.fill(bench)
            try bench.send(
                "DEL bull:q:\(key.name)", filling.replacing("K", with: "bull:q:\(key.name)", maxReplacements: 1))
            for (command, expected) in zip(Self.commands, whole) {
                let result = try Self.run(command, on: bench)
                #expect(
                    !result.isWhole || result == expected, "\(command), \(key.name) is a \(type): \(result.output)")
            }
        }
    }
}
