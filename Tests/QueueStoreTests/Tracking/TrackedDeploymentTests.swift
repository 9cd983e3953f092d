import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Keys are tracked in clusters, behind Sentinels, and where there are more queues than one overview reads.
@Suite struct TrackedDeploymentTests {
    private let prefixes = [Array("bull".utf8)]

    private func store(_ endpoint: Endpoint, tracksKeys: Bool) throws -> QueueStore {
        let store = QueueStore(endpoint: endpoint, prefixes: prefixes, tracksKeys: tracksKeys, stop: nil)
        try store.connect()
        return store
    }

    /// Returns the overview without what depends on the time of the reading.
    private func queues(_ store: QueueStore, _ now: Milliseconds = Clock.now) throws -> [QueueSummary] {
        while try store.discover(now: now) {}
        guard case .overview(let overview) = try store.answer(.overview, now: now).content else {
            throw TestFailure("another content")
        }
        return overview.queues.map { summary in
            var facts = summary
            facts.evidence = QueueEvidence()
            return facts
        }
    }

    /// Reads until keys are tracked, and every key was read since.
    private func track(_ store: QueueStore) throws {
        for _ in 0..<50 where store.tracking?.untracked?.isEmpty != true { _ = try queues(store) }
        #expect(store.tracking?.untracked?.isEmpty == true)
    }

    /// Checks that every refresh of more queues than one overview reads equals a full reading.
    @Test func manyQueuesAreTracked() throws {
        let count = OverviewRequest.wholeLimit + 300
        let bench = try Bench(PrivateRedis(), tracksKeys: true)
        try bench.connection.send(
            lines: (0..<count).flatMap { ["HSET bull:q\($0):meta version bullmq:6.1.2", "RPUSH bull:q\($0):wait 1"] })
        try track(bench.store)
        var dice = Dice(seed: 7)
        for round in 0..<6 {
            for _ in 0..<20 {
                let base = "bull:q\(dice.roll(0...count - 1))"
                let changes = [
                    "RPUSH \(base):wait \(round)", "ZADD \(base):failed 1 \(round)", "HSET \(base):meta paused 1",
                ]
                try bench.send(dice.pick(changes) ?? "PING")
            }
            let tracked = try queues(bench.store)
            let all = try Bench(bench.redis).overview().queues
            #expect(tracked.map(\.id) == all.map(\.id) && tracked.map(\.counts) == all.map(\.counts))
            #expect(tracked.map(\.isPaused) == all.map(\.isPaused))
            #expect(bench.store.meter.cost.commands < count * 3, "\(bench.store.meter.cost)")
        }
        #expect(bench.store.tracking != nil && bench.store.server.keyTracking == .on)
    }

    /// Checks that nothing is starved where more queues change than one overview reads.
    @Test func changesBeyondOneOverviewComeInTurn() throws {
        let count = OverviewRequest.wholeLimit + 300
        let bench = try Bench(PrivateRedis(), tracksKeys: true)
        try bench.connection.send(
            lines: (0..<count).flatMap { ["HSET bull:q\($0):meta version bullmq:6.1.2", "RPUSH bull:q\($0):wait 1"] })
        try track(bench.store)
        try bench.connection.send(lines: (0..<count).map { "RPUSH bull:q\($0):wait 2" })
        let first = try queues(bench.store).count { $0.counts[.waiting] == 2 }
        #expect(first == OverviewRequest.wholeLimit)
        #expect(try queues(bench.store).allSatisfy { $0.counts[.waiting] == 2 })
    }

    /// Checks that of many queues without tracking the visible ones and those where something fails are read each time.
    @Test func visibleQueuesAreReadEachTime() throws {
        let count = 3 * OverviewRequest.wholeLimit
        let bench = try Bench()
        try bench.connection.send(
            lines: (0..<count).flatMap { ["HSET bull:q\($0):meta version bullmq:6.1.2", "RPUSH bull:q\($0):wait 1"] })
        _ = try bench.overview()
        let visible = [QueueID("bull:q2999"), QueueID("bull:q5")]
        var request = OverviewRequest()
        request.visible = visible
        for round in 2..<5 {
            for queue in visible {
                try bench.send("RPUSH \(String(decoding: queue.base, as: UTF8.self)):wait \(round)")
            }
            guard case .overview(let overview) = try bench.store.answer(.overview(request), now: Clock.now).content
            else { throw TestFailure("another content") }
            let counts = overview.queues.filter { visible.contains($0.id) }.map { $0.counts[.waiting] }
            #expect(counts == [round, round])
        }
        // The others have their turn.
        try bench.connection.send(lines: (0..<count).map { "ZADD bull:q\($0):delayed 1 x" })
        for _ in 0..<5 { _ = try bench.store.answer(.overview(request), now: Clock.now) }
        #expect(try bench.overview().queues.allSatisfy { $0.counts[.delayed] == 1 })
    }

