import Redis
import TestSupport
import Testing

@testable import bulltop

/// Searches, causes, and changes of what they find, as processes.
@Suite struct FindingCommandTests {
    private func bench() throws -> CommandBench {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.addQueue("bull:sms")
        return bench
    }

    private func ids(_ result: TestSupport.Program.Result) -> [String] {
        result.output.split(separator: "\n").compactMap { line in
            guard let json = JSONValue(Array(line.utf8)) else { return nil }
            return "\(json["queue"]?.string ?? "")/\(json["id"]?.string ?? "")"
        }
    }

    @Test func searchPrintsJobsWithTheirMatch() throws {
        let bench = try bench()
        let result = try bench.run(["search", "failed:declined", "--jsonl"])
        #expect(result.status == 0)
        #expect(ids(result).sorted() == ["email/5", "sms/5"])
        let first = try #require(result.output.split(separator: "\n").first.flatMap { JSONValue(Array($0.utf8)) })
        #expect(first["match"]?["field"]?.string == "failedReason")
        #expect(first["match"]?["text"]?.string == "Card declined")
        #expect(first["state"]?.string == "failed" && first["data"]?["to"]?.integer == 5)
        let list = try bench.json("search email data.to:2")
        #expect(list.array?.map { $0["id"]?.string } == ["2"])
        #expect(try bench.json("search email data.to:2 --state failed").array?.isEmpty == true)
        #expect(try bench.run("search to --limit 3 --jsonl").output.split(separator: "\n").count == 3)
        #expect(try bench.run("search email state:delayed").output.contains("delayed"))
    }

