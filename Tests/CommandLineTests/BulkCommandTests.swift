import Dashboard
import Foundation
import Redis
import TestSupport
import Testing

/// The commands that change many jobs at once, as processes.
@Suite struct BulkCommandTests {
    private let bench: CommandBench

    init() throws {
        bench = try CommandBench()
        try bench.addQueue()
    }

    /// Adds this number of failed jobs to the queue, besides the two that it has.
    private func addFailures(_ count: Int) throws {
        let script = """
            for i = 10, \(count + 9) do
                redis.call('HSET', 'bull:email:' .. i, 'name', 'send', 'data', '{}', 'opts', '{}', 'timestamp', i)
                redis.call('ZADD', 'bull:email:failed', 1700000000000 + i, i)
            end
            """
        try bench.send(words: ["EVAL", script, "0"].map { Array($0.utf8) })
    }

    private func count(_ line: String) throws -> Int { Int(try bench.send(line)[0].integer ?? -1) }

    @Test func allOfAStateAreChanged() throws {
        try addFailures(1_500)
        let retried = try bench.run("retry email --all --yes")
        #expect(retried == .init(status: 0, output: "", errors: "bulltop: retried 1 502 failed jobs of email.\n"))
        #expect(try count("ZCARD bull:email:failed") == 0 && count("LLEN bull:email:wait") == 1_504)
        let promoted = try bench.run("promote email --all --yes")
        #expect(promoted.status == 0 && promoted.errors == "bulltop: promoted 1 delayed job of email.\n")
        #expect(try count("ZCARD bull:email:delayed") == 0)
        let removed = try bench.run("remove email --all --state waiting --yes")
        #expect(removed.status == 0 && removed.errors == "bulltop: removed 1 505 waiting jobs of email.\n")
        #expect(try count("EXISTS bull:email:wait bull:email:1 bull:email:700") == 0)
    }

    @Test func aFilterChoosesByIDNameAndReason() throws {
        try bench.send("HSET bull:email:4 name welcome")
        #expect(try bench.run("retry email --all --filter nothing --yes").status == 0)
        #expect(try count("ZCARD bull:email:failed") == 2)
        let byReason = try bench.run("retry email --all --filter DECLINED --yes")
        #expect(byReason.errors == "bulltop: retried 1 failed job of email with \"declined\".\n")
        #expect(try bench.run("retry email --all --filter welc --yes").status == 0)
        #expect(try count("ZCARD bull:email:failed") == 0)
        #expect(try bench.run("remove email --all --state waiting --filter 2 --yes").status == 0)
        #expect(try count("EXISTS bull:email:2") == 0)
        #expect(try count("EXISTS bull:email:1 bull:email:4") == 2)
    }

