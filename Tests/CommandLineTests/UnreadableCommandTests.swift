import Redis
import TestSupport
import Testing

/// Commands report what they could not read: in the data, on standard error and by their exit status.
@Suite struct UnreadableCommandTests {
    private static let keys = ["wait", "active", "prioritized", "delayed", "completed", "failed", "waiting-children"]

    @Test func everyCommandThatReadsTheQueueEndsWith4() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        for key in Self.keys {
            let saved = try bench.send("EXISTS bull:email:\(key)")[0].integer == 1
            if saved { try bench.send("RENAME bull:email:\(key) saved") }
            try bench.send("SADD bull:email:\(key) x")
            for command in ["queues", "counts email", "--once --size 120x40"] {
                let result = try bench.run(command)
                #expect(result.status == 4, "\(command) \(key): \(result)")
                #expect(result.errors.contains("cannot read \"\(key)\" of 'email': holds a set"), "\(command) \(key)")
                #expect(result.output.contains("?"), "\(command) \(key)")
            }
            try bench.send("DEL bull:email:\(key)")
            if saved { try bench.send("RENAME saved bull:email:\(key)") }
        }
    }

    @Test func unlistedJobsAreListedAndLeftoversAreNamed() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("HSET bull:email:lost name n timestamp 5", "SET bull:email:de:d gone")
        let jobs = try bench.run("jobs email --state unlisted --jsonl")
        #expect(jobs.status == 0 && jobs.output.split(separator: "\n").count == 1, "\(jobs)")
        #expect(jobs.output.contains(#""id":"lost""#))
        let table = try bench.run("tidy email --dry-run")
        #expect(table.output.contains("1 unlisted job, ") && table.output.contains("\n  lost\n"), "\(table)")
        #expect(table.output.contains("1 deduplication key ") && table.output.contains("\n  d\n"), "\(table)")
        let json = try bench.json("tidy email --dry-run")
        #expect(json["unlisted"]?.integer == 1 && json["danglingDeduplicationKeys"]?.integer == 1)
        #expect(try bench.run("tidy email").status == 2)
        try bench.send("DEL bull:email:delayed", "SET bull:email:delayed oops")
        let refused = try bench.run("jobs email --state unlisted")
        #expect(refused.status == 5 && refused.errors.contains("holds a string"), "\(refused)")
    }

    @Test func jsonHasNullAndTheErrors() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("DEL bull:email:delayed", "SET bull:email:delayed oops")
        for command in ["queues --json", "counts email --json"] {
            let result = try bench.run(command)
            #expect(result.status == 4)
            let queue = try #require(JSONValue(Array(result.output.utf8))?.array?.first)
            #expect(queue["counts"]?["delayed"] == .null)
            #expect(queue["counts"]?["failed"]?.integer == 2)
            #expect(queue["errors"]?.array?.first?["key"]?.string == "delayed")
            #expect(queue["errors"]?.array?.first?["error"]?.string == "holds a string")
        }
    }

    @Test(arguments: [
        ("jobs email --state delayed", 1), ("jobs email", 4), ("export email --state delayed", 1), ("job email 1", 4),
        ("flow email 1", 4),
    ])
    func listsThatCannotBeReadAreNotEmpty(command: String, status: Int32) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("DEL bull:email:delayed", "SET bull:email:delayed oops")
        let result = try bench.run(command)
        #expect(result.status == status, "\(result)")
        #expect(result.errors.contains("cannot read \"delayed\" of 'email': holds"), "\(result)")
    }

    @Test func schedulersThatCannotBeReadAreNotNone() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.addQueue("bull:other")
        try bench.send("SET bull:email:repeat oops")
        #expect(try bench.run("schedulers email").status == 1)
        let all = try bench.run("schedulers")
        #expect(all.status == 4 && all.errors.contains("cannot read \"repeat\" of 'email': holds a string"), "\(all)")
    }

    @Test func missingJobsAreCountedAndUseUpNoLimit() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("RPUSH bull:email:wait g1 g2 g3")
        let result = try bench.run("jobs email --state waiting --limit 2 --jsonl")
        #expect(result.status == 0)
        #expect(result.output.split(separator: "\n").count == 2, "\(result)")
        #expect(result.errors.contains("3 missing jobs"), "\(result)")
    }
}