    @Test(arguments: [
        ("search nme:x", "column 1: unknown field \"nme\", did you mean name:?"), ("search", "QUERY is missing"),
        ("search email /(/", "column 3: regular expression: missing closing parenthesis"),
        ("retry email --search x --all --yes", "--search and --cause choose the jobs"),
        ("retry email --cause 12 --yes", "expected the 12 digits of a fingerprint"),
        ("remove email --search x --yes", "state: in the query"),
    ]) func saysWhatIsWrong(line: String, words: String) throws {
        let result = try bench().run(line)
        #expect(result.status == 2)
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test func failuresAreGroupedAndGivenBack() throws {
        let bench = try bench()
        let causes = try #require(try bench.json("failures").array)
        #expect(causes.map { $0["count"]?.integer } == [2, 2])
        #expect(causes.first?["reason"]?.string == "Card declined")
        #expect(causes.first?["queues"]?.array?.map(\.string) == ["email", "sms"])
        #expect(causes.first?["sampled"] == .boolean(false))
        #expect(causes.first?["lastSeen"]?.integer == 1_700_000_000_200)
        let id = try #require(causes.first?["fingerprint"]?.string)
        #expect(try bench.run("failures email").output.contains(id))
        let dry = try bench.json("retry email sms --cause \(id) --dry-run")
        #expect(dry["count"]?.integer == 2)
        #expect(dry["sample"]?.array?.map(\.string) == ["5", "5"])
        #expect(dry["jobs"]?.array?.map { $0["queue"]?.string } == ["email", "sms"])
        #expect(dry["jobs"]?.array?.map { $0["id"]?.string } == ["5", "5"])
        let words = try bench.run("retry email sms --cause \(id) --dry-run").output
        #expect(words == "would retry all failed jobs of 2 queues: Card declined (2)\n  email 5\n  sms 5\n")
        let one = try bench.run("retry email --cause \(id) --dry-run").output
        #expect(one == "would retry all failed jobs of email: Card declined (1)\n  5\n")
        let done = try bench.run("retry email sms --cause \(id) --yes")
        #expect(done.status == 0 && done.errors.contains("retried 2 failed jobs of 2 queues: Card declined"), "\(done)")
        #expect(try bench.send("LINDEX bull:email:wait 0", "LINDEX bull:sms:wait 0").map(\.text) == ["5", "5"])
        #expect(try bench.send("ZCARD bull:email:failed").first?.integer == 1)
    }

    @Test func whyComparesWithCompletedJobs() throws {
        let bench = try CommandBench()
        try bench.send("HSET bull:q:meta version bullmq:6.2.0 opts.maxLenEvents 10000", "SET bull:q:id 80")
        for index in 1...80 {
            let tenant = index > 40 ? "t\(index % 9)" : "acme"
            try bench.send(
                "HSET bull:q:\(index) name n timestamp 1 finishedOn \(index) data {\"tenant\":\"\(tenant)\"} failedReason x",
                "ZADD bull:q:\(index > 40 ? "completed" : "failed") \(index) \(index)")
        }
        let why = try bench.json("failures q --why").array?.first?["why"]
        #expect(why?["shared"]?.array?.first?["what"]?.string == "data.tenant = \"acme\"")
        #expect(why?["failed"]?.integer == 40 && why?["completed"]?.integer == 40)
        let first = why?["shared"]?.array?.first
        #expect(first?["lift"]?.double == 80 && (first?["chance"]?.double).map { 0 < $0 && $0 < 1e-9 } == true)
        #expect(why?["sampled"] == .boolean(false) && why?["timesCompared"] == .boolean(false))
        #expect(why?["failedFrom"]?.integer == 1 && why?["completedUntil"]?.integer == 80)
        let words = try bench.run("failures q --why").output
        #expect(words.contains("data.tenant = \"acme\" in 40 jobs, 100 % (completed: 0 %, over 40 x)"))
        #expect(words.contains("hours and dates are not compared"))
    }

    /// What was compared is a part of a large group, and says so.
    @Test func whySaysThatItComparesASample() throws {
        let bench = try CommandBench()
        for index in 1...1_150 {
            let state = index > 1_100 ? "completed" : "failed"
            let tenant = state == "completed" && index % 10 != 0 ? "other" : "acme"
            try bench.send(
                "HSET bull:q:\(index) name n timestamp 1 finishedOn \(index) data {\"tenant\":\"\(tenant)\"} failedReason x",
                "ZADD bull:q:\(state) \(index) \(index)")
        }
        try bench.send("HSET bull:q:meta version bullmq:6.2.0 opts.maxLenEvents 10000")
        let why = try bench.json("failures q --why").array?.first?["why"]
        #expect(why?["sampled"] == .boolean(true) && why?["failed"]?.integer == 1_000)
        #expect(why?["shared"]?.array?.first?["lift"]?.double == 10)
        let words = try bench.run("failures q --why").output
        #expect(words.contains("the newest 1 000 of 1 100 failed and 50 completed jobs"))
        #expect(words.contains("data.tenant = \"acme\" in 1 000 jobs, 100 % (completed: 10 %, 10 x)"))
    }

    /// A match is named as BullMQ's own Job names the field.
    @Test(arguments: [
        ("worker:hook", "processedBy"), ("scheduler:nightly", "repeatJobKey"), ("deduplication:d1", "deduplicationId"),
        ("failed:declined", "failedReason"), ("data.to:5", "data.to"), ("parent:top", "parentKey"), ("id:5", "id"),
        ("stack:app", "stacktrace"), ("return:no", "returnvalue"), ("opts.attempts:7", "opts.attempts"), ("hook", ""),
    ]) func aMatchHasTheNamesOfBullMQ(query: String, field: String) throws {
        let bench = try CommandBench()
        try bench.send(
            "HSET bull:q:meta version bullmq:6.2.0 opts.maxLenEvents 10000",
            "HSET bull:q:5 name n timestamp 1 pb hook-1 rjk nightly deid d1 failedReason declined data {\"to\":5} "
                + "parentKey bull:top:1 stacktrace [\"app\"] returnvalue \"no\" opts {\"attempts\":7}",
            "ZADD bull:q:failed 1 5")
        let found = try #require(try bench.json("search q \(query)").array)
        #expect(found.map { $0["match"]?["field"]?.string } == (field.isEmpty ? [] : [field]))
    }

    @Test func aQueryChoosesJobsForEveryBulkCommand() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:sms:lost name left timestamp 1 data {} opts {}", "LPUSH bull:sms:active lost",
            "HSET bull:sms:child name part timestamp 1 data {} opts {} parentKey bull:email:up",
            "ZADD bull:sms:delayed 1 child", "HSET bull:email:up name up timestamp 1 data {} opts {}",
            "ZADD bull:email:waiting-children 1 up", "SADD bull:email:up:dependencies bull:sms:child",
            "HSET bull:sms-dlq:meta version bullmq:6.2.0", "ZADD bull:sms-dlq:failed 1 d",
            #"HSET bull:sms-dlq:d name dead timestamp 1 opts {} data {"originalJob":{"name":"again","data":{}}}"#)
        let lines = [
            ("release sms --search left --yes", "LINDEX bull:sms:wait -1", "lost"),
            ("detach sms --search state:delayed\\ name:part --yes", "SCARD bull:email:up:dependencies", "0"),
            ("revive sms-dlq --search state:failed\\ dead --to sms --yes", "EXISTS bull:sms-dlq:d", "0"),
            ("duplicate sms --search state:failed\\ declined --yes", "LLEN bull:sms:wait", "5"),
            ("promote email --search data.to:3 --yes", "LINDEX bull:email:wait 0", "3"),
            ("remove email --search state:failed\\ timeout --yes", "EXISTS bull:email:4", "0"),
            ("priority sms --search state:waiting\\ data.to:1 --priority 7 --yes", "HGET bull:sms:1 priority", "7"),
            ("delay sms --search data.to:3 --in 1h --yes", "HGET bull:sms:3 delay", "3600000"),
            ("move sms --search state:failed\\ declined --to email --yes", "EXISTS bull:sms:5", "0"),
        ]
        for (line, command, answer) in lines {
            let words = line.replacing("\\ ", with: "\u{1}").split(separator: " ").map {
                String($0).replacing("\u{1}", with: " ")
            }
            let result = try bench.run(words)
            #expect(result.status == 0, "\(line): \(result.errors)")
            let reply = try bench.send(command).first
            #expect((reply?.text ?? reply?.integer.map(String.init)) == answer, "\(line)")
        }
    }

