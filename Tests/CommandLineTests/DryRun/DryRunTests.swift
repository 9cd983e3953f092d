import Dashboard
import Queues
import Redis
import TestSupport
import Testing

@testable import bulltop

/// A dry run predicts the real one: each changing command on queues of each library, dry and for real on copies of the
/// same data. The status, the count, the jobs and the refusals are the same, and the dry run changes nothing.
@Suite struct DryRunTests {
    /// The lines of commands, with `{state}` for a job of a state.
    static let lines = [
        "retry email {failed} {completed} {waiting} {failed}", "retry email {failed} --reset-attempts",
        "retry email --all", "retry email --all --state completed", "retry email --all --filter mail",
        "retry email --search name:mail", "retry email {completed} --state failed", "retry email none",
        "promote email {delayed} {waiting}", "promote email --all", "promote email --all --filter nothing",
        "remove email {waiting} {failed} {delayed} held loose none", "remove email root leaf-1",
        "remove email leaf-1 root", "remove email root --keep-children", "remove email root --unprocessed-children",
        "remove email ghost {waiting} --missing", "remove email --all --state waiting",
        "remove email --all --state failed",
        "remove email --all --state active", "remove email --all --state delayed",
        "remove email --all --state waiting-children", "release email loose held {waiting}", "release email --all",
        "add email x", #"add email x --opts {"jobId":"own-1"}"#, #"add email x --opts {"jobId":"new"}"#,
        #"add email x --opts {"delay":500,"priority":4}"#, #"add email x --opts {"deduplication":{"id":"d"}}"#,
        #"add email x --opts {"prioritty":4}"#, "add new x --create --library bullmq",
        "add new x --create --library bull", "duplicate email {failed} {waiting} root none",
        "duplicate email --all --state failed", "move email {waiting} {failed} {delayed} --to other --create",
        "move email held loose root none --to other --create", "move email --all --state failed --to other --create",
        "move email {waiting} --to email", "revive email {failed} {waiting} none --to other --create",
        "revive email {failed} {completed} --to other --create --keep-letter",
        "revive email --all --state failed --to other --create", "delay email {delayed} {waiting} --in 5m",
        "delay email --all --in 5m",
        "priority email {waiting} {delayed} none --priority 7",
        "priority email --all --state waiting --priority 7 --front",
        "data email {failed} --data [7]", "data email {failed} --data [7] --old [8]", "data email none --data [7]",
        "log email {failed} line", "log email loose --clear", "log email loose --clear --keep 1", "log email none x",
        "detach email leaf-1 {waiting} none", "pause email", "pause --all", "resume email", "drain email",
        "drain email --delayed", "clean email --state failed", "clean email --state failed --limit 1",
        "clean email --state delayed", "clean email --state waiting --name mail", "clean email --state active",
        "clean email --state completed --grace 1h", "clean email --state prioritized", "obliterate email",
        "obliterate email --force", "concurrency email 3", "concurrency email none", "rate-limit email 5 1m",
        "rate-limit email none", "rate-limit email hold 5m", "rate-limit email release",
        "remove-deduplication email d none",
        "remove-deduplication email loose {waiting} --jobs", "tidy email --events 0", "tidy email --unlisted",
        "tidy email --priority-key", "tidy email --events 0 --unlisted --priority-key",
        "schedule email nightly --every 2h --name report", "schedule email weekly --cron @weekly",
        "schedule email nightly --now", "unschedule email nightly", "unschedule email none",
    ]

    /// The commands that remove exactly the jobs that they count.
    private static let emptying = ["drain", "clean", "move", "obliterate", "revive"]

    @Test func everyChangingCommandIsTried() {
        let tried = Set(Self.lines.compactMap { $0.split(separator: " ").first.map(String.init) } + ["import"])
        #expect(tried == Set(CommandEntry.table.filter { $0.group == .changing }.map(\.name)))
    }

