import Foundation
import Redis
import TestSupport
import Testing

/// The commands that read, as processes.
@Suite struct ReadingCommandTests {
    let bench: CommandBench

    init() throws {
        bench = try CommandBench()
        try bench.addQueue()
    }

    func names(_ json: JSONValue) -> Set<String> {
        guard case .object(let members) = json else { return [] }
        return Set(members.keys)
    }

    @Test func aQueueHasTheNamesOfTheOfficialCounts() throws {
        let queues = try bench.json("queues")
        let queue = try #require(queues.array?.first)
        #expect(queues.array?.count == 1)
        #expect(
            names(queue) == [
                "prefix", "name", "library", "family", "paused", "counts", "workers", "health", "evidence", "errors",
            ])
        #expect(queue["prefix"]?.string == "bull" && queue["name"]?.string == "email")
        #expect(queue["library"]?.string == "bullmq" && queue["family"]?.integer == 6)
        #expect(queue["paused"] == .boolean(false))
        let counts = ["waiting", "active", "delayed", "prioritized", "failed", "completed", "waiting-children"]
        #expect(try names(#require(queue["counts"])) == Set(counts))
        #expect(counts.map { queue["counts"]?[$0]?.integer } == [2, 0, 1, 0, 2, 0, 0])
    }

    @Test func pausedJobsAreToldWhereTheFamilyKeepsThemApart() throws {
        try bench.addQueue("bull:old", version: "5.81.2")
        try bench.send("RENAME bull:old:wait bull:old:paused", "HSET bull:old:meta paused 1")
        try bench.send("SET bull:legacy:id 1", "LPUSH bull:legacy:wait 1", "HSET bull:legacy:1 opts {}")
        let counts = try bench.json("counts old legacy")
        #expect(counts.array?.first?["counts"]?["paused"]?.integer == 2)
        #expect(counts.array?.first?["counts"]?["waiting"]?.integer == 0)
        #expect(counts.array?.last?["counts"]?["paused"]?.integer == 0)
        let queues = try bench.json("queues --filter LEG")
        #expect(queues.array?.map { $0["library"]?.string } == ["bull"])
        #expect(queues.array?.first?["family"] == .null)
    }

    @Test func queuesAreListedInOrder() throws {
        try bench.addQueue("bull:a")
        try bench.send("ZADD bull:a:failed 3 6 3 7")
        let table = try bench.run("queues --sort failed")
        let lines = table.output.split(separator: "\n")
        #expect(table.status == 0 && table.errors.isEmpty)
        #expect(lines[0].hasPrefix("Queue") && lines[1].hasPrefix("a ") && lines[2].hasPrefix("email "))
        let items = try bench.run("queues --sort name --jsonl").output.split(separator: "\n")
        #expect(items.compactMap { JSONValue(Array($0.utf8))?["name"]?.string } == ["a", "email"])
        #expect(try bench.run("queues --filter nothing --json").output == "[]\n")
        let wrong = try bench.run("queues --sort size")
        #expect(wrong.status == 2 && wrong.output.isEmpty && wrong.errors.contains("--sort: 'size' is not allowed"))
    }

    @Test func aQueueIsNamedByItsNameOrWithItsPrefix() throws {
        try bench.addQueue("other:email")
        #expect(try bench.run("counts email").status == 0)
        let two = try bench.run("counts email --prefix bull --prefix other")
        #expect(two.status == 1 && two.output.isEmpty)
        #expect(two.errors == "bulltop: several prefixes have a queue 'email'; say 'bull:email' or 'other:email'\n")
        #expect(try bench.json("counts other:email").array?.first?["prefix"]?.string == "other")
        let unknown = try bench.run("counts emial")
        #expect(unknown.status == 1 && unknown.output.isEmpty)
        #expect(
            unknown.errors == "bulltop: there is no queue 'emial' under the prefix 'bull'; did you mean 'email'?\n")
    }

    @Test func jobsArePagedAndFiltered() throws {
        func ids(_ line: String) throws -> [String?] {
            try bench.json("jobs email " + line).array?.map { $0["id"]?.string } ?? []
        }
        #expect(try ids("") == ["5", "4", "3", "2", "1"])
        #expect(try ids("--state waiting --order asc") == ["1", "2"])
        #expect(try ids("--state waiting") == ["1", "2"], "the one that runs next")
        #expect(try ids("--state waiting --order desc") == ["2", "1"])
        #expect(try ids("--limit 2 --offset 1") == ["4", "3"])
        #expect(try ids("--state failed --filter TIME") == ["4"])
        #expect(try ids("--filter send --offset 1 --limit 2") == ["4", "3"])
        #expect(try ids("--limit 0") == [])
        let table = try bench.run("jobs email --state failed").output.split(separator: "\n")
        #expect(table.count == 3 && table[0].hasPrefix("Job") && table[1].hasSuffix("Card declined"))
        for line in ["jobs email --state finished", "jobs email --limit -1", "jobs email --limit many", "jobs"] {
            let wrong = try bench.run(line)
            #expect(wrong.status == 2 && wrong.output.isEmpty && wrong.errors.hasSuffix("Try 'bulltop --help'.\n"))
        }
    }

    @Test func aJobHasTheNamesOfTheOfficialOne() throws {
        let job = try bench.json("job email 5")
        let all: Set = [
            "queue", "state", "id", "name", "data", "opts", "progress", "attemptsMade", "attemptsStarted",
            "stalledCounter", "delay", "priority", "timestamp", "processedOn", "finishedOn", "failedReason",
            "stacktrace", "returnvalue", "parentKey", "repeatJobKey", "deduplicationId", "processedBy", "runAt",
            "notJSON",
        ]
        #expect(names(job) == all)
        #expect(job["queue"]?.string == "email" && job["state"]?.string == "failed" && job["id"]?.string == "5")
        #expect(job["data"] == .object(["to": .number(5)]) && job["opts"]?["attempts"]?.integer == 3)
        #expect(job["attemptsMade"]?.integer == 3 && job["attemptsStarted"]?.integer == 3)
        #expect(job["timestamp"]?.integer == 1_700_000_000_005 && job["finishedOn"]?.integer == 1_700_000_000_200)
        #expect(job["stacktrace"] == .array([.string("at_a\nb")]) && job["returnvalue"] == .null)
        let text = try bench.run("job email 5")
        #expect(text.status == 0 && text.errors.isEmpty)
        for part in ["send 5 of email: failed\n", " 3 of 3", "Card declined", "  at_a\n  b\n", "\"to\": 5"] {
            #expect(text.output.contains(part), "\(part)")
        }
        let missing = try bench.run("job email 99")
        #expect(missing == .init(status: 1, output: "", errors: "bulltop: there is no job '99' in 'email'\n"))
    }

    @Test func bytesThatAreNoTextSurvive() throws {
        let id: [UInt8] = [0x69, 0xFF]
        try bench.send(words: [Array("HSET".utf8), Array("bull:email:".utf8) + id, Array("data".utf8), [0xFE]])
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let shell = try Child(
            "bash", ["-c", "'\(Program.path)' job email $'i\\xff' --json"], output: directory + "/output",
            environment: Program.environment.merging(["BULLTOP_URL": bench.url]) { $1 })
        #expect(shell.wait() == 0)
        let job = JSONValue(Array(try Data(contentsOf: URL(filePath: directory + "/output"))))
        #expect(job?["id"]?.bytes == id && job?["id"]?["base64"]?.string == "af8=")
        #expect(job?["data"]?.bytes == [0xFE] && job?["state"] == .null)
    }

    @Test func dataThatIsNoJSONIsAString() throws {
        try bench.send("HSET bull:email:5 data {broken progress 7 returnvalue null")
        let job = try bench.json("job email 5")
        #expect(job["data"]?.string == "{broken" && job["progress"]?.integer == 7 && job["returnvalue"] == .null)
        try bench.send(
            words: ["HSET", "bull:email:5", "data", "{\n \"big\": 12345678901234567890,\n \"big\": 1e3}"].map {
                Array($0.utf8)
            })
        #expect(
            try bench.run("jobs email --state failed --jsonl").output.contains(
                "{\"big\":12345678901234567890,\"big\":1e3}"))
    }
}
