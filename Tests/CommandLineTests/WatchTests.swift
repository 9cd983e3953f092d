import Foundation
import Redis
import TestSupport
import Testing

@testable import bulltop

/// `bulltop watch` against a real server: its lines, its exit status, its commands.
@Suite struct WatchTests {
    @Test(arguments: [
        ("watch email --once --when failed>1", 1, "raised   email  failed>1: failed is 2\n"),
        ("watch --once --when failed>2", 0, ""),
        ("watch email --once --when failed>2 --warn waiting=2", 1, "raised   email  waiting=2: waiting is 2\n"),
        ("watch email --check --when failed>2", 0, "BULLTOP OK - no condition holds | conditions=0\n"),
        ("watch --check --warn failed>1", 1, "BULLTOP WARNING - email: failed>1 (failed is 2) | conditions=1\n"),
        (
            "watch --check --warn failed>1 --when failing", 1,
            "BULLTOP WARNING - email: failed>1 (failed is 2) | conditions=1\n"
        ),
        (
            "watch --check --when failed>1 --when waiting>1", 2,
            "email: failed>1 (failed is 2); email: waiting>1 (waiting is 2) | conditions=2\n"
        ),
    ]) func looksOnce(_ line: String, _ status: Int32, _ output: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let result = try bench.run(line)
        #expect(result.status == status && result.output.hasSuffix(output), "\(result)")
        #expect(output.isEmpty == result.output.isEmpty && result.errors.isEmpty, "\(result)")
    }

