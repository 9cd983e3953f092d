import Redis
import TestSupport
import Testing

/// Legacy repeatables of Bull and of BullMQ before the job schedulers: listed, run now, removed.
@Suite struct RepeatableTests {
    private let bench: CommandBench

    init() throws { bench = try CommandBench() }

    private func run(_ words: [String]) throws -> Program.Result { try bench.run(words) }

    /// Runs and removes all listed repeatables.
    private func checkAll(_ expected: [String: String]) throws {
        let list = try #require(try bench.json("schedulers email").array)
        #expect(list.allSatisfy { $0["legacy"] == .boolean(true) && $0["hasPendingJob"] == .boolean(true) })
        let words = list.compactMap { scheduler in scheduler["key"]?.string.map { ($0, scheduler["words"]?.string) } }
        #expect(Dictionary(uniqueKeysWithValues: words) == expected.mapValues { $0 })
        let table = try bench.run("schedulers email").output.split(separator: "\n")
        #expect(table.count == expected.count + 1 && table[0].hasPrefix("Queue") && table[1].contains("  L  "))
        for scheduler in list {
            let (key, job) = (try #require(scheduler["key"]?.string), try #require(scheduler["pendingJob"]?.string))
            #expect(scheduler["runs"]?.array?.first?.integer == scheduler["next"]?.integer)
            let started = try run(["schedule", "email", key, "--now"])
            #expect(started.status == 0 && started.output.isEmpty, "\(started)")
            #expect(started.errors.hasPrefix("bulltop: ran the next job of the scheduler "), "\(started)")
            #expect(try bench.json("job email \(job)")["state"]?.string == "waiting")
            let removed = try run(["unschedule", "email", key, "--yes"])
            #expect(removed.status == 0 && removed.output.isEmpty, "\(removed)")
            let again = try run(["unschedule", "email", key, "--yes"])
            #expect(again.status == 5 && again.errors.hasSuffix(": it does not exist.\n"), "\(again)")
        }
        #expect(try bench.run("schedulers email --json").output == "[]\n")
    }

    @Test func thoseOfBull() throws {
        try Fixture("bull4/list-repeatables").before.load(into: bench.connection)
        try checkAll([
            "tick:w:2051222400000::*/5 * * * *": "every 5 minutes", "tick:::7200000": "every 2 hours",
            "report:::Asia/Tokyo:0 3 * * *": "every day at 03:00, Asia/Tokyo",
        ])
    }

    @Test(arguments: ["3.16.2", "4.18.3"]) func thoseOfBullMQ(version: String) throws {
        try bench.send("HSET bull:email:meta version bullmq:\(version) opts.maxLenEvents 10000")
        let time = 1_795_489_200_000
        for (key, hash) in [
            ("nightly::::0 3 * * *", "34c7d0bec39d43ca0b9eadd33577880a"),
            ("tick::::5000", "9e9e1c367452a15f0f66a76dc4ac6cc0"),
        ] {
            let name = String(key.prefix { $0 != ":" })
            let next = name == "tick" ? time + 5_000 : time
            let job = "repeat:\(hash):\(next)"
            try bench.send("HSET bull:email:\(job) name \(name) data {} opts {} timestamp 1 delay 9 priority 0")
            try bench.send("ZADD bull:email:delayed \(next * 4_096) \(job)")
            for words in [["HSET", "bull:email:\(job)", "rjk", key], ["ZADD", "bull:email:repeat", "\(next)", key]] {
                try bench.send(words: words.map { Array($0.utf8) })
            }
        }
        try checkAll(["nightly::::0 3 * * *": "every day at 03:00", "tick::::5000": "every 5 seconds"])
    }

    @Test func namesCannotReachTheTerminal() throws {
        try bench.addQueue()
        let hostile = "\u{1B}[31m"
        let missing = try run(["unschedule", "email", hostile, "--yes"])
        #expect(missing.status == 5 && !missing.errors.utf8.contains(0x1B) && missing.errors.contains("[31m"))
        #expect(try run(["schedule", "email", hostile, "--every", "1h", "--yes"]).status == 0)
        let id = try #require(try bench.json("schedulers email").array?.first?["pendingJob"]?.string)
        let kept = try run(["remove", "email", id, "--yes"])
        #expect(kept.status == 5 && !kept.errors.utf8.contains(0x1B), "\(kept)")
        let trial = try run(["unschedule", "email", hostile, "--dry-run"])
        #expect(trial.status == 0 && !trial.output.utf8.contains(0x1B), "\(trial)")
    }
}
