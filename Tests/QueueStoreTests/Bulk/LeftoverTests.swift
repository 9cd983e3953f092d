import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The leftovers of a queue are named before they are removed.
@Suite struct LeftoverTests {
    private static let queue = QueueID("bull:q")

    private func bench(_ version: String = "bullmq:6.1.2") throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version \(version) opts.maxLenEvents 10000", "SET bull:q:id 9")
        try bench.send("HSET bull:q:7 name n data {} opts {} timestamp 5", "HSET bull:q:8 delay 0")
        return bench
    }

    @Test func unlistedJobsAndStubsAreNamed() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:9 name n data {} opts {} timestamp 1", "RPUSH bull:q:wait 9")
        let before = try snapshot(of: bench.connection)
        let found = try bench.store.leftovers(of: Self.queue, limit: 10, now: Clock.now)
        #expect(found.unlisted == 2 && Set(found.jobs.map(\.id)) == [JobID("7"), JobID("8")])
        #expect(found.jobs.first { $0.id == JobID("7") }?.timestamp == 5)
        #expect(try bench.store.leftovers(of: Self.queue, limit: 1, now: Clock.now).jobs.count == 1)
        #expect(try snapshot(of: bench.connection) == before)
    }

    /// Checks that deduplication keys without their job are named. A key with a time to live outlasts its job on
    /// purpose, and a key whose job exists is in use.
    @Test func deduplicationKeysWithoutTheirJobAreNamed() throws {
        let bench = try bench()
        try bench.send(
            "SET bull:q:de:gone 99", "SET bull:q:de:*:x 98", "SET bull:q:de:later 97 PX 100000", "SET bull:q:de:own 7",
            "RPUSH bull:q:de:list 1", "SET bull:qq:de:other 99")
        let found = try bench.store.leftovers(of: Self.queue, limit: 10, now: Clock.now)
        #expect(found.dangling == 2 && Set(found.deduplicationIDs.map(\.text)) == ["gone", "*:x"])
        #expect(found.unreadable.entries.map(\.part) == [Unreadable("de:list", .wrongType("list"))])
    }

    @Test func whatCannotBeToldIsNotNone() throws {
        let pro = try bench("bullmq-pro:7.1.0")
        try pro.send("ZADD bull:q:groups 1 g", "RPUSH bull:q:groups:g 7")
        let held = try pro.store.leftovers(of: Self.queue, limit: 10, now: Clock.now)
        #expect(held.unlisted == nil && held.refusal == .foreign("1 job in 1 group (BullMQ Pro)"))
        let broken = try bench()
        try broken.send("SET bull:q:delayed oops")
        let refusal = Refusal.wrongType(key: Array("bull:q:delayed".utf8), found: "string")
        #expect(try broken.store.leftovers(of: Self.queue, limit: 10, now: Clock.now).refusal == refusal)
        #expect(throws: Trouble.wrongType("string")) {
            try broken.store.count(.removeUnlisted, of: Self.queue, now: Clock.now)
        }
        let bull = try Bench()
        try bull.send("SET bull:q:id 9", "RPUSH bull:q:wait 1")
        #expect(
            try bull.store.leftovers(of: Self.queue, limit: 10, now: Clock.now).refusal == .unsupported(.bull))
    }
}
