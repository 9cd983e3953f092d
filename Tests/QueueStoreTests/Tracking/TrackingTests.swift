import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that an overview that reads only what has changed equals one that reads everything.
@Suite struct TrackingTests {
    private static let queues = 30

    private func bench() throws -> Bench {
        let bench = try Bench(PrivateRedis(), tracksKeys: true)
        for number in 0..<Self.queues {
            try bench.send(
                "HSET bull:q\(number):meta version bullmq:6.1.2", "RPUSH bull:q\(number):wait 1",
                "HSET bull:q\(number):1 name n timestamp \(number + 1)")
        }
        return bench
    }

    /// Returns one overview at a time of its own, so that each finds new queues, and the number of its commands.
    private func overview(_ store: QueueStore, _ now: Milliseconds) throws -> (overview: Overview, commands: Int) {
        while try store.discover(now: now) {}
        let answer = try store.answer(.overview, now: now)
        guard case .overview(let overview) = answer.content else { throw TestFailure("another content") }
        return (overview, answer.cost.commands)
    }

    /// Returns what changed keys tell. Left out is what time alone changes, which no key reports and a sweep of all queues
    /// corrects: jobs that leave the last minutes, locks that expire, when something moved last, the course of the backlog, and
    /// the workers, which are connections.
    private func facts(_ overview: Overview) -> [QueueSummary] {
        overview.queues.map { summary in
            var facts = summary
            facts.evidence.recentFailed = nil
            facts.evidence.recentCompleted = nil
            facts.evidence.keptOnly = false
            facts.evidence.failingSince = nil
            facts.evidence.unlocked = nil
            facts.evidence.movedAt = nil
            facts.evidence.history = []
            facts.evidence.workers = nil
            return facts
        }
    }

    private static func change(_ dice: inout Dice) -> [String] {
        let base = "bull:q\(dice.roll(0...queues + 2))"
        let id = dice.roll(0...5)
        let time = 1_000 + dice.roll(0...999)
        let changes: [[String]] = [
            ["LPUSH \(base):wait \(id)", "HSET \(base):\(id) name n timestamp \(time)"],
            ["RPOPLPUSH \(base):wait \(base):active"],
            [
                "LREM \(base):active 0 \(id)", "ZADD \(base):failed \(time) \(id)",
                "HSET \(base):\(id) name n failedReason r\(time)",
            ],
            ["ZADD \(base):completed \(time) \(id)"], ["ZADD \(base):delayed \(time * 4_096) \(id)"],
            ["DEL \(base):failed"],
            ["HSET \(base):meta paused 1"], ["HDEL \(base):meta paused"], ["HSET \(base):meta concurrency \(id + 1)"],
            ["DEL \(base):wait"], ["DEL \(base):completed", "SET \(base):completed x"], ["DEL \(base):completed"],
            ["ZADD \(base):repeat \(time) \(id)", "HSET \(base):repeat:\(id) every 1000 ic 1"], ["DEL \(base):repeat"],
            ["HSET \(base):meta version bullmq:6.1.2"], ["ZADD \(base):prioritized \(time) \(id)"],
        ]
        return dice.happens(2) ? ["FLUSHDB"] : dice.pick(changes) ?? []
    }

    /// Checks each refresh after random changes, of which a reading of everything shows all at once.
    @Test(arguments: 1...4 as ClosedRange<UInt64>) func bothWaysShowTheSame(seed: UInt64) throws {
        let tracked = try bench()
        let plain = try Bench(tracked.redis)
        var dice = Dice(seed: seed)
        var now = Clock.now
        for step in 0..<60 {
            for _ in 0..<dice.roll(1...4) {
                // An error, such as of a wrong type, changes nothing.
                for line in Self.change(&dice) { _ = try? tracked.send(line) }
            }
            for refresh in 0..<4 {
                now += 20_000
                let (one, other) = (
                    facts(try overview(tracked.store, now).overview), facts(try overview(plain.store, now).overview)
                )
                guard one.map(\.id) == other.map(\.id) else {
                    Issue.record("SEED \(seed), step \(step), refresh \(refresh): other queues")
                    return
                }
                for (left, right) in zip(one, other) {
                    #expect(left == right, "SEED \(seed), step \(step), refresh \(refresh)")
                }
            }
        }
        #expect(tracked.store.nextTracking != 0 && plain.store.nextTracking == 0)
    }

    @Test func aQuietServerIsHardlyRead() throws {
        let bench = try bench()
        let now = Clock.now
        let all = try (0..<5).map { _ in try overview(bench.store, now).commands }[0]
        let costs = try (0..<20).map { _ in try overview(bench.store, now).commands }
        #expect(costs.reduce(0, +) < 20 * all / 3, "\(costs) of \(all)")
        // Every queue still has its turn.
        let readings = bench.store.records.mapValues(\.readings)
        for _ in 0..<10 { _ = try overview(bench.store, now) }
        #expect(bench.store.records.allSatisfy { $0.value.readings == (readings[$0.key] ?? 0) + 10 })
        try bench.send("ZADD bull:q7:failed 5 1", "HSET bull:q7:1 failedReason why")
        #expect(try overview(bench.store, now).overview.queues.first { $0.id.name.text == "q7" }?.counts[.failed] == 1)
    }

    /// Checks that no change is missed when the connection that reports changes is lost, and that it is opened again
    /// later.
    @Test(arguments: ["CLIENT KILL TYPE pubsub", "CLIENT KILL TYPE normal SKIPME yes"]) func aLossIsNoGap(
        command: String
    ) throws {
        let bench = try bench()
        var now = Clock.now
        for _ in 0..<4 { _ = try overview(bench.store, now) }
        #expect(bench.store.tracking != nil)
        try bench.send(command, "RPUSH bull:q3:wait 2 3")
        #expect(try overview(bench.store, now).overview.queues.first { $0.id.name.text == "q3" }?.counts[.waiting] == 3)
        now += 2 * OverviewTracking.pause
        for _ in 0..<4 { _ = try overview(bench.store, now) }
        #expect(bench.store.tracking != nil)
    }

    @Test func whereMuchChangesAllIsRead() throws {
        let bench = try bench()
        var now = Clock.now
        for _ in 0..<4 { _ = try overview(bench.store, now) }
        #expect(bench.store.tracking != nil)
        for round in 0..<OverviewTracking.mostBusy {
            for number in 0..<Self.queues { try bench.send("RPUSH bull:q\(number):wait \(round + 10)") }
            let waiting = try overview(bench.store, now).overview.queues.map { $0.counts[.waiting] }
            #expect(waiting == Array(repeating: round + 2, count: Self.queues))
        }
        #expect(bench.store.tracking == nil && bench.store.nextTracking > now)
        now = bench.store.nextTracking
        _ = try overview(bench.store, now)
        #expect(bench.store.tracking != nil)
    }

    @Test func whoMayNotTrackReadsAll() throws {
        let bench = try bench()
        try bench.add(user: "reader", "+@read", "~bull:*")
        let reader = try Bench(bench.redis, user: "reader", tracksKeys: true)
        for count in 2..<6 {
            try bench.send("RPUSH bull:q3:wait \(count)")
            let queues = try overview(reader.store, Clock.now).overview.queues
            #expect(queues.first { $0.id.name.text == "q3" }?.counts[.waiting] == count)
        }
        #expect(reader.store.tracking == nil && reader.store.nextTracking == .max)
    }
}
