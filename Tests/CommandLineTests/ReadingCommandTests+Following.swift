import Foundation
import Redis
import TestSupport
import Testing

extension ReadingCommandTests {
    @Test func logsArePrintedAndFollowed() throws {
        try bench.send("RPUSH bull:email:4:logs one two three")
        #expect(try bench.run("logs email 4") == .init(status: 0, output: "one\ntwo\nthree\n", errors: ""))
        #expect(try bench.json("logs email 4 --limit 2") == .array([.string("two"), .string("three")]))
        #expect(try bench.run("logs email 9").status == 1)
        let running = try RunningCommand("logs email 4 --follow --limit 1", on: bench)
        try running.wait(for: "three\n")
        try bench.send("RPUSH bull:email:4:logs four")
        try running.wait(for: "four\n")
        // A log that keeps three lines.
        try bench.send("RPUSH bull:email:4:logs five", "LTRIM bull:email:4:logs -3 -1")
        try running.wait(for: "five\n")
        try bench.send("DEL bull:email:4")
        #expect(running.status() == 0)
        #expect(try running.output == "three\nfour\nfive\n")
    }

    @Test func eventsArePrintedAndFollowed() throws {
        try bench.send(
            "XADD bull:email:events 1-0 event added jobId 1 name send",
            "XADD bull:email:events 2-1 event completed jobId 1 returnvalue {\"ok\":true} prev active")
        let events = try bench.json("events email")
        #expect(events.array?.count == 2)
        let last = try #require(events.array?.last)
        #expect(last["id"]?.string == "2-1" && last["timestamp"]?.integer == 2 && last["event"]?.string == "completed")
        #expect(
            last["args"]?["returnvalue"] == .object(["ok": .boolean(true)]) && last["args"]?["jobId"]?.string == "1")
        #expect(
            try bench.run("events email --limit 1").output.hasSuffix(
                "completed  1  returnvalue={\"ok\":true}  prev=active\n"))
        let running = try RunningCommand("events email --follow --limit 1 --jsonl", on: bench)
        try running.wait(for: "2-1")
        try bench.send("XADD bull:email:events 3-0 event paused")
        try running.wait(for: "paused")
        #expect(try running.errors.isEmpty)
        try bench.send("MULTI", "XADD bull:email:events 4-0 event resumed", "XTRIM bull:email:events MAXLEN 1", "EXEC")
        try running.wait(for: "resumed")
        running.send(SIGINT)
        #expect(running.status() == 128 + SIGINT)
        #expect(try running.output.split(separator: "\n").count == 3)
        #expect(try running.errors.contains("may be missing: the stream was trimmed before they were read"))
    }

    @Test func queuesOfBullHaveNoEvents() throws {
        try bench.send("SET bull:legacy:id 1", "LPUSH bull:legacy:wait 1", "HSET bull:legacy:1 opts {}")
        let result = try bench.run("events legacy")
        #expect(result.status == 5 && result.output.isEmpty && result.errors.contains("keeps no events"))
    }

    @Test func workersAreToldByTheirConnections() throws {
        let named = try bench.server.connect()
        _ = try named.send(Command("CLIENT", "SETNAME", "bull:ZW1haWw=:w:node-1"))
        let raw = try (0..<2).map { _ in try bench.server.connect() }
        for connection in raw { _ = try connection.send(Command("CLIENT", "SETNAME", "bull:email")) }
        let listener = try bench.server.connect()
        _ = try listener.send(Command("CLIENT", "SETNAME", "bull:ZW1haWw=:qe"))
        let workers = try bench.json("workers")
        #expect(workers.array?.map { $0["name"] } == [.null, .string("node-1")])
        #expect(workers.array?.map { $0["addresses"]?.array?.count } == [2, 1])
        #expect(workers.array?.allSatisfy { $0["queue"]?.string == "email" && $0["prefix"]?.string == "bull" } == true)
        try bench.addQueue("bull:quiet")
        #expect(try bench.run("workers quiet --json").output == "[]\n")
        #expect(try bench.run("workers email").output.contains("node-1"))
        // What a worker left behind that is gone is listed, too, as on the screen.
        try bench.send(
            "LPUSH bull:email:active 98 99", "HSET bull:email:98 name a timestamp 1 pb node-1",
            "SET bull:email:98:lock t PX 60000", "HSET bull:email:99 name a timestamp 1 pb node-9")
        let all = try bench.json("workers email").array ?? []
        #expect(all.map { $0["name"]?.string } == ["node-9", nil, "node-1"])
        #expect(all.map { $0["presence"]?.string } == ["gone", "connected", "connected"])
        #expect(all.map { $0["jobs"]?.array?.map { $0["id"]?.string } } == [["99"], [], ["98"]])
        #expect(all.first?["jobs"]?.array?.first?["hasLock"] == .boolean(false))
        #expect(try bench.run("workers email").output.contains("left 1 job"))
    }

    @Test func aFlowIsATree() throws {
        try bench.send("HSET bull:email:1 parentKey bull:orders:a:b:c", "HSET bull:orders:meta version bullmq:6.2.0")
        try bench.send("HSET bull:orders:a:b:c name order", "ZADD bull:orders:waiting-children 1 a:b:c")
        try bench.send(
            "SADD bull:orders:a:b:c:dependencies bull:email:1", "HSET bull:orders:a:b:c:processed bull:email:77 null",
            "ZADD bull:orders:a:b:c:unsuccessful 1 bull:email:5")
        let tree = try bench.run("flow orders a:b:c")
        #expect(
            tree.output == """
                order orders:a:b:c  waiting-children
                  send email:5  failed (failed), blocks its parent: Card declined
                  send email:1  waiting
                  email:77  removed

                """)
        let parent = try bench.json("flow orders a:b:c")
        let children = parent["children"]?.array ?? []
        #expect(children.map { $0["blocks"]?.string } == ["failsParent", nil, nil])
        #expect(children.map { $0["onFailure"]?.string } == [nil, "keepParent", nil])
        let child = try bench.json("flow email 1")
        #expect(child["ancestors"]?.array?.map { $0["id"]?.string } == ["a:b:c"])
        let whole = try bench.json("flow orders a:b:c --limit 1")
        #expect(whole["children"]?.array?.count == 1 && whole["counts"]?["processed"]?.integer == 1)
        #expect(try bench.run("flow orders none").status == 1)
    }

    @Test func whoMayNotIsToldSo() throws {
        try bench.send("ACL SETUSER looker on >p +@read +select ~bull:*", "ACL SETUSER nobody on >p +ping")
        let url = "unix://looker:p@\(bench.server.socketPath)"
        #expect(try Program.run(["job", "email", "5", "--url", url]).status == 0)
        #expect(try Program.run(["queues", "--url", url]).output.contains("email"))
        let workers = try Program.run(["workers", "email", "--url", url])
        #expect(workers.status == 5 && workers.output.isEmpty && workers.errors.contains("may not do this"))
        let none = try Program.run(["counts", "email", "--url", "unix://nobody:p@\(bench.server.socketPath)"])
        #expect(none.status == 5 && none.output.isEmpty)
        let wrong = try Program.run(["counts", "email", "--url", "unix://looker:q@\(bench.server.socketPath)"])
        #expect(wrong.status == 3 && wrong.output.isEmpty)
        #expect(try Program.run(["queues", "--url", "unix:///nonexistent/socket"]).status == 3)
        #expect(try Program.run(["queues", "--url", "nonsense"]).status == 2)
    }

    @Test func aReaderThatGoesAwayEndsItQuietly() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let errors = directory + "/errors"
        func shell(_ script: String) throws -> Int32 {
            try Child(
                "bash", ["-c", "set -o pipefail; " + script], errors: errors,
                environment: Program.environment.merging(["BULLTOP_URL": bench.url]) { $1 }
            ).wait()
        }
        #expect(try shell("'\(Program.path)' events email --follow | true") == 0)
        #expect(try shell("'\(Program.path)' export email --state failed | true") == 0)
        #expect(try String(contentsOfFile: errors, encoding: .utf8).isEmpty)
        #expect(try shell("'\(Program.path)' queues >&-") == 1)
        #expect(try String(contentsOfFile: errors, encoding: .utf8).contains("Bad file descriptor"))
        #expect(try shell("'\(Program.path)' queues > /dev/full") == 1)
    }
}
