import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Operations that the fixtures and the clients do not show: refusals, ids with colons, missing jobs, older families.
@Suite struct OperationTests {
    private let queue = QueueID("bull:q")

    private func target(_ id: String, _ state: JobState, in queue: String = "bull:q") -> Operation.Target {
        Operation.Target(queue: QueueID(queue), job: JobID(id), state: state)
    }

    private func bench(_ version: String? = "bullmq:6.1.2") throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000")
        if let version { try bench.send("HSET bull:q:meta version \(version)") }
        return bench
    }

    @Test func tellsWhereTheJobIsNow() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n", "RPUSH bull:q:active 1", "HSET bull:q:2 name n", "HSET bull:q:3 name n",
            "ZADD bull:q:waiting-children 1 3")
        let before = try snapshot(of: bench.connection)
        #expect(bench.store.perform(.retry(target("1", .failed)), now: 0) == .refused(.moved(to: .active)))
        #expect(bench.store.perform(.remove(target("1", .failed)), now: 0) == .refused(.moved(to: .active)))
        #expect(bench.store.perform(.promote(target("1", .delayed)), now: 0) == .refused(.moved(to: .active)))
        #expect(bench.store.perform(.retry(target("2", .completed)), now: 0) == .refused(.moved(to: nil)))
        #expect(bench.store.perform(.retry(target("3", .failed)), now: 0) == .refused(.moved(to: .waitingChildren)))
        #expect(bench.store.perform(.retry(target("1", .active)), now: 0) == .refused(.moved(to: .active)))
        #expect(bench.store.perform(.promote(target("9", .delayed)), now: 0) == .refused(.vanished))
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test func removesAMissingJobButDoesNotReviveOne() throws {
        let bench = try bench()
        try bench.send("ZADD bull:q:delayed 1 1", "ZADD bull:q:failed 1 1")
        #expect(bench.store.perform(.promote(target("1", .delayed)), now: 0) == .refused(.vanished))
        #expect(bench.store.perform(.retry(target("1", .failed)), now: 0) == .refused(.vanished))
        #expect(bench.store.perform(.remove(target("1", .failed)), now: 0).isDone)
        #expect(try snapshot(of: bench.connection).entries.keys.map(\.text) == ["bull:q:meta"])
    }

    @Test func needsPermission() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 name n", "ZADD bull:q:failed 1 1")
        try bench.add(user: "reader", "+@read", "~*")
        try bench.add(user: "scripter", "+@read", "+eval", "+evalsha", "~*")
        for user in ["reader", "scripter"] {
            let store = try Bench(bench.redis, user: user).store
            guard case .refused(.noPermission(let words)) = store.perform(.retry(target("1", .failed)), now: 0) else {
                Issue.record("\(user) was not refused")
                continue
            }
            #expect(!words.isEmpty)
        }
        #expect(try bench.page(queue, .state(.failed)).ids == ["1"])
    }

    @Test func changesNothingWhereItMayNotReachTheFamily() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n parentKey other:p:9 parent {\"id\":\"9\",\"queueKey\":\"other:p\"}",
            "ZADD bull:q:failed 1 1", "HSET other:p:9 name n", "ZADD other:p:9:unsuccessful 1 bull:q:1",
            "HSET bull:q:2 name n", "ZADD bull:q:waiting-children 1 2", "SADD bull:q:2:dependencies other:p:3 bull:q:4",
            "HSET bull:q:4 name n", "RPUSH bull:q:wait 4")
        try bench.add(user: "limited", "+@all", "-@dangerous", "~bull:*")
        let before = try snapshot(of: bench.connection)
        let limited = try Bench(bench.redis, user: "limited")
        #expect(try limited.names() == ["bull:q"])
        for operation in [Operation.retry(target("1", .failed)), .remove(target("2", .waitingChildren))] {
            let outcome = limited.store.perform(operation, now: 0)
            guard case .refused(.noPermission) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
        }
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test func saysWhenTheServerIsGone() throws {
        let bench = try bench()
        bench.redis.kill()
        // Nothing was sent, so nothing can have been done.
        guard case .failed(.unreachable) = bench.store.perform(.retry(target("1", .failed)), now: 0) else {
            Issue.record("another outcome")
            return
        }
        #expect(!bench.store.isConnected)
        #expect(throws: Trouble.self) { try bench.store.connect() }
        try bench.redis.restart()
        try bench.store.connect()
        #expect(bench.store.perform(.retry(target("1", .failed)), now: 0) == .refused(.vanished))
    }

    @Test func releasesAParentWhoseIDHasColons() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:x:y:z name n", "SADD bull:q:x:y:z:dependencies bull:q:a:b:c", "RPUSH bull:q:wait a:b:c",
            "ZADD bull:q:waiting-children 1 x:y:z",
            "HSET bull:q:a:b:c name n parentKey bull:q:x:y:z parent {\"id\":\"x:y:z\",\"queueKey\":\"bull:q\"}")
        #expect(bench.store.perform(.remove(target("a:b:c", .waiting)), now: 0).isDone)
        #expect(try bench.page(queue, .state(.waiting)).ids == ["x:y:z"])
        let gone = "EXISTS bull:q:x:y:z:dependencies bull:q:waiting-children bull:q:a:b:c"
        #expect(try bench.send(gone)[0].integer == 0)
        #expect(try bench.names() == ["bull:q"])
    }

    @Test func releasesAParentThatOnlyItsKeyTells() throws {
        let bench = try bench()
        try bench.send(
            "SET bull:q:id 2", "HSET bull:q:x:y name n", "SADD bull:q:x:y:dependencies bull:q:1",
            "RPUSH bull:q:wait 1", "ZADD bull:q:waiting-children 1 x:y", "HSET bull:q:1 name n parentKey bull:q:x:y")
        #expect(bench.store.perform(.remove(target("1", .waiting)), now: 0).isDone)
        #expect(try bench.page(queue, .state(.waiting)).ids == ["x:y"])
    }

    @Test func removesChildrenWhoseIDsHaveColons() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:root name n", "ZADD bull:q:waiting-children 1 root",
            "SADD bull:q:root:dependencies bull:r:s:a:b:c bull:r:s:1", "HSET bull:q:root:processed bull:r:gone:x 1",
            "HSET bull:r:s:meta opts.maxLenEvents 10000", "RPUSH bull:r:s:wait 1 a:b:c keep",
            // A phantom of the library, and another queue whose name is a part of the first one's.
            "HSET bull:r:s:a:b:meta opts.maxLenEvents 10000", "HSET bull:r:meta version bullmq:6.1.2",
            "SET bull:r:id 1",
            "HSET bull:r:s:a:b:c name n parentKey bull:q:root", "HSET bull:r:s:1 name n parentKey bull:q:root",
            "HSET bull:r:s:keep name n")
        #expect(bench.store.perform(.remove(target("root", .waitingChildren)), now: 0).isDone)
        let keys = Set(try snapshot(of: bench.connection).entries.keys.map(\.text))
        #expect(
            keys == [
                "bull:q:meta", "bull:q:events", "bull:q:marker", "bull:r:s:meta", "bull:r:s:wait", "bull:r:s:keep",
                "bull:r:s:events", "bull:r:s:a:b:meta", "bull:r:meta", "bull:r:id",
            ])
        #expect(try bench.page(QueueID("bull:r:s"), .state(.waiting)).ids == ["keep"])
    }

    @Test func freesNoDeduplicationOfAnotherJob() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n deid mine", "HSET bull:q:2 name n deid other", "RPUSH bull:q:wait 1 2",
            "SET bull:q:de:mine 1", "HSET bull:q:dn:mine name n", "SET bull:q:de:other 3", "HSET bull:q:dn:other name n"
        )
        #expect(bench.store.perform(.remove(target("1", .waiting)), now: 0).isDone)
        #expect(bench.store.perform(.remove(target("2", .waiting)), now: 0).isDone)
        #expect(try bench.send("EXISTS bull:q:de:mine bull:q:dn:mine")[0].integer == 0)
        #expect(try bench.send("EXISTS bull:q:de:other bull:q:dn:other")[0].integer == 2)
    }

    @Test func endsWhereAFlowIsACircle() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 name n", "HSET bull:q:2 name n", "RPUSH bull:q:wait 1 2",
            "SADD bull:q:1:dependencies bull:q:2", "SADD bull:q:2:dependencies bull:q:1")
        #expect(bench.store.perform(.remove(target("1", .waiting)), now: 0).isDone)
        #expect(try bench.send("EXISTS bull:q:wait bull:q:1 bull:q:2")[0].integer == 0)
    }

    @Test func losesNoJobWhereAPausedQueueMayBeOf5() throws {
        let bench = try bench(nil)
        try bench.send(
            "HSET bull:q:meta paused 1", "HSET bull:q:1 name n atm 1", "ZADD bull:q:failed 1 1", "HSET bull:q:2 name n",
            "ZADD bull:q:delayed 1 2")
        // The data does not distinguish 5 from 6: `paused` is safe for both.
        #expect(bench.store.perform(.retry(target("1", .failed)), now: 0) == .done)
        #expect(try bench.send("LRANGE bull:q:paused 0 -1")[0].byteStrings.map(\.text) == ["1"])
        // In this family the next resume of 5 would overwrite `wait`, if anything had been pushed to `paused`.
        try bench.send("RENAME bull:q:paused bull:q:wait")
        #expect(bench.store.perform(.promote(target("2", .delayed)), now: 0) == .done)
        #expect(try bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings.map(\.text) == ["2", "1"])
        #expect(try bench.send("EXISTS bull:q:marker")[0].integer == 0)
    }

    @Test(arguments: [
        ("bullmq:5.81.2", false), ("bullmq:6.1.2", false), ("bullmq:6.2.0", false), ("bullmq:6.2.1", true),
        ("bullmq:6.3.0", true), ("bullmq:7.0.0", true), ("bullmq:1.1.0", true),
    ])
    func keepsThePriorityWhereTheLibraryDoes(version: String, keeps: Bool) throws {
        let bench = try bench(version)
        try bench.send(
            "HSET bull:q:1 name n priority 3 atm 1", "ZADD bull:q:failed 1 1", "SET bull:q:pc 6",
            "ZADD bull:q:prioritized 12884901894 7")
        #expect(bench.store.perform(.retry(target("1", .failed)), now: 0) == .done)
        #expect(try bench.send("EXISTS bull:q:wait")[0].integer == (keeps ? 0 : 1))
        #expect(try bench.send("ZSCORE bull:q:prioritized 1")[0].text == (keeps ? "12884901895" : nil))
    }

    @Test func writesNoMarkerForBullMQ4() throws {
        let bench = try bench("bullmq:4.18.2")
        try bench.send(
            "HSET bull:q:1 name n priority 3", "ZADD bull:q:delayed 4096 1", "RPUSH bull:q:wait 0:1",
            "HSET bull:q:2 name n priority 3", "ZADD bull:q:failed 4096 2")
        #expect(bench.store.perform(.promote(target("1", .delayed)), now: 0) == .done)
        #expect(try bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings.map(\.text) == ["0:0"])
        #expect(try bench.send("ZSCORE bull:q:prioritized 1")[0].text == "12884901889")
        #expect(bench.store.perform(.retry(target("2", .failed)), now: 0) == .done)
        #expect(try bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings.map(\.text) == ["2", "0:0"])
        #expect(try bench.send("EXISTS bull:q:marker")[0].integer == 0)
    }

    @Test func keepsTheOrderOfPrioritiesInBullMQ3() throws {
        let bench = try bench("bullmq:3.16.1")
        // The right end is next: priority 1, then 5, then those without one.
        try bench.send(
            "RPUSH bull:q:wait none p5 p1", "ZADD bull:q:priority 1 p1 5 p5", "HSET bull:q:1 name n priority 3",
            "ZADD bull:q:delayed 4096 1")
        #expect(bench.store.perform(.promote(target("1", .delayed)), now: 0) == .done)
        #expect(try bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings.map(\.text) == ["none", "p5", "1", "p1"])
        #expect(bench.store.perform(.remove(target("1", .waiting)), now: 0).isDone)
        #expect(try bench.send("ZSCORE bull:q:priority 1")[0].isNull)
        #expect(try bench.send("EXISTS bull:q:marker bull:q:prioritized bull:q:pc")[0].integer == 0)
    }
}