    @Test func aTrialRunShowsTheFirst() throws {
        try addFailures(20)
        let before = try bench.keyspace()
        let all = try bench.json("retry email --all --dry-run")
        #expect(all["count"]?.integer == 22)
        #expect(all["sample"]?.array?.compactMap(\.string) == (10...19).map { String($0) })
        let listed = try bench.run("retry email --all --dry-run").output.split(separator: "\n")
        #expect(listed.count == 12 && listed.last == "  and 12 more")
        let some = try bench.run("remove email --all --state failed --filter declined --dry-run")
        #expect(
            some.output
                == "would remove all failed jobs of email with \"declined\", with the children that they have (1)\n  5\n"
        )
        #expect(try bench.keyspace() == before)
    }

    /// Checks that the jobs of a change of a whole queue are counted as well.
    @Test func aTrialRunCountsTheJobsOfAQueue() throws {
        try bench.send("HSET bull:email:5 name other finishedOn 1700000000200")
        let before = try bench.keyspace()
        for (line, count, ids) in [
            ("drain email", 2, ["1", "2"]), ("drain email --delayed", 3, ["1", "2", "3"]),
            ("obliterate email", 5, ["1", "2", "3", "5", "4"]), ("clean email --state failed", 2, ["4", "5"]),
            ("clean email --state failed --limit 1", 1, ["4"]), ("clean email --state failed --name other", 1, ["5"]),
            ("clean email --state waiting --grace 9000000000000", 0, []),
        ] {
            let found = try bench.json(line + " --dry-run")
            #expect(found["count"]?.integer == Int64(count), "\(line)")
            #expect(Set(found["sample"]?.array?.compactMap(\.string) ?? []) == Set(ids), "\(line)")
        }
        #expect(try bench.run("remove email 4 ghost --dry-run").output == "would remove 2 jobs of email (1)\n  4\n")
        let moved = try bench.run("remove email 4 --state waiting --dry-run")
        #expect(moved.status == 5 && moved.output == "would remove job 4 in email (0)\n")
        #expect(moved.errors == "bulltop: would not remove job 4 in email: it is failed now.\n", "\(moved)")
        #expect(try bench.keyspace() == before)
        let cleaned = try bench.run("clean email --state failed --name other --yes")
        #expect(cleaned.errors == "bulltop: cleaned failed jobs named other of email (1 job).\n")
        #expect(try bench.run("drain email --yes").errors == "bulltop: drained email (2 jobs).\n")
        #expect(try bench.run("obliterate email --yes").errors == "bulltop: obliterated email (2 jobs).\n")
    }

    @Test func childrenAreToldBeforehand() throws {
        try bench.send(
            "SADD bull:email:4:dependencies bull:email:1 bull:email:2", "HSET bull:email:4:processed bull:email:5 1")
        let single = try bench.run("remove email 4 --dry-run")
        #expect(single.output == "would remove job 4 in email and its 3 children (1)\n  4\n")
        #expect(
            try bench.run("remove email 4").errors.contains("job 4 in email and its 3 children: without a terminal"))
        let alone = try bench.run("remove email 4 --keep-children --dry-run").output
        #expect(alone == "would remove job 4 in email without children (1)\n  4\n")
        #expect(try bench.run("remove email --all --state failed --dry-run").output.contains("with the children"))
    }

    @Test func whatIsRefusedIsNamed() throws {
        let result = try bench.run("retry email 4 98 99 1")
        #expect(result.status == 4 && result.errors.contains("2 (98, 99) did not exist (any more).\n"))
        #expect(result.errors.contains("1 (1) was waiting by then.\n"))
        #expect(result.errors.hasPrefix("bulltop: retried 1 job of email.\n"))
        let report = try bench.run("retry email 5 98 --json").output
        #expect(JSONValue(Array(report.utf8))?["refused"]?.array?.first?["ids"] == .array([.string("98")]))
        #expect(try bench.run("obliterate email --yes").status == 0)
    }

    @Test func whatNeedNotBeThereIsTidiedAway() throws {
        #expect(try bench.run("tidy email --priority-key --yes").status == 0)
        #expect(
            try bench.run("rate-limit email clear").errors.contains("did not clear the active rate limit of email"))
    }

    @Test func whatIsRefusedIsCountedByReason() throws {
        try bench.send("SET bull:email:1:lock t")
        let result = try bench.run("remove email --all --state waiting --yes --json")
        let report = try #require(JSONValue(Array(result.output.utf8)))
        #expect(result.status == 4 && report["done"]?.integer == 1 && report["left"]?.integer == 0)
        let refused = try #require(report["refused"]?.array)
        #expect(refused.map { $0["reason"]?.string } == ["locked"] && refused[0]["count"]?.integer == 1)
        // Nothing is kept for restoring, so nothing is too large.
        let large = String(repeating: "x", count: 400_000)
        try bench.send("HSET bull:email:4 data \(large)")
        #expect(try bench.run("remove email --all --state failed --yes").status == 0)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSignalEndsItWithItsReport(signal: Int32) throws {
        try addFailures(199_998)
        let running = try RunningCommand("retry email --all --yes", on: bench)
        while try count("LLEN bull:email:wait") < 3 { usleep(1_000) }
        running.send(signal)
        #expect(running.status() == 4)
        let left = try count("ZCARD bull:email:failed")
        #expect(left > 0)
        let (done, rest) = (Format.count(200_000 - left), Format.count(left))
        #expect(
            try running.errors
                == "bulltop: retried \(done) failed jobs of email.\nbulltop: \(rest) not tried.\n")
    }

    @Test func theSecondCtrlCEndsWhatHangs() throws {
        try bench.send("CLIENT PAUSE 600000 WRITE")
        let pty = try Pty(
            [Program.path, "retry", "email", "--all", "--yes"], environment: ["BULLTOP_URL": bench.url])
        try eventually("the script that the server holds back") {
            try bench.send("CLIENT LIST")[0].text?.contains("flags=b") == true
        }
        pty.send("\u{3}")
        try pty.pump("the first one's words") { text(pty).contains("Ctrl-C again ends it at once") }
        pty.send("\u{3}")
        #expect(try pty.exitCode() == 128 + SIGINT)
        #expect(text(pty).contains("may have been done or not"))
    }

    private func text(_ pty: Pty) -> String { String(decoding: pty.output, as: UTF8.self) }

    /// Checks that the number asked for is the sum of done, refused, failed and not tried.
    @Test(arguments: [
        "retry email 4 1 99 5", "retry email --all", "remove email --all --state waiting", "pause email none-such",
        "release email --all", "promote email 3 4", "drain email", "remove-deduplication email d e",
    ])
    func reportsAddUp(line: String) throws {
        try bench.send("SET bull:email:1:lock t", "ZADD bull:email:failed 1 ghost", "SET bull:email:de:d 4")
        let result = try bench.run(line + " --yes --json")
        guard let report = JSONValue(Array(result.output.utf8)) else { return #expect(result.status == 1) }
        let refused = (report["refused"]?.array ?? []).reduce(0) { $0 + ($1["count"]?.integer ?? 0) }
        let parts = ["done", "failed", "left"].map { report[$0]?.integer ?? -1_000 }
        #expect(report["asked"]?.integer == parts.reduce(refused, +), "\(report)")
        #expect(report["moved"]?.integer ?? -1 <= refused, "\(report)")
    }

    @Test func aLostServerLeavesAReport() throws {
        try addFailures(199_998)
        let running = try RunningCommand("retry email --all --yes --json", on: bench)
        while try count("LLEN bull:email:wait") < 3 { usleep(1_000) }
        bench.server.kill()
        #expect(running.status() == 4)
        let report = try #require(JSONValue(Array(running.output.utf8)))
        let (done, left) = (report["done"]?.integer ?? 0, report["left"]?.integer ?? 0)
        #expect(done > 0 && left > 0 && done + left <= 200_000)
        #expect(report["error"] != .null)
    }
}
