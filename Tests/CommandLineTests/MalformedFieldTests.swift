import Foundation
import TestSupport
import Testing

@testable import bulltop

/// A field of a job that should be a number and is not one is `?` for people and null in JSON, never a number.
@Suite struct MalformedFieldTests {
    struct Field: Sendable {
        /// The name in the hash, and the one in JSON.
        let name, member: String
        /// The state whose table has a column for it, and the text there; nil where there is none.
        var state = "failed"
        var cell: String?
    }

    private static let fields = [
        Field(name: "atm", member: "attemptsMade", cell: "?/3"),
        Field(name: "attemptsMade", member: "attemptsMade", cell: "?/3"),
        Field(name: "ats", member: "attemptsStarted"),
        Field(name: "stc", member: "stalledCounter", state: "active", cell: "?"),
        Field(name: "stalledCounter", member: "stalledCounter", state: "active", cell: "?"),
        Field(name: "priority", member: "priority", state: "prioritized", cell: "?"),
        Field(name: "delay", member: "delay", state: "delayed"),
        Field(name: "timestamp", member: "timestamp", state: "waiting", cell: "?"),
        Field(name: "processedOn", member: "processedOn", state: "active", cell: "?"),
        Field(name: "finishedOn", member: "finishedOn", cell: "?"),
    ]
    private static let values = ["x", "", "NaN", "inf", "1e400", "99999999999999999999", "0x10", "-", "1,5", "[7]"]

    private static let places = [
        "failed": "ZADD bull:q:failed 1700000000100 j", "active": "LPUSH bull:q:active j",
        "prioritized": "ZADD bull:q:prioritized 1 j", "delayed": "ZADD bull:q:delayed 8601600000000000 j",
        "waiting": "LPUSH bull:q:wait j",
    ]

    private func bench(_ field: Field, _ value: String) throws -> CommandBench {
        let bench = try CommandBench()
        try bench.send("HSET bull:q:meta version bullmq:5.61.2 opts.maxLenEvents 10000", Self.places[field.state] ?? "")
        try bench.send("HSET bull:q:j name n data {} opts {\"attempts\":3} timestamp 1700000000000")
        try bench.send("SET bull:q:j:lock t PX 600000")
        try bench.send(words: ["HSET", "bull:q:j", field.name, value].map { Array($0.utf8) })
        return bench
    }

    @Test(arguments: fields) func whatIsNoNumberIsUnknown(_ field: Field) throws {
        for value in Self.values {
            let bench = try bench(field, value)
            let json = try bench.json("job q j")
            #expect(json[field.member] == .null && json["notJSON"] == .array([.string(field.member)]), "\(value)")
            let text = try bench.run("job q j").output
            #expect(text.contains("\(field.name) ? is not a number"), "\(value): \(text)")
            let table = try bench.run("jobs q --state \(field.state)").output.split(separator: "\n").last ?? ""
            if let cell = field.cell { #expect(table.split(separator: " ").contains(Substring(cell)), "\(table)") }
        }
    }

    @Test(arguments: fields) func noComparisonHoldsForIt(_ field: Field) throws {
        let numbers = [
            "atm": "attempts", "attemptsMade": "attempts", "priority": "priority", "delay": "delay",
            "timestamp": "age", "finishedOn": "ended", "processedOn": "ran",
        ]
        guard let number = numbers[field.name] else { return }
        for value in ["x", "inf", "0x10", ""] {
            let bench = try bench(field, value)
            for comparison in [">=0", "<1", "=0"] {
                let found = try bench.run("search \(number)\(comparison) --jsonl")
                #expect(found.output.isEmpty, "\(number)\(comparison): \(found)")
            }
        }
    }

    @Test(arguments: [
        ("{\"attempts\":\"x\"}", "0 of ?"), ("{\"attempts\":[3]}", "0 of ?"), ("{\"attempts\":null}", "0 of 1"),
        ("{}", "0 of 1"), ("{\"attempts\":0}", "0 of 1"), ("{\"attempts\":4}", "0 of 4"),
    ])
    func attemptsAllowedAreTooUnlessTheyAreANumber(opts: String, cell: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("HSET bull:email:1 opts \(opts)")
        #expect(try bench.run("job email 1").output.contains(" \(cell)"))
    }

    /// Checks that a job's key of another type is reported: no queue "has" the job, and yet it is not absent.
    @Test(arguments: ["SET bull:email:9 x", "RPUSH bull:email:9 x", "SADD bull:email:9 x", "XADD bull:email:9 * a b"])
    func aJobsKeyOfAnotherTypeIsTold(command: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send(command)
        let type =
            ["SET": "string", "RPUSH": "list", "SADD": "set", "XADD": "stream"][command.prefix { $0 != " " }] ?? ""
        for line in ["job 9", "job email 9"] {
            let result = try bench.run(line)
            #expect(
                result.status == 1 && result.errors.contains("cannot read job '9' of 'email': holds a \(type)"),
                "\(result)")
        }
        #expect(try bench.run("job failed").errors.contains("no queue has a job 'failed'"))
        #expect(try bench.run("job 10").errors.contains("no queue has a job '10'"))
        // A queue that has the job itself takes precedence.
        try bench.addQueue("bull:other")
        try bench.send("HSET bull:other:9 name n data {} opts {} timestamp 1")
        #expect(try bench.json("job 9")["queue"]?.string == "other")
    }
}
