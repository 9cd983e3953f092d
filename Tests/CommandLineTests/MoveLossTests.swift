import Dashboard
import Queues
import Redis
import TestSupport
import Testing

@testable import bulltop

/// Checks that the data that a moved job loses is reported before and after, each by its own word.
@Suite struct MoveLossTests {
    struct Loss: Sendable {
        let loss: JobLoss
        /// The commands that give a job this.
        let commands: [String]
        let words: String
        var id = "mine"
    }

    private static let losses = [
        Loss(loss: .attempts, commands: ["HSET KEY atm 2 attemptsMade 2"], words: "attempts made"),
        Loss(loss: .attempts, commands: ["HSET KEY ats 1 attemptsMade 1"], words: "attempts made"),
        Loss(loss: .attempts, commands: ["HSET KEY stc 1 stalledCounter 1"], words: "attempts made"),
        Loss(loss: .failure, commands: ["HSET KEY failedReason no"], words: "failure"),
        Loss(loss: .failure, commands: [#"HSET KEY stacktrace ["no"]"#], words: "failure"),
        Loss(loss: .log, commands: ["RPUSH KEY:logs line"], words: "log"),
        Loss(loss: .result, commands: ["HSET KEY returnvalue 1"], words: "return value"),
        Loss(loss: .progress, commands: ["HSET KEY progress 50"], words: "progress"),
        Loss(loss: .scheduler, commands: ["HSET KEY rjk nightly"], words: "link to its scheduler"),
        Loss(loss: .id, commands: [], words: "id", id: "7"), Loss(loss: .added, commands: [], words: "time added"),
    ]

    @Test func everyLossIsTried() { #expect(Set(Self.losses.map(\.loss)) == Set(JobLoss.allCases)) }

    private static func bench(_ library: String, _ jobs: [(id: String, commands: [String])]) throws -> CommandBench {
        let bench = try CommandBench()
        try bench.send(
            library == "bullmq"
                ? "HSET bull:email:meta version bullmq:6.2.0 opts.maxLenEvents 10000" : "SET bull:email:id 9")
        for (id, commands) in jobs {
            let key = "bull:email:\(id)"
            try bench.send(
                "HSET \(key) name n data {} opts {} timestamp 1 progress 0", "ZADD bull:email:failed 5 \(id)")
            for command in commands { try bench.send(command.replacing("KEY", with: key)) }
        }
        return bench
    }

    @Test(arguments: losses.indices, ["bullmq", "bull"]) func eachIsNamed(_ index: Int, library: String) throws {
        let loss = Self.losses[index]
        let bench = try Self.bench(library, [(loss.id, loss.commands)])
        let words = [loss.words] + (loss.loss == .added ? [] : ["time added"])
        let line = "move email \(loss.id) --to dead --create"
        let trial = try bench.run(line + " --dry-run")
        #expect(trial.errors.contains("would leave behind: \(words.joined(separator: ", "))."), "\(trial)")
        let trialReport = try bench.json(line + " --dry-run")
        #expect(trialReport["lost"]?[loss.loss.rawValue]?.integer == 1)
        let before = try bench.keyspace()
        let done = try bench.run(line)
        #expect(done.errors.contains("left behind: \(words.joined(separator: ", "))."), "\(done)")
        try before.load(into: bench.connection)
        #expect(try bench.json(line)["lost"] == trialReport["lost"])
    }

    @Test func ofManyEachHasItsNumber() throws {
        let jobs = (1...3).map { (id: "j\($0)", commands: $0 == 2 ? ["RPUSH KEY:logs line"] : []) }
        let bench = try Self.bench("bullmq", jobs)
        let line = "move email --all --state failed --to dead --create --yes"
        #expect(try bench.run(line + " --dry-run").errors.contains("would leave behind: log of 1, time added of all."))
        #expect(try bench.run(line).errors.contains("left behind: log of 1, time added of all."))
    }
}
