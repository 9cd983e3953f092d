import Foundation
import Redis
import TestSupport
import Testing

/// The commands that change something, as processes.
@Suite struct ChangingCommandTests {
    private let bench: CommandBench

    init() throws {
        bench = try CommandBench()
        try bench.addQueue()
    }

    private func state(_ id: String, of queue: String = "email") throws -> String? {
        try bench.json("job \(queue) \(id)")["state"]?.string
    }

    @Test func aJobIsRetriedOnce() throws {
        let done = try bench.run("retry email 4")
        #expect(
            done == .init(status: 0, output: "", errors: "bulltop: retried job 4 in email: it waits for a worker.\n"))
        #expect(try state("4") == "waiting")
        let again = try bench.run("retry email 4")
        let waiting = "it is waiting now; retry works on failed and completed jobs only.\n"
        #expect(again.status == 5 && again.output.isEmpty)
        #expect(again.errors == "bulltop: did not retry job 4 in email: " + waiting)
    }

    @Test func whatIsDoneInPartIsReported() throws {
        let result = try bench.run("retry email 4 5 1 99 --json")
        let report = try #require(JSONValue(Array(result.output.utf8)))
        #expect(result.status == 4 && result.errors.isEmpty)
        #expect(report["done"]?.integer == 2 && report["left"]?.integer == 0 && report["error"] == .null)
        #expect(Set(report["refused"]?.array?.compactMap { $0["reason"]?.string } ?? []) == ["moved", "vanished"])
    }

    @Test func aStateIsAPrecondition() throws {
        #expect(try bench.run("remove email 4 --state completed --yes").status == 5)
        #expect(try bench.run("remove email 4 --state failed --yes").status == 0)
        #expect(try bench.run("job email 4").status == 1)
    }

    @Test func whatIsDangerousIsRefusedWithoutATerminal() throws {
        let before = try bench.keyspace()
        for line in [
            "remove email 4", "retry email --all", "promote email --all", "drain email", "obliterate email",
            "clean email --state failed", "import email", "unschedule email s", "pause --all", "tidy email --orphans",
        ] {
            let result = try bench.run(line)
            #expect(result.status == 5 && result.output.isEmpty, "\(line)")
            #expect(result.errors.hasSuffix("without a terminal it needs --yes\n"), "\(line)")
        }
        #expect(try bench.keyspace() == before)
    }

    @Test func readOnlyChangesNothing() throws {
        let before = try bench.keyspace()
        for line in ["retry email 4", "remove email 4 --yes", "pause email", "add email x", "import email --yes"] {
            let result = try bench.run(line + " --read-only", input: "{\"name\":\"n\"}\n")
            #expect(
                result == .init(status: 5, output: "", errors: "bulltop: --read-only: nothing is changed\n"), "\(line)")
        }
        #expect(try bench.keyspace() == before)
    }

    @Test func aTrialRunChangesNothing() throws {
        let before = try bench.keyspace()
        #expect(try bench.run("remove email 4 5 --dry-run").output == "would remove 2 jobs of email (2)\n  4\n  5\n")
        let bulk = try bench.json("retry email --all --dry-run")
        #expect(bulk["dryRun"] == .boolean(true) && bulk["count"]?.integer == 2)
        #expect(
            try bench.run("obliterate email --dry-run").output
                == "would obliterate email (5)\n  1\n  2\n  3\n  4\n  5\n")
        #expect(try bench.keyspace() == before)
    }

    @Test func aJobIsAddedAndItsIdPrinted() throws {
        let added = try bench.run(["add", "email", "greet", "--data", "{\"a\": 1}", "--opts", "{\"attempts\": 2}"])
        #expect(added == .init(status: 0, output: "6\n", errors: "bulltop: added job greet to email: job 6.\n"))
        let job = try bench.json("job email 6")
        #expect(
            job["name"]?.string == "greet" && job["data"] == .object(["a": .number(1)])
                && job["state"]?.string == "waiting")
        #expect(try bench.run("add email - --data -", input: "[1]").output == "7\n")
        #expect(try bench.json("job email 7")["data"] == .array([.number(1)]))
        let own = try bench.run(["add", "email", "n", "--opts", "{\"jobId\":\"mine\"}"])
        #expect(own.output == "mine\n" && own.status == 0)
        #expect(try bench.run(["add", "email", "n", "--opts", "{\"jobId\":\"mine\"}"]).status == 5)
    }

    @Test func badJobsAreRefused() throws {
        let before = try bench.keyspace()
        let noJSON = try bench.run(["add", "email", "n", "--data", "{\"a\":"])
        #expect(
            noJSON.status == 2
                && noJSON.errors.hasPrefix("bulltop: --data is not valid JSON: line 1, column 6: expected a value\n"))
        let unknown = try bench.run(["add", "email", "n", "--opts", "{\"prioritty\":1}"])
        #expect(unknown.status == 5 && unknown.errors.contains("prioritty"))
        let typo = try bench.run("add emial n")
        #expect(typo.status == 1 && typo.errors.contains("did you mean 'email'?"))
        #expect(try bench.keyspace() == before)
        let unasked = try bench.run("add emial n --create")
        #expect(unasked.status == 2 && unasked.errors.contains("--library"), "\(unasked)")
        #expect(try bench.run("add emial n --create --library bullmq").output == "1\n")
    }

    @Test func whatWasExportedIsImported() throws {
        try bench.send(
            "HSET bull:email:4 opts {\"attempts\":2,\"kl\":5,\"parent\":{\"id\":\"1\",\"queue\":\"bull:x\"}}")
        let lines = try bench.run("export email --state failed").output
        #expect(lines.split(separator: "\n").count == 2)
        let result = try bench.run("import copy --create --library bullmq --yes", input: lines)
        #expect(result.status == 0 && result.output == "1\n2\n")
        let copy = try bench.json("job copy 1")
        #expect(
            copy["data"] == .object(["to": .number(4)]) && copy["name"]?.string == "send"
                && copy["failedReason"] == .null)
        #expect(
            copy["opts"]?["attempts"]?.integer == 2 && copy["opts"]?["kl"]?.integer == 5
                && copy["opts"]?["parent"] == nil)
        let partial = try bench.run(
            "import copy --yes", input: "\u{FEFF}{\"name\":\"a\"}\n\n{\"name\":7}\n{\"name\":\"b\"}\n[")
        #expect(partial.status == 4 && partial.output == "3\n4\n")
        for words in ["line 3 has no name of a job", "line 5 is not valid JSON", "not imported: 2 lines of 5"] {
            #expect(partial.errors.contains(words), "\(partial.errors)")
        }
        let broken = try bench.run("import copy --yes", input: "{\"name\"\n")
        #expect(
            broken.status == 1
                && broken.errors
                    == "bulltop: line 1 is not valid JSON: column 8: expected a colon\nbulltop: not imported: 1 line of 1\n"
        )
    }

    @Test func aJobThatIsExportedRemovedAndImportedIsTheSame() throws {
        let opts = #"{"attempts":3,"backoff":{"type":"fixed","delay":7},"jobId":"own-1","lifo":true,"priority":0}"#
        let data = #"{"big":12345678901234567890,"one":1.0,"a":1,"a":2,"text":"\u00e9 ü"}"#
        let added = try bench.run(["add", "email", "na me", "--data", data, "--opts", opts])
        try #require(added.status == 0, "\(added)")
        let before = try ["name", "data", "opts"].map { try bench.send("HGET bull:email:own-1 \($0)")[0].bytes }
        let line = try bench.run("export email --state waiting").output.split(separator: "\n").filter {
            $0.contains("own-1")
        }
        #expect(try bench.run("remove email own-1 --yes").status == 0)
        #expect(try bench.run("import email --yes", input: line.joined() + "\n").output == "own-1\n")
        #expect(
            try ["name", "data", "opts"].map { try bench.send("HGET bull:email:own-1 \($0)")[0].bytes } == before)
    }

    @Test func ctrlCEndsAnImportWithItsReport() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let pipe = directory + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        // Opened for reading and writing, so that neither side waits for the other to open it.
        let end = open(pipe, O_RDWR)
        defer { close(end) }
        let line = Array("{\"name\":\"n\"}\n".utf8)
        #expect(write(end, line, line.count) == line.count)
        let running = try RunningCommand("import email --yes", on: bench, input: pipe)
        while try bench.send("EXISTS bull:email:6")[0].integer == 0 { usleep(10_000) }
        running.send(SIGINT)
        #expect(running.status() == 4)
        #expect(try running.output == "6\n")
        let errors = try running.errors
        #expect(errors == "bulltop: imported 1 job into email.\nbulltop: it was stopped early.\n")
    }

    @Test func repeatablesOfBullAreScheduled() throws {
        try bench.send(
            "RPUSH bull:old:wait 7", "HSET bull:old:7 name x data {} opts {} timestamp 5", "SET bull:old:id 7")
        let first = try bench.run("schedule old weekly --cron @daily --tz Europe/Berlin --name report --limit 3")
        #expect(
            first.status == 0 && first.output.hasPrefix("repeat:")
                && first.errors.contains("saved the scheduler weekly in old"))
        #expect(try bench.run("schedule old weekly --every 5m --name report").status == 0)
        let words = ["ZRANGE", "bull:old:repeat", "0", "-1"].map { Array($0.utf8) }
        let members = try bench.send(words: words).array?.compactMap(\.text)
        #expect(members == ["report:weekly::300000"])
        #expect(try bench.send("ZCARD bull:old:delayed")[0].integer == 1)
        let refused = try bench.run("schedule old a:b --every 5m")
        #expect(refused.status == 5 && refused.errors.contains("the id of a repeatable of Bull must have no colon."))
        #expect(try bench.run("schedule old report:weekly::300000 --now").status == 0)
        #expect(try bench.send("LLEN bull:old:wait")[0].integer == 2)
        #expect(try bench.run("rate-limit old hold 5m").errors.contains("Bull does not have this operation."))
    }

    @Test func mistakesAreExplained() throws {
        for (line, words) in [
            ("retry email", "ID or --all is missing"), ("retry email 1 --all", "give ids or --all, not both"),
            ("retry email 1 --filter x", "--filter needs --all"),
            ("remove email --all --yes", "remove --all needs --state STATE"),
            ("move email 1", "move needs --to QUEUE"), ("delay email 1", "delay needs --in MS or --at TIME"),
            ("delay email 1 --in soon", "0 ms or more, such as 500, 90s, 5m"),
            ("delay email 1 --at soon", "or a time such as 2026-11-25T20:00"),
            ("schedule email s --every 0", "1 ms or more"), ("rate-limit email 5 0", "1 ms or more"),
            ("priority email 1", "priority needs --priority N"),
            ("priority email 1 --priority 9999999", "is not allowed"),
            ("data email 1", "data needs --data JSON"), ("log email 1", "LINE or --clear is missing"),
            ("clean email", "clean needs --state STATE"), ("pause", "give queues or --all"),
            ("concurrency email 0", "N: '0' is not allowed"), ("rate-limit email 5", "give MAX and MS"),
            ("schedule email s", "either --every MS or --cron PATTERN"), ("tidy email", "tidy needs"),
            ("schedule email s --every 5 --cron x", "either"), ("export email", "export needs --state STATE"),
            ("queues --state failed", "queues takes no --state"),
            ("retry email 1 --read-onyl", "did you mean '--read-only'?"),
            ("retyr email 1", "did you mean 'retry'?"), ("completion tcsh", "give bash, zsh, fish"),
        ] {
            let result = try bench.run(line)
            #expect(result.status == 2 && result.output.isEmpty, "\(line): \(result)")
            #expect(
                result.errors.contains(words) && result.errors.hasSuffix("Try 'bulltop --help'.\n"),
                "\(line): \(result)")
        }
    }

    @Test func aServerThatTakesNoChangesIsTold() throws {
        try bench.send("REPLICAOF 127.0.0.1 1")
        let replica = try bench.run("retry email 4")
        #expect(replica.status == 5 && replica.errors.contains("it is a replica or read-only"))
        #expect(try state("4") == "failed")
        try bench.send("REPLICAOF NO ONE", "ACL SETUSER looker on >p +@read +select ~bull:*")
        let url = "unix://looker:p@\(bench.server.socketPath)"
        let forbidden = try Program.run(["retry", "email", "4", "--url", url])
        #expect(forbidden.status == 5 && forbidden.errors.contains("the Redis user may not do this"))
        // What could not be found out is unknown, and not 0.
        let trial = try Program.run(["retry", "email", "--all", "--dry-run", "--url", url])
        #expect(trial.status == 5 && trial.output == "would not retry all failed jobs of email\n", "\(trial)")
        let one = try Program.run(["retry", "email", "4", "--dry-run", "--url", url])
        #expect(one.status == 5 && one.output == "would not retry job 4 in email\n", "\(one)")
        #expect(try state("4") == "failed")
        #expect(try Program.run(["retry", "email", "4", "--url", "unix:///nonexistent"]).status == 3)
    }
}
