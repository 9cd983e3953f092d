import Canvas
import Dashboard
import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import bulltop

/// The doctor's findings about servers of every kind, and its exit status.
@Suite struct DoctorTests {
    /// The output of a run of the doctor, by the name of the check.
    private struct Report {
        let result: TestSupport.Program.Result
        let checks: [String: (verdict: String, words: String)]
    }

    private func doctor(_ url: String, _ more: [String] = [], _ variables: [String: String] = [:]) throws -> Report {
        let environment = ["TERM": "xterm-256color", "BULLTOP_URL": url].merging(variables) { $1 }
        let result = try TestSupport.Program.run(["doctor"] + more, environment: environment)
        var checks: [String: (verdict: String, words: String)] = [:]
        for line in result.output.split(separator: "\n") {
            let verdict = line.prefix { $0 != " " }
            let rest = line.dropFirst(9)
            let name = rest.prefix(16).trimmingCharacters(in: .whitespaces)
            checks[name] = (String(verdict), rest.dropFirst(16).trimmingCharacters(in: .whitespaces))
        }
        #expect(result.errors.isEmpty, "\(result.errors)")
        return Report(result: result, checks: checks)
    }

    @Test func aServerThatIsWell() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("CONFIG SET maxmemory-policy noeviction", "CONFIG SET appendonly yes")
        let before = try bench.keyspace()
        let report = try doctor(bench.url)
        #expect(report.result.status == 0, "\(report.result)")
        #expect(report.checks.values.allSatisfy { $0.verdict == "ok" }, "\(report.result.output)")
        for name in [
            "configuration", "resolve", "connect", "tls", "auth", "version", "role", "eviction", "persistence", "clock",
            "LLEN", "SCAN", "CLIENT LIST", "EVAL", "queues", "library", "terminal", "colors", "box drawing",
            "time zone",
        ] {
            #expect(report.checks[name] != nil, "\(name): \(report.result.output)")
        }
        #expect(report.checks["library"]?.words == "BullMQ 6: email.")
        #expect(report.checks["colors"]?.words == "256 colours.")
        #expect(try bench.keyspace() == before)
        let json = try doctor(bench.url, ["--json"])
        let list = JSONValue(Array(json.result.output.utf8))
        #expect(list != nil && json.result.output.contains("\"verdict\": \"ok\""))
    }

    /// The screen has the same checks in the same words and order, whatever is wrong.
    @Test(arguments: ["", "look:p@", "none:p@", "look:wrong@"]) func theScreenSaysTheSame(user: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("ACL SETUSER look on >p ~bull:* +@read", "ACL SETUSER none on >p ~other:* +@read")
        let url = "unix://\(user)\(bench.server.socketPath)"
        let printed = try doctor(url).result.output.split(separator: "\n").map(String.init)
        var options = ConnectionOptions()
        options.url = url
        let session = DashboardSession(
            options: ScreenOptions(), source: try Target.source(options, Environment(privateDirectories: [])),
            choice: try ThemeChoice(nil), environment: Environment(privateDirectories: []))
        let size = Size(columns: 120, rows: 40)
        var state = session.state(size: size, glyphs: .unicode)
        func press(_ keys: [Key]) -> [Effect] { keys.flatMap { update(&state, .inputs([.key($0)])) } }
        _ = press(":doctor".map { .character($0) } + [.enter])
        let store = session.source.open(nil)
        do throws(Trouble) {
            try store.connect()
            _ = update(&state, .connection(.connected))
            while try store.discover(now: 0) {}
        } catch {
            if !store.isConnected { _ = update(&state, .connection(.down(error, retryAt: 0))) }
        }
        #expect(state.watch == .doctor)
        if store.isConnected { _ = update(&state, .answered(try store.answer(.doctor, now: 0))) }
        let clips = press([.character("Y")]).compactMap { if case .copy(let clip) = $0 { clip } else { nil } }
        let copied = String(decoding: try #require(clips.first).bytes, as: UTF8.self).split(separator: "\n").map(
            String.init)
        // This machine is seen by a process and by its tests in two ways.
        func isOfServer(_ line: String) -> Bool {
            let name = line.dropFirst(9).prefix(16).trimmingCharacters(in: .whitespaces)
            return !["terminal", "colors", "box drawing", "time zone", "clock"].contains(name)
        }
        #expect(copied.filter(isOfServer) == printed.filter(isOfServer))
        #expect(render(state, size: size).text.joined().contains("configuration"))
    }

    @Test func aServerThatIsNotThere() throws {
        let port = try Scratch.freePort()
        let report = try doctor("redis://u:topsecret@127.0.0.1:\(port)")
        #expect(report.result.status == 1 && report.checks["resolve"]?.verdict == "ok")
        #expect(report.checks["connect"]?.verdict == "error" && report.checks["tls"] == nil)
        #expect(report.checks["terminal"] != nil && !report.result.output.contains("topsecret"))
        let name = try doctor("redis://no-such-host.invalid")
        #expect(name.result.status == 1 && name.checks["resolve"]?.verdict == "error", "\(name.result)")
    }

    @Test func aPlainPortThatIsSpokenToWithTLS() throws {
        let server = try PrivateRedis(["--requirepass", "x"], tcp: true)
        let port = try #require(server.port)
        let report = try doctor("rediss://127.0.0.1:\(port)", ["--insecure"])
        #expect(report.result.status == 1 && report.checks["connect"]?.verdict == "ok")
        #expect(report.checks["tls"]?.verdict == "error", "\(report.result)")
        let password = try doctor("redis://:wrong@127.0.0.1:\(port)")
        #expect(password.result.status == 1 && password.checks["tls"]?.verdict == "ok")
        #expect(password.checks["auth"]?.verdict == "error" && !password.result.output.contains("wrong@"))
    }

    /// Checks that everything beyond `@read` is missing, and queues are read all the same.
    @Test func aUserWithReadAlone() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("ACL SETUSER look on >p ~bull:* +@read")
        let report = try doctor("unix://look:p@\(bench.server.socketPath)")
        #expect(report.result.status == 0, "\(report.result)")
        for name in ["version", "eviction", "clock", "INFO", "TIME", "CLIENT LIST", "EVAL"] {
            #expect(report.checks[name]?.verdict == "warning", "\(name): \(report.result.output)")
        }
        #expect(report.checks["LLEN"]?.verdict == "ok" && report.checks["queues"]?.words.hasPrefix("1 queue ") == true)
        try bench.send("ACL SETUSER none on >p ~other:* +@read")
        let none = try doctor("unix://none:p@\(bench.server.socketPath)")
        #expect(none.result.status == 1 && none.checks["LLEN"]?.verdict == "error", "\(none.result)")
    }

    /// Checks that any name becomes a short piece of one line.
    @Test(arguments: [[], ["--json"]]) func namesThatAreNoText(options: [String]) throws {
        let bench = try CommandBench()
        let names: [[UInt8]] = [
            [0xFF, 0xFE, 0x80] + Array("bad".utf8), Array("two\nlines".utf8), Array(repeating: 0x61, count: 5_000),
            [0x1B, 0x5B, 0x6D],
        ]
        for name in names {
            try bench.send(words: [
                Array("HSET".utf8), Array("bull:".utf8) + name + Array(":meta".utf8), Array("version".utf8),
                Array("bullmq:6.1.2".utf8),
            ])
            try bench.send(words: [
                Array("SET".utf8), Array("bull:".utf8) + name + Array(":failed".utf8), Array("x".utf8),
            ])
        }
        let output = try doctor(bench.url, options).result.output
        #expect(output.contains("bad") && !output.unicodeScalars.contains { $0.value >= 0x10_FE00 || $0.value == 0x1B })
        #expect(output.split(separator: "\n").allSatisfy { $0.count < 400 }, "\(output)")
        #expect(output.split(separator: "\n").count { $0.contains("library") } == 1)
    }

    @Test func aCommandThatIsRenamed() throws {
        let server = try PrivateRedis(["--rename-command", "SCAN", "", "--rename-command", "INFO", "other"])
        let url = "unix://\(server.socketPath)"
        let report = try doctor(url)
        #expect(report.result.status == 1 && report.checks["SCAN"]?.verdict == "error", "\(report.result)")
        #expect(report.checks["SCAN"]?.words.contains("--queue") == true && report.checks["INFO"]?.verdict == "warning")
        let named = try doctor(url, ["--queue", "email"])
        #expect(named.result.status == 0 && named.checks["SCAN"]?.verdict == "warning", "\(named.result)")
    }

    @Test func aReplicaThatEvictsAndSavesNothing() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("CONFIG SET maxmemory-policy allkeys-lru", "REPLICAOF 127.0.0.1 1")
        try bench.send(words: ["CONFIG", "SET", "save", ""].map { Array($0.utf8) })
        let report = try doctor(bench.url)
        #expect(report.result.status == 0, "\(report.result)")
        for name in ["role", "eviction", "persistence"] {
            #expect(report.checks[name]?.verdict == "warning", "\(name)")
        }
        #expect(report.checks["role"]?.words.hasPrefix("It is a replica ") == true)
    }

    @Test func aCluster() throws {
        let cluster = try PrivateCluster(withReplicas: false)
        let report = try doctor("redis://\(cluster.endpoint.display)")
        #expect(report.result.status == 0, "\(report.result)")
        #expect(report.checks["role"]?.words == "A cluster with 3 primaries.", "\(report.result.output)")
        #expect(report.checks["LLEN"]?.verdict == "ok" && report.checks["queues"]?.verdict == "warning")
    }

    @Test func thisMachine() throws {
        let server = try PrivateRedis()
        let url = "unix://\(server.socketPath)"
        let report = try doctor(url, [], ["TERM": "nonsense", "TZ": "Nowhere/Town", "LC_ALL": "C", "NO_COLOR": "1"])
        #expect(report.checks["terminal"]?.verdict == "warning" && report.checks["time zone"]?.verdict == "warning")
        #expect(report.checks["colors"]?.words == "NO_COLOR is set: none are used.")
        #expect(report.checks["box drawing"]?.words.hasPrefix("The screen is drawn with ASCII.") == true)
    }
}