    @Test func exportTakesAQuery() throws {
        let bench = try bench()
        let result = try bench.run("export email --search declined")
        #expect(ids(result) == ["email/5"])
    }

    @Test func aJobIsFoundWithoutItsQueue() throws {
        let bench = try bench()
        try bench.send("HSET bull:sms:only name n timestamp 1 data {}", "LPUSH bull:sms:wait only")
        #expect(try bench.json("job only")["queue"]?.string == "sms")
        let several = try bench.run("job 4")
        #expect(
            several.status == 1
                && several.errors.contains("2 queues have a job '4'; name one of them: 'bull:email', 'bull:sms'"))
        #expect(try bench.run("job nowhere").errors.contains("no queue has a job 'nowhere'"))
    }

    @Test func whatIsNotKnownEndsWithAnError() throws {
        let bench = try bench()
        let large = Array(("{\"a\":\"" + String(repeating: "x", count: 1_100_000) + "needle\"}").utf8)
        try bench.send(words: [Array("HSET".utf8), Array("bull:email:4".utf8), Array("data".utf8), large])
        let result = try bench.run("search email data:needle --jsonl")
        #expect(result.status == 1 && result.output.isEmpty && result.errors.contains("not decided: 1 job too large"))
        #expect(ids(try bench.run("search email data:needle --jsonl --large")) == ["email/4"])
        try bench.send("SET bull:email:prioritized text")
        let errors = try bench.run("search email data:needle --jsonl").errors
        #expect(errors.contains("not decided: 1 job too large"))
        #expect(errors.contains("cannot read \"prioritized\" of 'email'"), "\(errors)")
    }
}