    @Test(arguments: LibraryData.allCases) func aDryRunIsTheTruth(library: LibraryData) throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        let keyspace = try library.keyspace
        for template in Self.lines {
            try keyspace.load(into: connection)
            let line = try Self.filled(template, connection)
            if line.hasPrefix("revive") { try Self.makeLetter(of: line, connection) }
            let before = try snapshot(of: connection)
            let trial = try Self.run(line + " --dry-run", at: server.endpoint)
            #expect(
                KeyspaceComparison().differences(expected: before, actual: try snapshot(of: connection)) == [],
                "\(line)")
            let real = try Self.run(line + " --yes", at: server.endpoint)
            let place = "\(library.rawValue): \(line): \(trial.json) but \(real.json)"
            #expect(trial.status == real.status, "\(place)")
            #expect(trial.json["count"] == real.json["done"], "\(place)")
            #expect(Self.refusals(trial.json) == Self.refusals(real.json), "\(place)")
            try Self.checkSample(trial.json, line, before, try snapshot(of: connection), place)
        }
    }

    @Test func linesOfAnImportAreTriedOneByOne() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let lines = [
            #"{"name":"a"}"#, #"{"name":"b","opts":{"jobId":"own"}}"#, #"{"name":"c","opts":{"jobId":"own"}}"#,
            #"{"name":"d","opts":{"jobbId":1}}"#, "no job", #"{"name":"e"}"#,
        ]
        let input = lines.joined(separator: "\n")
        let before = try bench.keyspace()
        let trial = try bench.run("import email --json --dry-run", input: input)
        #expect(try bench.keyspace() == before)
        let real = try bench.run("import email --json --yes", input: input)
        let (dry, done) = (JSONValue(Array(trial.output.utf8)), JSONValue(Array(real.output.utf8)))
        #expect(trial.status == 4 && real.status == 4 && trial.errors == real.errors)
        #expect(dry?["count"]?.integer == 3 && done?["done"]?.integer == 3 && done?["asked"]?.integer == 6)
        #expect(try Self.refusals(#require(dry)) == Self.refusals(#require(done)))
    }

    /// Gives the first job of a line the data of a dead letter; for all jobs of a state, the first failed one.
    private static func makeLetter(of line: String, _ connection: Connection) throws {
        let id = try filled(line.replacing("--all", with: "{failed}"), connection).split(separator: " ")[2]
        _ = try connection.send(lines: [#"HSET bull:email:\#(id) data {"originalName":"x","originalData":[1]}"#])
    }

    static func filled(_ line: String, _ connection: Connection) throws -> String {
        let places = [
            "waiting": "LINDEX bull:email:wait -1", "completed": "ZRANGE bull:email:completed 0 0",
            "failed": "ZRANGE bull:email:failed -1 -1", "delayed": "ZRANGE bull:email:delayed -1 -1",
        ]
        var line = line
        for (state, command) in places {
            let reply = try connection.send(lines: [command])[0]
            line = line.replacing("{\(state)}", with: reply.text ?? reply.array?.first?.text ?? "none")
        }
        return line
    }

    /// Checks that the listed jobs were changed, and that the jobs that a command removes are all listed.
    private static func checkSample(
        _ trial: JSONValue, _ line: String, _ before: Keyspace, _ after: Keyspace, _ place: String
    ) throws {
        let sample = Set(trial["sample"]?.array?.compactMap(\.string) ?? [])
        let command = String(line.prefix { $0 != " " })
        guard !["duplicate", "remove-deduplication"].contains(command), !line.contains("--keep-letter"),
            trial["count"]?.integer ?? 0 <= Rehearsal.sampleLength
        else { return }
        #expect(sample.isSubset(of: changed(before, after)), "\(place)")
        // A parent is removed with the last of its children, as in the library.
        let gone = Set(jobs(before).keys).subtracting(jobs(after).keys)
        if emptying.contains(command) { #expect(sample == gone, "\(place): \(gone)") }
    }

    /// Returns the ids whose keys, or whose places in lists, have changed.
    private static func changed(_ before: Keyspace, _ after: Keyspace) -> Set<String> {
        let (old, new) = (jobs(before), jobs(after))
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
    }

    /// Returns for each id of a queue its own keys, and the keys that list it with its scores.
    private static func jobs(_ keyspace: Keyspace) -> [String: [String: Keyspace.Value]] {
        let base = "bull:email:"
        var jobs: [String: [String: Keyspace.Value]] = [:]
        for (bytes, entry) in keyspace.entries {
            let key = String(decoding: bytes, as: UTF8.self)
            guard key.hasPrefix(base) else { continue }
            let name = String(key.dropFirst(base.count))
            switch entry.value {
            case .list(let ids) where ["wait", "paused", "active"].contains(name):
                for (index, id) in ids.enumerated() {
                    jobs[String(decoding: id, as: UTF8.self), default: [:]][name] = .string([UInt8(index)])
                }
            case .zset(let members)
            where ["failed", "completed", "delayed", "prioritized", "waiting-children"].contains(name):
                for (id, score) in members {
                    jobs[String(decoding: id, as: UTF8.self), default: [:]][name] = .zset([[]: score])
                }
            case .hash(let fields) where fields[Array("timestamp".utf8)] != nil:
                jobs[name, default: [:]]["hash"] = entry.value
            case .list where name.hasSuffix(":logs"): jobs[String(name.dropLast(5)), default: [:]]["logs"] = entry.value
            default: break
            }
        }
        return jobs
    }

    /// Returns the number of refused jobs, by the reason.
    private static func refusals(_ report: JSONValue) -> [String: Int64] {
        let reasons = (report["refused"]?.array ?? []).compactMap { reason in
            reason["reason"]?.string.map { ($0, reason["count"]?.integer ?? -1) }
        }
        return Dictionary(reasons) { $0 + $1 }
    }

    static func run(_ line: String, at endpoint: Endpoint) throws -> (status: Int32, json: JSONValue) {
        let invocation = try Invocation(line.split(separator: " ").map { Argument(String($0)) } + [Argument("--json")])
        var output: [UInt8] = []
        let source = StoreFactory.source(at: endpoint, prefixes: [Target.standardPrefix])
        guard case .task(.changing(let options, let plan)) = invocation.purpose else {
            throw TestFailure("\(line) changes nothing")
        }
        let session = CommandSession(invocation, options.session, Environment(), source) { bytes in
            output += bytes
            return .done
        }
        let status = session.run { () throws(CommandFailure) in try ChangeRunner.run(session, options, plan) }.code
        return (status, JSONValue(output) ?? .null)
    }
}
