import Redis
import TestSupport
import Testing

@testable import bulltop

/// Every command of the table does its work, as a process.
@Suite struct EveryCommandTests {
    struct Run {
        let line: String
        var input = ""
        /// A part of standard output.
        var output = ""
        /// The effect: a command to the server, and the beginning of its answer.
        var effect: (command: String, answer: String)?
    }

    private static let email = "bull:email"

    /// The runs, by the command's name. `BadInputTests` spoils the first one.
    static let runs: [String: [Run]] = [
        "queues": [Run(line: "queues", output: "email")], "counts": [Run(line: "counts email", output: "email")],
        "jobs": [Run(line: "jobs email", output: "delayed")], "job": [Run(line: "job email 4", output: "Timeout")],
        "logs": [Run(line: "logs email 4", output: "line one\n")], "events": [Run(line: "events email --jsonl")],
        "workers": [Run(line: "workers email", output: "Worker")],
        "flow": [Run(line: "flow email 1", output: "email:1")],
        "schedulers": [Run(line: "schedulers email", output: "Scheduler")],
        "search": [Run(line: "search email declined", output: "Card declined")],
        "metrics": [Run(line: "metrics email", output: "Wait p50")],
        "failures": [Run(line: "failures email", output: "Card declined")],
        "watch": [
            Run(line: "watch email --check --when failed=100", output: "BULLTOP OK - no condition holds"),
            Run(line: "watch --check --when failed=100 --warn unreadable"),
        ],
        "record": [Run(line: "record /dev/null email --for 100ms", output: "Recorded")],
        "export": [Run(line: "export email --state failed", output: "\"failedReason\":\"Timeout")],
        "retry": [
            Run(line: "retry email 4 --reset-attempts", effect: ("LINDEX \(email):wait 0", "4")),
            Run(line: "retry email --all --filter card --yes", effect: ("LINDEX \(email):wait 0", "5")),
        ],
        "promote": [Run(line: "promote email 3", effect: ("HGET \(email):3 delay", "0"))],
        "remove": [
            Run(line: "remove email 5 --yes", effect: ("EXISTS \(email):5", "0")),
            Run(line: "remove email ghost --missing --yes", effect: ("ZSCORE \(email):failed ghost", "")),
            Run(line: "remove email 1 --unprocessed-children --yes", effect: ("EXISTS \(email):1", "1")),
            Run(line: "remove email 1 --keep-children --yes", effect: ("EXISTS \(email):1", "0")),
        ],
        "release": [Run(line: "release email 9", effect: ("LLEN \(email):active", "0"))],
        "add": [Run(line: "add email n", output: "6\n", effect: ("HGET \(email):6 name", "n"))],
        "import": [Run(line: "import email --yes", input: "{\"name\":\"x\"}\n", output: "6\n")],
        "duplicate": [Run(line: "duplicate email 4", output: "6\n", effect: ("HGET \(email):6 name", "send"))],
        "move": [Run(line: "move email 4 --to dead --create", output: "1\n", effect: ("LLEN bull:dead:wait", "1"))],
        "revive": [Run(line: "revive email-dlq 1", effect: ("HGET \(email):6 data", #"[1]"#))],
        "delay": [
            Run(line: "delay email 3 --at 1950000000000", effect: ("ZSCORE \(email):delayed 3", "798720")),
            Run(line: "delay email 3 --at 2031-10-17T10:40Z", effect: ("ZSCORE \(email):delayed 3", "798720")),
            Run(line: "delay email 3 --in 1h30m", effect: ("HGET \(email):3 delay", "5400000")),
        ],
        "priority": [Run(line: "priority email 1 --priority 7", effect: ("HGET \(email):1 priority", "7"))],
        "data": [Run(line: "data email 4 --data [7]", effect: ("HGET \(email):4 data", "[7]"))],
        "log": [
            Run(line: "log email 4 two", effect: ("LLEN \(email):4:logs", "2")),
            Run(line: "log email 4 --clear --yes", effect: ("LLEN \(email):4:logs", "0")),
        ],
        "detach": [Run(line: "detach email 1", effect: ("SCARD \(email):2:dependencies", "0"))],
        "pause": [Run(line: "pause email", effect: ("HEXISTS \(email):meta paused", "1"))],
        "resume": [
            Run(line: "resume email", effect: ("HEXISTS \(email):meta paused", "0")),
            Run(line: "resume --all --yes", effect: ("HEXISTS \(email):meta paused", "0")),
        ],
        "drain": [Run(line: "drain email --yes --delayed", effect: ("EXISTS \(email):wait \(email):delayed", "0"))],
        "clean": [Run(line: "clean email --state failed --yes", effect: ("EXISTS \(email):4 \(email):5", "0"))],
        "obliterate": [Run(line: "obliterate email --force --yes", effect: ("EXISTS \(email):meta", "0"))],
        "concurrency": [
            Run(line: "concurrency email 3", effect: ("HGET \(email):meta concurrency", "3")),
            Run(line: "concurrency email none", effect: ("HEXISTS \(email):meta concurrency", "0")),
        ],
        "rate-limit": [
            Run(line: "rate-limit email 5 1000", effect: ("HGET \(email):meta duration", "1000")),
            Run(line: "rate-limit email 5 1m", effect: ("HGET \(email):meta duration", "60000")),
            Run(line: "rate-limit email hold 5m", effect: ("GET \(email):limiter", "9007199254740991")),
            Run(line: "rate-limit email none", effect: ("HEXISTS \(email):meta max", "0")),
        ],
        "remove-deduplication": [
            Run(line: "remove-deduplication email 4 --jobs", effect: ("EXISTS \(email):de:d", "0"))
        ],
        "tidy": [
            Run(line: "tidy email --events 0 --yes", effect: ("XLEN \(email):events", "0")),
            Run(line: "tidy email --unlisted --yes", effect: ("EXISTS \(email):lost", "0")),
        ],
        "schedule": [Run(line: "schedule email s --every 5000", effect: ("ZCARD \(email):repeat", "1"))],
        "unschedule": [Run(line: "unschedule email s --yes")],
        "doctor": [Run(line: "doctor", output: "ok       auth")],
        "config": [Run(line: "config check", output: "no configuration file")],
        "help": [Run(line: "help retry", output: "--reset-attempts")],
        "completion": [Run(line: "completion bash", output: "complete -F")],
    ]

    @Test func everyCommandHasARun() {
        let screens = ["", "demo", "replay"]
        #expect(Set(Self.runs.keys) == Set(CommandEntry.table.map(\.name)).subtracting(screens))
    }

    @Test(arguments: runs.keys.sorted())
    func aCommandDoesWhatItIsFor(name: String) throws { try check(name, Self.bench(for: name)) }

    /// Checks that the commands do the same on other servers, from the process to the server's keys.
    @Test(arguments: [ServerProgram.redis62, .valkey9]) func theyDoTheSameOnOtherServers(program: ServerProgram) throws
    {
        let bench = try CommandBench(program)
        for name in Self.runs.keys.sorted() {
            try bench.send("FLUSHALL")
            try Self.fill(bench, for: name)
            try check(name, bench)
        }
    }

    /// Returns a server with the data for the runs of a command.
    static func bench(for name: String) throws -> CommandBench {
        let bench = try CommandBench()
        try fill(bench, for: name)
        return bench
    }

    private static func fill(_ bench: CommandBench, for name: String) throws {
        try bench.addQueue()
        try bench.send("HSET \(email):9 name n data {} opts {} timestamp 1", "LPUSH \(email):active 9")
        try bench.send("RPUSH \(email):4:logs line_one", "XADD \(email):events * event paused")
        try bench.send(words: ["LSET", "\(email):4:logs", "0", "line one"].map { Array($0.utf8) })
        try bench.send("SET \(email):de:d 4", "HSET \(email):4 deid d")
        if name == "remove" { try bench.send("ZADD \(email):failed 1 ghost") }
        if name == "detach" {
            try bench.send("HSET \(email):1 parentKey \(email):2", "SADD \(email):2:dependencies \(email):1")
        }
        if name == "tidy" { try bench.send("HSET \(email):lost name n data {} opts {} timestamp 1") }
        if name == "revive" {
            try bench.send(
                #"HSET bull:email-dlq:1 name n data {"originalData":[1]} opts {} timestamp 1"#,
                "LPUSH bull:email-dlq:wait 1", "HSET bull:email-dlq:meta version bullmq:6.1.2")
        }
        if name == "unschedule" { #expect(try bench.run("schedule email s --every 5000").status == 0) }
    }

    private func check(_ name: String, _ bench: CommandBench) throws {
        for run in Self.runs[name] ?? [] {
            let result = try bench.run(run.line, input: run.input)
            #expect(result.status == 0, "\(run.line): \(result)")
            #expect(result.output.contains(run.output) || run.output.isEmpty, "\(run.line): \(result)")
            guard let (command, answer) = run.effect else { continue }
            let words = command.split(separator: " ").map { Array($0.utf8) }
            let reply = try bench.send(words: words)
            let text = reply.text ?? reply.integer.map { String($0) } ?? ""
            #expect(text.hasPrefix(answer) && text.isEmpty == answer.isEmpty, "\(run.line): \(command): \(text)")
        }
    }
}
