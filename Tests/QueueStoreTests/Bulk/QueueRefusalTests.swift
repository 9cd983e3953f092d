import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The operations on queues that are refused, which then change nothing.
@Suite struct QueueRefusalTests {
    private static let queue = QueueID("bull:q")

    private static let changes: [QueueChange] = [
        .pause, .resume, .drain(delayed: true), .clean(CleanRequest(state: .failed, grace: 0)), .retryAll(.failed),
        .promoteAll, .obliterate(force: true), .setConcurrency(2), .setRateLimit(RateLimit(max: 1, duration: 1)),
        .holdLimiter(5), .releaseLimiter, .trimEvents(keeping: 0), .removeDeduplication(Array("d".utf8)),
    ]

    private func bench(version: String = "6.2.1") throws -> Bench {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta version bullmq:\(version) opts.maxLenEvents 10000", "HSET bull:q:1 name n timestamp 1",
            "RPUSH bull:q:wait 1", "HSET bull:q:2 name n timestamp 1 finishedOn 5", "ZADD bull:q:failed 5 2",
            "HSET bull:q:3 name n timestamp 1", "ZADD bull:q:delayed 4096 3", "SET bull:q:limiter 1",
            "SET bull:q:de:d 1", "XADD bull:q:events * event paused")
        return bench
    }

    private func perform(_ change: QueueChange, _ store: QueueStore) -> Outcome {
        store.perform(.queue(change, Self.queue), now: JobChangeCase.now)
    }

    private func expectNothing(_ bench: Bench, as user: String?, _ isRight: (Refusal) -> Bool) throws {
        let before = try snapshot(of: bench.connection)
        let store = try Bench(bench.redis, user: user).store
        for change in Self.changes {
            guard case .refused(let refusal) = perform(change, store), isRight(refusal) else {
                Issue.record("\(change): \(perform(change, store))")
                continue
            }
        }
        #expect(try snapshot(of: bench.connection) == before)
    }

    private func isDenied(_ refusal: Refusal) -> Bool {
        if case .noPermission = refusal { true } else { false }
    }

    @Test func needsToWrite() throws {
        let bench = try bench()
        try bench.add(user: "reader", "+@read", "~*")
        try bench.add(user: "scripter", "+@read", "+eval", "+evalsha", "~*")
        for user in ["reader", "scripter"] { try expectNothing(bench, as: user, isDenied) }
    }

    @Test func needsItsKeys() throws {
        let bench = try bench()
        try bench.add(user: "watcher", "+@all", "%R~bull:q:*")
        try expectNothing(bench, as: "watcher", isDenied)
    }

    @Test func needsAServerThatTakesWrites() throws {
        let bench = try bench()
        try bench.send("REPLICAOF 127.0.0.1 1")
        try expectNothing(bench, as: nil) { $0 == .readOnlyServer }
    }

    @Test(arguments: [
        QueueChange.setConcurrency(0), .setRateLimit(RateLimit(max: 0, duration: 1)),
        .setRateLimit(RateLimit(max: 1, duration: 0)), .holdLimiter(0), .holdLimiter(.max), .trimEvents(keeping: -1),
        .retryAll(.waiting),
        .clean(CleanRequest(state: .failed, grace: -1)), .clean(CleanRequest(state: .failed, grace: 0, limit: -1)),
        .clean(CleanRequest(state: .waitingChildren, grace: 0)), .removeDeduplication([]),
    ])
    func refusesWrongValues(change: QueueChange) throws {
        let bench = try bench()
        let before = try snapshot(of: bench.connection)
        guard case .refused(.invalid) = perform(change, bench.store) else {
            Issue.record("\(change)")
            return
        }
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test func limitsNeedBullMQ5() throws {
        let bench = try bench(version: "4.18.3")
        for change in [QueueChange.setConcurrency(2), .setRateLimit(nil), .removeDeduplication([1])] {
            #expect(perform(change, bench.store) == .refused(.unsupported(.bullmq4)))
        }
    }

    @Test func tellsWhatIsNotThere() throws {
        let bench = try bench()
        for change in [
            QueueChange.setConcurrency(nil), .setRateLimit(nil), .removePriorityKey, .removeDeduplication([1]),
        ] { #expect(perform(change, bench.store) == .refused(.absent)) }
        #expect(perform(.releaseLimiter, bench.store) == .done)
        #expect(perform(.releaseLimiter, bench.store) == .refused(.absent))
    }

    /// Checks that the priority key of BullMQ 3 is kept, which needs it.
    @Test func keepsThePriorityKeyOfBullMQ3() throws {
        let bench = try bench(version: "3.16.2")
        try bench.send("ZADD bull:q:priority 1 1")
        #expect(perform(.removePriorityKey, bench.store) == .refused(.unsupported(.bullmq3)))
        #expect(try bench.send("EXISTS bull:q:priority")[0].integer == 1)
    }

    /// Checks that a user without access to a parent in another queue cannot remove its child, that the other jobs are
    /// removed, and that no id stays without its job.
    @Test(arguments: [
        QueueChange.drain(), .clean(CleanRequest(state: .waiting, grace: 0)), .obliterate(force: true),
    ])
    func leavesNoMissingJobsWhereAParentIsForbidden(change: QueueChange) throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:p:7 name p timestamp 1", "ZADD bull:p:waiting-children 1 7",
            "SADD bull:p:7:dependencies bull:q:8", "HSET bull:q:8 name c timestamp 1 parentKey bull:p:7",
            // A job that can be removed is on either side of it.
            "HSET bull:q:9 name n timestamp 1", "RPUSH bull:q:wait 8 9")
        try bench.add(user: "limited", "+@all", "~bull:q:*")
        let outcome = perform(change, try Bench(bench.redis, user: "limited").store)
        switch outcome {
        case .counted(let tally): #expect(tally.refused.values.reduce(0, +) == 1 || tally.ending != nil, "\(outcome)")
        case .refused(let refusal): #expect(isDenied(refusal), "\(outcome)")
        default: Issue.record("\(outcome)")
        }
        #expect(try bench.send("EXISTS bull:q:8", "SCARD bull:p:7:dependencies").map(\.integer) == [1, 1])
        for id in try bench.send("LRANGE bull:q:wait 0 -1")[0].elements.compactMap(\.text) {
            #expect(try bench.send("EXISTS bull:q:\(id)")[0].integer == 1, "\(id) is a missing job")
        }
    }

    /// Checks that trimming ends although the server keeps more: it keeps whole nodes of a stream, and may keep all of
    /// it in one.
    @Test func trimmingEndsWhereTheServerKeepsMore() throws {
        let bench = try bench()
        try bench.send("CONFIG SET stream-node-max-entries 0", "CONFIG SET stream-node-max-bytes 0")
        let entry = Command("XADD", arguments: ["bull:q:more", "*", "event", "paused"].map { Array($0.utf8) })
        for _ in 0..<22 { _ = try bench.connection.pipeline(Array(repeating: entry, count: 1_000)) }
        try bench.send("DEL bull:q:events", "RENAME bull:q:more bull:q:events")
        #expect(perform(.trimEvents(keeping: 10), bench.store) == .done)
    }
}
