import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// An operation that a server refuses was not done: every reason with every kind of operation.
@Suite struct ServerRefusalTests {
    /// The reason why a server accepts no changes.
    enum Reason: CaseIterable {
        case outOfMemory, cannotSave, tooFewReplicas, readOnly, unknownCommand

        var refusal: Refusal {
            switch self {
            case .outOfMemory: .server(.outOfMemory)
            case .cannotSave: .server(.cannotSave)
            case .tooFewReplicas: .server(.tooFewReplicas)
            case .readOnly: .readOnlyServer
            case .unknownCommand: .server(.unknownCommand(""))
            }
        }

        /// The options of a server that has the reason from its start.
        var options: [String] {
            self == .unknownCommand ? ["--rename-command", "EVAL", "", "--rename-command", "EVALSHA", ""] : []
        }

        /// Gives a server with data the reason.
        func apply(to bench: Bench) throws {
            switch self {
            case .outOfMemory: try bench.send("CONFIG SET maxmemory 1")
            case .tooFewReplicas: try bench.send("CONFIG SET min-replicas-to-write 1")
            case .readOnly: try bench.send("REPLICAOF 127.0.0.1 1")
            case .unknownCommand: break
            case .cannotSave:
                let directory = try bench.send("CONFIG GET dir")[0].array?.last?.text ?? ""
                // A directory of this name prevents the creation of the file.
                try FileManager.default.createDirectory(
                    atPath: directory + "/dump.rdb/x", withIntermediateDirectories: true)
                _ = try bench.connection.send(Command("CONFIG", "SET", "save", "3600 1"))
                try bench.send("CONFIG SET stop-writes-on-bgsave-error yes", "BGSAVE")
                while try bench.send("INFO persistence")[0].text?.contains("rdb_last_bgsave_status:err") != true {
                    usleep(2_000)
                }
            }
        }
    }

    static let queue = QueueID("bull:q")

    private static func target(_ id: String, _ state: JobState) -> Queues.Operation.Target {
        Queues.Operation.Target(queue: queue, job: JobID(id), state: state)
    }

    static let operations: [Queues.Operation] =
        [
            .job(.retry(), target("2", .failed)), .job(.promote, target("3", .delayed)),
            .job(.remove(), target("1", .waiting)), .job(.changeDelay(.after(5)), target("3", .delayed)),
            .job(.changePriority(3), target("1", .waiting)), .job(.updateData([0x31]), target("1", .waiting)),
            .job(.addLog([0x61]), target("1", .waiting)), .job(.clearLogs(), target("1", .waiting)),
            .job(.duplicate, target("1", .waiting)), .job(.move(to: QueueID("bull:r")), target("1", .waiting)),
            .job(.removeMissing, target("9", .waiting)),
            .jobs(.retry(), Selection(queue: queue, state: .failed, scope: .all)),
            .jobs(.remove(), Selection(queue: queue, state: .waiting, scope: .marked([JobID("1")]))),
        ]
        + [
            .add(NewJob(name: [0x61], data: [0x31])), .pause, .drain(delayed: true),
            .clean(CleanRequest(state: .failed, grace: 0)), .retryAll(.failed), .promoteAll, .obliterate(force: true),
            .setConcurrency(2), .setRateLimit(RateLimit(max: 1, duration: 1)), .holdLimiter(5), .releaseLimiter,
            .trimEvents(keeping: 0), .removeDeduplication([0x64]), .removeUnlisted,
            .upsertScheduler(NewScheduler(id: [0x73], rhythm: .every(60_000), name: [0x73])),
        ].map { .queue($0, queue) }

    private func bench(_ reason: Reason) throws -> Bench {
        let bench = try Bench(PrivateRedis(reason.options))
        try Self.fill(bench)
        try reason.apply(to: bench)
        return bench
    }

    /// Adds the data that each of the operations changes.
    static func fill(_ bench: Bench) throws {
        try bench.send(
            "HSET bull:q:meta version bullmq:6.2.1 opts.maxLenEvents 10000", "HSET bull:q:1 name n timestamp 1 data {}",
            "RPUSH bull:q:wait 1 9", "HSET bull:q:2 name n timestamp 1 finishedOn 5 data {}", "ZADD bull:q:failed 5 2",
            "HSET bull:q:3 name n timestamp 1 data {}", "ZADD bull:q:delayed 4096 3", "SET bull:q:limiter 1",
            "SET bull:q:de:d 1", "XADD bull:q:events * event paused", "RPUSH bull:q:1:logs a",
            "HSET bull:r:meta version bullmq:6.2.1")
    }

    @Test(arguments: Reason.allCases) func isNotDone(_ reason: Reason) throws {
        let bench = try bench(reason)
        var refused = 0
        for operation in Self.operations {
            let before = try snapshot(of: bench.connection)
            switch bench.store.perform(operation, now: Clock.now) {
            case .refused(.server(.unknownCommand)) where reason == .unknownCommand: refused += 1
            case .refused(reason.refusal): refused += 1
            case .failed(let trouble): Issue.record("\(operation) with \(reason): \(trouble)")
            case .counted(let tally): #expect(tally.trouble == nil, "\(operation) with \(reason)")
            // A server that is out of memory still accepts commands that free some.
            case .done, .removed: #expect(reason == .outOfMemory, "\(operation)")
            case .added, .moved: Issue.record("\(operation) was done with \(reason)")
            case .refused: break
            }
            guard reason != .outOfMemory else { continue }
            #expect(try snapshot(of: bench.connection) == before, "\(operation) with \(reason)")
        }
        #expect(refused >= (reason == .outOfMemory ? 7 : 24), "\(refused) with \(reason)")
    }
}
