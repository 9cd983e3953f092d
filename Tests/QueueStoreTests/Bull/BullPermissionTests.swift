import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that nothing is changed and nothing published where the server forbids a part of an operation on a queue of
/// Bull.
@Suite struct BullPermissionTests {
    private static let jobs: [(JobChange, String, JobState)] = [
        (.retry(), "f", .failed), (.promote, "d", .delayed), (.changeDelay(.after(5)), "d", .delayed),
        (.duplicate, "f", .failed), (.move(to: QueueID("bull:dead")), "f", .failed), (.release, "a", .active),
    ]
    private static let changes: [QueueChange] = [
        .add(NewJob(name: [1], data: Array("1".utf8))), .pause, .resume, .promoteAll, .obliterate(force: true),
        .runScheduler(Array("mail:::5".utf8)),
        .upsertScheduler(NewScheduler(id: [], rhythm: .every(5), name: Array("mail".utf8))),
    ]
    private static let silent: [(JobChange, String, JobState)] = [
        (.remove(), "f", .failed), (.changePriority(2), "w", .waiting), (.updateData([0x31]), "w", .waiting),
    ]
    private static let silentChanges: [QueueChange] = [
        .drain(delayed: true), .clean(CleanRequest(state: .failed, grace: 0)), .retryAll(.failed),
        .removeScheduler(Array("mail:::5".utf8)),
    ]

    private func bench() throws -> BullBench {
        try BullBench(
            "HSET bull:q:f opts {} name n finishedOn 1", "ZADD bull:q:failed 1 f", "HSET bull:q:d opts {}",
            "ZADD bull:q:delayed 20481 d 20482 repeat:x:5", "HSET bull:q:a opts {} processedOn 1",
            "RPUSH bull:q:active a", "HSET bull:q:w opts {}", "RPUSH bull:q:wait w", "ZADD bull:q:repeat 5 mail:::5",
            #"HSET bull:q:repeat:x:5 name mail opts {"repeat":{"every":5,"key":"mail:::5"}}"#)
    }

    private func operations(_ jobs: [(JobChange, String, JobState)], _ changes: [QueueChange]) -> [Queues.Operation] {
        let queue = QueueID("bull:q")
        return jobs.map { .job($0, Operation.Target(queue: queue, job: JobID($1), state: $2)) }
            + changes.map { .queue($0, queue) }
    }

    private func expectNothing(
        _ bench: BullBench, as user: String?, _ operations: [Queues.Operation], _ isRight: (Refusal) -> Bool
    ) throws {
        let before = try bench.snapshot()
        let subscriber = try Subscriber(bench.bench)
        let store = try Bench(bench.bench.redis, user: user).store
        for operation in operations {
            let outcome = store.perform(operation, now: BullBench.now)
            guard case .refused(let refusal) = outcome, isRight(refusal) else {
                Issue.record("\(operation): \(outcome)")
                continue
            }
        }
        #expect(try bench.snapshot() == before)
        #expect(try subscriber.messages() == [])
    }

    private func isDenied(_ refusal: Refusal) -> Bool {
        if case .noPermission = refusal { true } else { false }
    }

    @Test func needsTheChannels() throws {
        let bench = try bench()
        try bench.bench.add(user: "mute", "+@all", "~*", "resetchannels")
        try expectNothing(bench, as: "mute", operations(Self.jobs, Self.changes), isDenied)
    }

    @Test func needsToWrite() throws {
        let bench = try bench()
        try bench.bench.add(user: "reader", "+@read", "~*", "&*")
        try bench.bench.add(user: "scripter", "+@read", "+eval", "+evalsha", "+publish", "~*", "&*")
        let all = operations(Self.jobs + Self.silent, Self.changes + Self.silentChanges)
        for user in ["reader", "scripter"] { try expectNothing(bench, as: user, all, isDenied) }
    }

    @Test func needsTheOtherQueue() throws {
        let bench = try bench()
        try bench.bench.add(user: "limited", "+@all", "~bull:q:*", "&*")
        let move = operations([Self.jobs[4]], [])
        try expectNothing(bench, as: "limited", move, isDenied)
    }

    @Test func needsAServerThatTakesWrites() throws {
        let bench = try bench()
        let all = operations(Self.jobs + Self.silent, Self.changes + Self.silentChanges)
        try bench.send("REPLICAOF 127.0.0.1 1")
        try expectNothing(bench, as: nil, all) { $0 == .readOnlyServer }
    }
}
