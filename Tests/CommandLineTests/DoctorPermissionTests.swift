import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import Dashboard

/// What the doctor and the commands say of users who may not do everything, and of servers that do not have everything.
@Suite struct DoctorPermissionTests {
    /// Returns the check of a name, as the doctor prints it in JSON.
    private func check(_ name: String, _ checks: JSONValue?) -> (verdict: String, finding: String, advice: String)? {
        let found = checks?.array?.first { $0["check"]?.string == name }
        return found.map { ($0["verdict"]?.string ?? "", $0["finding"]?.string ?? "", $0["advice"]?.string ?? "") }
    }

    private func doctor(_ url: String) throws -> JSONValue? {
        let result = try Program.run(["doctor", "--json", "--url", url])
        #expect(result.errors.isEmpty, "\(result)")
        return JSONValue(Array(result.output.utf8))
    }

    /// Checks that the rules that bring changed keys back are those that the server misses.
    @Test(arguments: [
        ("+@all", "&__redis__:invalidate.", false), ("+@all &* -subscribe", "+subscribe &__redis__:invalidate.", false),
        ("+@all &* -client|id", "+client|id +client|tracking +subscribe &__redis__:invalidate.", false),
        ("+@all &* -client|tracking", "+client|id +client|tracking +subscribe &__redis__:invalidate.", false),
        ("+@all &__redis__:invalidate", "", true), ("+@read +client|id +client|tracking +info +subscribe &*", "", true),
        ("+@all &* -info", "+info.", false),
    ])
    func changedKeysNeedACommandAndAChannel(rules: String, remedy: String, isPermitted: Bool) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("ACL SETUSER some on >p ~bull:* resetchannels \(rules)")
        let found = try #require(check("CLIENT TRACKING", doctor("unix://some:p@\(bench.server.socketPath)")))
        #expect(found.verdict == (isPermitted ? "ok" : "warning"), "\(found)")
        #expect(found.advice.hasSuffix(isPermitted ? "" : "Permit \(remedy)"), "\(found)")
        let words = Words.keyTracking(.refused(found.finding, isMissing: false))
        #expect(isPermitted || words.hasPrefix("not reported: the user needs \(remedy.dropLast()) (NOPERM"), "\(words)")
    }

    /// Checks that nothing is said of a queue of which nothing can be read, though others can be.
    @Test func nothingIsKnownOfAQueueThatCannotBeRead() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send(
            "HSET bull:hooks:meta version bullmq:6.1.2", "RPUSH bull:hooks:wait 1",
            "ACL SETUSER some on >p ~bull:email:* +@all &*")
        let url = "unix://some:p@\(bench.server.socketPath)"
        let result = try Program.run(["queues", "--json", "--url", url])
        let queues = try #require(JSONValue(Array(result.output.utf8))?.array)
        for queue in queues {
            let isHidden = queue["name"]?.string == "hooks"
            #expect(queue["library"] == (isHidden ? .null : .string("bullmq")), "\(queue)")
            let verdicts = queue["evidence"]?.array?.compactMap { $0["verdict"]?.string } ?? []
            #expect((verdicts == ["unreadable"]) == isHidden, "\(verdicts)")
        }
        #expect(queues.count == 2 && result.status == 4, "\(result)")
        let checks = try #require(try doctor(url)?.array)
        let libraries = checks.filter { $0["check"]?.string == "library" }.compactMap { $0["finding"]?.string }
        #expect(libraries == ["Unknown: hooks.", "BullMQ 6: email."], "\(libraries)")
    }

    /// Checks that no permission is advised for a command that is not there.
    @Test(arguments: ["SCAN", "EVAL", "TYPE", "EXISTS", "INFO", "CLIENT", "TIME", "HSTRLEN"])
    func aMissingCommandIsNoMatterOfPermissions(name: String) throws {
        let server = try PrivateRedis(["--rename-command", name, ""])
        let url = "unix://\(server.socketPath)"
        let checks = try #require(try doctor(url)?.array)
        let missing = checks.filter { $0["finding"]?.string?.hasPrefix("The server has no such command") == true }
        #expect(!missing.isEmpty, "\(checks)")
        for entry in missing {
            #expect(entry["check"]?.string?.hasPrefix(name) == true, "\(entry)")
            #expect(entry["advice"]?.string?.contains("Permit") != true, "\(entry)")
        }
        guard name == "SCAN" else { return }
        let list = try Program.run(["queues", "--url", url])
        #expect(list.errors.contains("no command SCAN.") && list.errors.contains("--queue NAME"), "\(list)")
    }

    /// Checks that a replica without its primary is said to have old data, or none.
    @Test func aReplicaThatHasLostItsPrimary() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        #expect(try bench.run("queues").errors.isEmpty)
        try bench.send("REPLICAOF 127.0.0.1 1")
        let role = try #require(check("role", doctor(bench.url)))
        #expect(
            role.verdict == "warning" && role.finding.hasPrefix("It is a replica that has lost its primary"), "\(role)")
        #expect(role.finding.hasSuffix("old data."), "\(role)")
        for command in ["queues", "counts email", "jobs email"] {
            let result = try bench.run(command)
            #expect(
                result.status == 0 && result.errors.hasPrefix("bulltop: the replica has lost its primary"), "\(result)")
        }
    }

    /// Checks that a replica that never had its primary is said to be unfilled, and not to be of another prefix; an empty server
    /// that was one is.
    @Test func aReplicaThatWasNotFilledYet() throws {
        let bench = try CommandBench()
        try bench.send("REPLICAOF 127.0.0.1 1")
        let queues = try #require(check("queues", doctor(bench.url)))
        #expect(
            queues.finding == "There is no queue under 'bull' yet: the replica has not been filled by its primary.",
            "\(queues)")
        #expect(try bench.run("queues").errors.contains("the replica has not been filled by its primary yet"))
        let screen = try Program.run(["--once", "--url", bench.url])
        #expect(screen.output.contains("This replica has not been filled by its primary yet."), "\(screen)")
        try bench.send("REPLICAOF NO ONE")
        #expect(try check("queues", doctor(bench.url))?.advice == "--prefix names another prefix.")
    }

    /// Checks that jobs are listed without their sizes where the server does not tell these.
    @Test(arguments: [true, false]) func jobsAreListedWithoutHSTRLEN(isRenamed: Bool) throws {
        let server = try PrivateRedis(isRenamed ? ["--rename-command", "HSTRLEN", ""] : [])
        let connection = try server.connect()
        for words in [
            ["HSET", "bull:email:meta", "version", "bullmq:5.1.0"], ["ZADD", "bull:email:failed", "1", "7"],
            [
                "HSET", "bull:email:7", "name", "welcome", "data", "{\"n\":1}", "opts", "{\"attempts\":4}", "timestamp",
                "1",
                "failedReason", String(repeating: "no route ", count: 10_000),
            ],
            ["ACL", "SETUSER", "some", "on", ">p", "~bull:*", "+@all", "&*", "-hstrlen"],
        ] { _ = try connection.send(Command(words[0], arguments: words.dropFirst().map { Array($0.utf8) })) }
        let url = isRenamed ? "unix://\(server.socketPath)" : "unix://some:p@\(server.socketPath)"
        let list = try Program.run(["jobs", "email", "--url", url])
        #expect(list.status == 0 && list.errors.isEmpty, "\(list)")
        for part in ["welcome", "/4", "no route"] { #expect(list.output.contains(part), "\(list.output)") }
    }

    /// Checks that changes of Bull's queues need a channel, and those of BullMQ do not.
    @Test(arguments: [
        ("~bull:* +@all", true, false), ("~bull:* +@all &bull:*", true, true),
        ("~bull:* +@all &* -publish", true, false),
        ("~bull:* +@all", false, true),
    ])
    func changesOfBullNeedAChannel(rules: String, isBull: Bool, isPermitted: Bool) throws {
        let bench = try CommandBench()
        if isBull {
            try Fixture("bull4/counts").before.load(into: bench.server.connect())
        } else {
            try bench.addQueue()
        }
        try bench.send("ACL SETUSER some on >p resetchannels \(rules)")
        let found = try #require(check("EVAL, writing", doctor("unix://some:p@\(bench.server.socketPath)")))
        #expect(found.verdict == (isPermitted ? "ok" : "warning"), "\(found)")
        #expect(
            isPermitted
                || found.finding == "A script of this user may not call PUBLISH." && found.advice.contains("+publish"),
            "\(found)")
    }

    /// Checks that the doctor says why changes are refused where scripts may be run.
    @Test(arguments: [
        ("~bull:* +@all &* -@write +eval +evalsha", "EVAL, writing", "Permit +@write"),
        ("~bull:* +@read +info +time +eval +evalsha", "EVAL, writing", "Permit +@write"),
        ("~bull:* +@all &* -zadd", "EVAL, writing", "Permit +@write"),
        ("%R~bull:* +@all &*", "EVAL", "Permit reading and writing the queues' keys"),
        ("~bull:* +@all &* -eval", "EVAL", "Permit +eval +evalsha."), ("~bull:* +@all &*", "EVAL, writing", ""),
    ])
    func changesNeedMoreThanScripts(rules: String, name: String, advice: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("ACL SETUSER some on >p resetchannels \(rules)")
        let before = try bench.keyspace()
        let found = try #require(check(name, doctor("unix://some:p@\(bench.server.socketPath)")))
        #expect(
            found.verdict == (advice.isEmpty ? "ok" : "warning") && (advice.isEmpty || found.advice.contains(advice)),
            "\(found)")
        #expect(try bench.keyspace() == before)
    }
}