    /// Checks that every refresh equals a full reading while keys change, a slot moves, and a primary is replaced.
    @Test func aClusterIsTracked() throws {
        let cluster = try PrivateCluster()
        let writer = try cluster.endpoint.connect(name: "test")
        func send(_ lines: [String]) throws {
            let commands = lines.map { line in
                let words = line.split(separator: " ").map { Array($0.utf8) }
                return Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst()))
            }
            for reply in try writer.pipeline(commands, limit: 1 << 20, isRepeatable: false) {
                if let error = reply.error { throw TestFailure(error.message) }
            }
        }
        let bases = (0..<12).map { $0 < 10 ? "bull:{q\($0)}" : "bull:q\($0)" }
        try send(bases.flatMap { ["HSET \($0):meta version bullmq:6.1.2", "RPUSH \($0):wait 1"] })
        let (tracked, plain) = (
            try store(cluster.endpoint, tracksKeys: true), try store(cluster.endpoint, tracksKeys: false)
        )
        try track(tracked)
        var dice = Dice(seed: 12)
        func compare(_ what: String) throws {
            for _ in 0..<5 {
                let base = dice.pick(bases) ?? bases[0]
                let member = dice.roll(0...99)
                try send(
                    dice.pick([
                        ["RPUSH \(base):wait \(member)"], ["ZADD \(base):failed 1 \(member)"],
                        ["HSET \(base):meta paused 1"], ["HDEL \(base):meta paused"], ["DEL \(base):failed"],
                    ]) ?? [])
                let (one, other) = (try queues(tracked), try queues(plain))
                #expect(one.map(\.id) == other.map(\.id) && one.map(\.counts) == other.map(\.counts), "\(what)")
                #expect(one.map(\.isPaused) == other.map(\.isPaused), "\(what)")
            }
        }
        try compare("quiet")
        #expect(tracked.server.keyTracking == .on)
        let commands = try (0..<6).map { _ in
            _ = try queues(tracked)
            return tracked.meter.cost.commands
        }
        _ = try queues(plain)
        #expect(commands.reduce(0, +) < 6 * plain.meter.cost.commands / 2, "\(commands), \(plain.meter.cost)")
        let slot = HashSlot.of(Array("bull:{q0}:wait".utf8))
        let source = PrivateCluster.ranges.firstIndex { $0.0 <= slot && slot <= $0.1 } ?? 0
        try cluster.move(slot: slot, from: cluster.masters[source], to: cluster.masters[(source + 1) % 3])
        try send(["ZADD bull:{q0}:delayed 4096 7"])
        try compare("a slot has moved")
        let successor = cluster.replicas[(source + 2) % 3]
        try successor.send("CLUSTER", "FAILOVER")
        try eventually("another primary") {
            try cluster.nodes.allSatisfy { node in
                let slots = try node.send("CLUSTER", "SLOTS").array ?? []
                return slots.contains {
                    $0.array?[2].array?[1].integer == Int64(successor.port)
                }
            }
        }
        try compare("another primary")
        #expect(tracked.tracking != nil)
    }

    /// Checks that keys are tracked behind Sentinels, also after a failover.
    @Test func aPrimaryBehindSentinelsIsTracked() throws {
        let sentinels = try PrivateSentinels()
        func writer() throws -> any RedisClient { try sentinels.endpoint.connect() }
        func push(_ member: Int) throws {
            let commands = [
                Command("HSET", "bull:q:meta", "version", "bullmq:6.1.2"), Command("RPUSH", "bull:q:wait", "\(member)"),
            ]
            _ = try writer().pipeline(commands, limit: 1 << 20, isRepeatable: false)
        }
        try push(1)
        let store = try store(try sentinels.endpoint, tracksKeys: true)
        try track(store)
        try push(2)
        #expect(try queues(store).map { $0.counts[.waiting] } == [2])
        // A Sentinel that has not heard of the replica for a while refuses at first.
        try eventually("a failover") {
            try sentinels.send(sentinels.ports[0], "SENTINEL", "FAILOVER", "mymaster").text == "OK"
        }
        let old = store.server.nodes.map(\.address)
        try eventually("the other primary") {
            _ = try queues(store)
            return store.server.nodes.map(\.address) != old
        }
        try track(store)
        try push(3)
        #expect(try queues(store).map { $0.counts[.waiting] } == [3])
        #expect(store.server.keyTracking == .on)
    }
}