    /// Checks that a value that cannot be read is neither true nor false, and said.
    @Test func anUnreadableValueIsUnknown() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("DEL bull:email:failed", "SET bull:email:failed x")
        let once = try bench.run(["watch", "email", "--once", "--when", "failed > 1"])
        #expect(once.status == 4 && once.output.contains("unknown  email  failed > 1: failed is unknown"), "\(once)")
        let check = try bench.run(["watch", "email", "--check", "--when", "failed > 1"])
        #expect(check.status == 3 && check.output.hasPrefix("BULLTOP UNKNOWN - email: unknown: failed > 1"))
        let both = try bench.run(["watch", "email", "--check", "--when", "failed > 1 or waiting = 2"])
        #expect(both.status == 2, "\(both)")
    }

    /// Checks that a queue that is not there is neither a condition that holds nor none, alone and beside another.
    @Test(arguments: ["nosuch", "email nosuch", "no|such"]) func aMissingQueueIsUnknown(_ queues: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let once = try bench.run("watch \(queues) --once --when failed>1")
        #expect(
            once.status == 4 && once.output.isEmpty && once.errors.hasPrefix("bulltop: there is no queue 'no"),
            "\(once)")
        for when in ["--when", "--warn"] {
            let check = try bench.run("watch \(queues) --check \(when) failed>1")
            #expect(check.status == 3 && check.errors.isEmpty, "\(check)")
            #expect(check.output.hasPrefix("BULLTOP UNKNOWN - there is no queue 'no"), "\(check)")
            #expect(check.output.split(separator: "\n").count == 1 && !check.output.contains("|"), "\(check)")
        }
        let json = try bench.run("watch \(queues) --check --json --when failed>1")
        #expect(JSONValue(Array(json.output.utf8))?["status"]?.string == "UNKNOWN" && json.status == 3, "\(json)")
        let running = try bench.run("watch \(queues) --when failed>1")
        #expect(
            running.status == 1 && running.output.isEmpty && running.errors.contains("there is no queue"), "\(running)")
    }

    /// Checks a condition over the times of finished jobs, and what is said where none has finished.
    @Test func timesOfFinishedJobsAreConditions() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let now = Int(Date().timeIntervalSince1970 * 1_000)
        for id in 1...20 {
            let (added, started) = (now - 60_000, now - 60_000 + id * 1_000)
            try bench.send(
                "HSET bull:email:t\(id) name n data {} timestamp \(added) processedOn \(started) finishedOn \(started + 500) atm 1",
                "ZADD bull:email:completed \(now - id) t\(id)")
        }
        func watch(_ condition: String) throws -> TestSupport.Program.Result {
            try bench.run(["watch", "email", "--once", "--when", condition])
        }
        let slow = try watch("waitTime.p95 > 10s")
        #expect(
            slow.status == 1 && slow.output.contains("waitTime.p95 > 10s: waitTime.p95 is 19.0 s of 20 jobs"), "\(slow)"
        )
        let quick = try watch("runTime.max > 1s")
        #expect(quick.status == 0 && quick.output.isEmpty, "\(quick)")
        let json = try bench.run(["watch", "--once", "--json", "--when", "runTime.p99 > 100ms or failing"])
        let change = try #require(JSONValue(Array(json.output.utf8)))
        #expect(change["values"]?["runTime.p99"]?.integer == 500 && change["values"]?["runTime.sampled"]?.integer == 20)
        #expect(change["health"]?.string?.isEmpty == false, "\(json)")
        try bench.send("DEL bull:email:completed bull:email:failed")
        let none = try watch("waitTime.p95 > 10s")
        #expect(none.status == 4 && none.output.contains("waitTime.p95 is unknown: no finished job is kept"), "\(none)")
    }

    @Test func withoutAServerTheStatusSaysSo() throws {
        let url = "unix:///nonexistent.sock"
        let once = try Program.run(["watch", "--once", "--when", "failing", "--url", url])
        #expect(once.status == 3 && once.output.isEmpty && !once.errors.isEmpty, "\(once)")
        let check = try Program.run(["watch", "--check", "--when", "failing", "--url", url])
        #expect(check.status == 3 && check.output.hasPrefix("BULLTOP UNKNOWN - "), "\(check)")
    }

    @Test(arguments: [
        (["watch"], "watch needs --when CONDITION"),
        (
            ["watch", "--when", "failed > x"],
            "--when: 'failed > x', column 10: \"x\" is not a whole number, such as 10"
        ),
        (
            ["watch", "--warn", "faild > 1"],
            "--warn: 'faild > 1', column 1: unknown word \"faild\"; did you mean failed?"
        ),
        (["watch", "--when", "idle", "--exec", "say 'x"], "--exec: 'say 'x' is not allowed; give a program"),
    ]) func aWrongConditionSaysWhere(_ words: [String], _ error: String) throws {
        let result = try CommandBench().run(words)
        #expect(result.status == 2 && result.errors.contains(error), "\(result)")
    }

    /// Checks the changes of a running watch, as JSON and in the environment of a command, until Ctrl-C; and that a server
    /// which is gone clears nothing.
    @Test func reportsEachChange() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let (script, facts) = (directory + "/command", directory + "/facts")
        let text =
            #"#!/bin/sh"# + "\n"
            + #"echo "$BULLTOP_ALARM|$BULLTOP_CHANGE|$BULLTOP_PREFIX:$BULLTOP_QUEUE|$BULLTOP_FACTS" >> "$1""# + "\n"
        #expect(
            FileManager.default.createFile(
                atPath: script, contents: Data(text.utf8), attributes: [.posixPermissions: 0o700]))
        let watch = try RunningCommand(
            words: [
                "watch", "email", "--json", "--interval", "0.1", "--when", "failed > 2", "--exec", "\(script) \(facts)",
            ],
            on: bench)
        try watch.wait(until: { try bench.send("CLIENT LIST")[0].text?.contains("bulltop") == true })
        try bench.send("ZADD bull:email:failed 1700000000300 9")
        try watch.wait(for: "\"raised\"")
        try bench.send("ZREM bull:email:failed 9")
        try watch.wait(for: "\"cleared\"")
        func lines() throws -> [String] {
            let whole = (try? String(contentsOfFile: facts, encoding: .utf8)) ?? ""
            return whole.split(separator: "\n").map(String.init)
        }
        try watch.wait(until: { try lines().count == 2 })
        #expect(
            try lines() == [
                "failed > 2|raised|bull:email|failed is 3", "failed > 2|cleared|bull:email|failed is 2",
            ])
        watch.send(SIGINT)
        _ = watch.status()
        let changes = try watch.output.split(separator: "\n").map { JSONValue(Array($0.utf8)) }
        #expect(changes.count == 2 && changes.allSatisfy { $0 != nil })
        #expect(changes.first??["values"]?["failed"]?.integer == 3 && changes.first??["queue"]?.string == "email")
    }

    /// Checks the alarms of the configuration, and what is wrong in one.
    @Test(arguments: [
        ("[alarm hot]\nwhen = failed > 1\nlevel = warning\n", 1, "BULLTOP WARNING - email: hot (failed is 2)"),
        ("[alarm hot]\nwhen = failed > 1\nqueues = sms\n", 0, "BULLTOP OK"),
        (
            "[alarm hot]\nwhen = failed > 1\nconnections = a\n[connection a]\nurl = redis://h\n", 2,
            "is for this connection"
        ),
        ("[alarm hot]\nwhen = failed > 9\nconnections = a\n", 2, ":3: connections: there is no [connection a]"),
        ("[alarm hot]\nwhen = failed >> 1\n", 2, ":2: when: 'failed >> 1', column 9: \">\" is not a whole number"),
        ("[alarm hot]\nlevel = warning\n", 2, ":2: [alarm hot] has no when"),
        ("[alarm hot]\nwhen = failing\nlevel = loud\n", 2, ":3: level: 'loud' is not allowed"),
        ("[alarm hot]\nwhen = failed > 9\nwehn = x\n", 0, ":3: unknown key 'wehn'; did you mean 'when'?"),
    ]) func theConfigurationHasAlarms(_ text: String, _ status: Int32, _ words: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        try text.write(toFile: directory + "/config", atomically: true, encoding: .utf8)
        let result = try Program.run(
            ["watch", "--check"], environment: ["BULLTOP_URL": bench.url, "BULLTOP_CONFIG": directory + "/config"])
        #expect(result.status == status && (result.output + result.errors).contains(words), "\(result)")
    }

    /// Checks that an alarm for a connection is raised on that one only.
    @Test(arguments: [("a", "BULLTOP CRITICAL"), ("b", "no [alarm NAME] of the configuration is for this connection")])
    func anAlarmIsForItsConnections(_ name: String, _ words: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let connections = ["a", "b"].map { "[connection \($0)]\nurl = \(bench.url)\n" }.joined()
        try "\(connections)[alarm hot]\nwhen = failed > 1\nconnections = a\n".write(
            toFile: directory + "/config", atomically: true, encoding: .utf8)
        let result = try Program.run(
            ["watch", "--check", "--connection", name], environment: ["BULLTOP_CONFIG": directory + "/config"])
        #expect(result.status == 2 && (result.output + result.errors).contains(words), "\(result)")
    }

    @Test(
        arguments: [
            ("say  a\tb", ["say", "a", "b"]), ("sh -c 'a b'", ["sh", "-c", "a b"]),
            ("x \"a 'b'\" ''", ["x", "a 'b'", ""]),
            ("a'b c'd", ["ab cd"]), ("", nil), ("  ", nil), ("'a", nil), ("''", nil),
        ] as [(String, [String]?)]) func aCommandIsSplitLikeAShellWould(_ text: String, _ words: [String]?)
    {
        #expect(TypedCommand.words(text) == words)
    }
}
