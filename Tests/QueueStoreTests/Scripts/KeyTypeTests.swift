import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Operations check the types of the queue's keys before they change anything: every key x every wrong type x every
/// operation.
@Suite struct KeyTypeTests {
    private static let queue = QueueID("bull:q")
    private static let keys: [(Library, ScriptHeader.Key)] = Library.allCases.flatMap {
        library in
        StoreScript.of(library == .bull ? .bull : .bullmq, library).queueKeys.map { (library, $0) }
    }
    private static let values = [
        "string": "SET K v", "list": "RPUSH K v", "set": "SADD K v", "zset": "ZADD K 1 v", "hash": "HSET K f v",
        "stream": "XADD K 1-1 f v",
    ]

    private static let jobChanges: [JobChange] = [
        .retry(), .promote, .remove(), .changeDelay(.after(5)), .changePriority(3), .updateData(Array("{}".utf8)),
        .addLog([1]), .clearLogs(keeping: 0), .duplicate, .move(to: QueueID("bull:other")), .release, .removeMissing,
    ]
    private static let queueChanges: [QueueChange] = [
        .add(NewJob(name: [1], data: Array("{}".utf8))), .pause, .resume, .drain(delayed: true),
        .clean(CleanRequest(state: .failed, grace: 0)), .clean(CleanRequest(state: .waiting, grace: 0)),
        .retryAll(.failed), .promoteAll, .obliterate(force: true), .releaseLimiter,
        .upsertScheduler(NewScheduler(id: [1], rhythm: .every(1_000), name: [1])), .removeScheduler([1]),
        .runScheduler([1]),
    ]
    private static let ofBullMQ: ([JobChange], [QueueChange]) = (
        [.removeUnprocessedChildren, .breakDependency, .removeDeduplication],
        [
            .setConcurrency(2), .setRateLimit(RateLimit(max: 1, duration: 1)), .holdLimiter(5), .trimEvents(keeping: 0),
            .removeDeduplication([1]), .removeUnlisted, .removePriorityKey,
        ]
    )

    private static func operations(_ library: Library) -> [Operation] {
        let more = library == .bullmq ? ofBullMQ : ([], [])
        let changes = jobChanges + more.0
        let target = Operation.Target(queue: queue, job: JobID("1"), state: nil)
        let all = Selection(queue: queue, state: .failed, scope: .all)
        return changes.map { .job($0, target) } + changes.map { .jobs($0, all) }
            + (queueChanges + more.1).map { .queue($0, queue) }
    }

    @Test(arguments: keys) func refusesAWrongType(library: Library, key: ScriptHeader.Key) throws {
        let bench = try Bench()
        for (type, command) in Self.values.sorted(by: { $0.key < $1.key }) where type != key.type {
            try bench.send(
                "FLUSHALL", "HSET bull:q:1 name n data {} opts {} timestamp 1", "ZADD bull:q:failed 1 1",
                "RPUSH bull:q:wait 2", "HSET bull:q:2 name n data {} opts {} timestamp 1", "SET bull:q:id 2")
            if library == .bullmq {
                try bench.send("HSET bull:q:meta version bullmq:6.1.2 opts.maxLenEvents 10000")
                try bench.send("XADD bull:q:events 1-1 event paused")
            }
            let name = "bull:q:\(key.name)"
            try bench.send("DEL \(name)", command.replacing("K", with: name, maxReplacements: 1))
            let before = try snapshot(of: bench.connection)
            for operation in Self.operations(library) {
                let outcome = bench.store.perform(operation, now: 1_795_466_000_000)
                let refusal = Refusal.wrongType(key: Array(name.utf8), found: type)
                // Without its settings, a queue is not known to be of a library that has limits and schedulers; with a
                // key that only BullMQ 3 writes, it counts as a queue of BullMQ 3.
                if ["meta", "priority"].contains(key.name), case .refused(let other) = outcome, other != refusal {
                    continue
                }
                #expect(outcome == .refused(refusal), "\(operation) on \(key.name) as \(type): \(outcome)")
            }
            let changed = KeyspaceComparison().differences(expected: before, actual: try snapshot(of: bench.connection))
            #expect(changed == [], "\(key.name) as \(type)")
        }
    }
}
