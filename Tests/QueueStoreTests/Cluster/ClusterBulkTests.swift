import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that an operation on many jobs goes on at the node that serves the slot next, and that its report says what is there.
@Suite(.serialized) struct ClusterBulkTests {
    /// What happens to the primary while the operation is under way.
    enum End: CaseIterable {
        /// Its slot moves to another one, which ends after its replica has everything.
        case moved
        /// It ends, and its replica lacks what was done last.
        case killed
        /// Its replica takes over without it, and lacks what was done last. It answers until it is told.
        case takenOver
        /// The same, once all is done: no command is redirected any more.
        case takenOverLast
    }

    /// The change, whether its jobs are marked, and the number of them.
    static let changes: [(JobChange, isMarked: Bool, count: Int)] = [
        (.retry(), false, 100_000), (.retry(), true, 20_000), (.remove(), false, 20_000),
    ]

    private let queue = QueueID("{bull}:q")
    private let cluster: PrivateCluster
    private let store: QueueStore
    /// The primary of the queue, and its replica.
    private let (source, replica): (PrivateCluster.Node, PrivateCluster.Node)

    init() throws {
        cluster = try PrivateCluster()
        let source = cluster.master(of: "{bull}:q")
        self.source = source
        replica = try #require(zip(cluster.masters, cluster.replicas).first { $0.0.port == source.port }?.1)
        let another = try #require(cluster.masters.first { $0.port != source.port })
        store = QueueStore(endpoint: another.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
    }

    /// Adds failed jobs to the queue.
    private func fill(_ count: Int) throws {
        let script = """
            for i = 1, \(count) do
                redis.call('HSET', KEYS[1] .. i, 'name', 'n', 'data', '{}', 'opts', '{}', 'timestamp', 1, 'delay', 0)
                redis.call('ZADD', KEYS[1] .. 'failed', 1700000000000 + i, i)
            end
            redis.call('HSET', KEYS[1] .. 'meta', 'opts.maxLenEvents', 10000, 'version', 'bullmq:6.2.1')
            """
        if let error = try source.send("EVAL", script, "1", "{bull}:q:").error { throw TestFailure(error.message) }
        // The replica has them before it is cut off: what it lacks then is what the operation did.
        let copies = try source.send("WAIT", "1", "60000").integer
        #expect(copies == 1)
    }

    /// Lets the replica lack what is done from now on.
    private func cutReplication() throws {
        for (name, value) in [("masteruser", "nobody"), ("masterauth", "wrong")] {
            try replica.send("CONFIG", "SET", name, value)
        }
        #expect(try source.send("CLIENT", "KILL", "TYPE", "REPLICA").integer == 1)
    }

    /// Prepares the end at the third report of the operation, and lets it come at the sixth, or at the one that says that all
    /// jobs were tried.
    private func act(_ end: End, at step: Int, isLast: Bool) throws {
        switch (end, step) {
        case (.moved, 3):
            let target = try #require(cluster.masters.last { $0.port != source.port })
            try cluster.move(slot: HashSlot.of(queue.base), from: source, to: target)
        case (.moved, 6):
            let target = try #require(cluster.masters.last { $0.port != source.port })
            try target.send("WAIT", "1", "5000")
            target.kill()
        case (.killed, 3), (.takenOver, 3), (.takenOverLast, 3): try cutReplication()
        case (.killed, 6): source.kill()
        case (.takenOver, 6): #expect(try replica.send("CLUSTER", "FAILOVER", "TAKEOVER").text == "OK")
        case (.takenOverLast, _) where isLast:
            #expect(try replica.send("CLUSTER", "FAILOVER", "TAKEOVER").text == "OK")
        default: break
        }
    }

    /// Returns the reply for a key at the node that serves it now.
    private func ask(_ command: String, _ key: String) throws -> Int64? {
        let client = try replica.endpoint.connect(name: "test")
        let reply = try client.pipeline([Command(command, key)], limit: Connection.replyLimit, isRepeatable: true)
        return reply.first?.integer
    }

    @Test(arguments: changes.indices, End.allCases) func allIsDoneAtTheNextPrimary(_ index: Int, _ end: End) throws {
        let (change, isMarked, count) = Self.changes[index]
        try fill(count)
        let ids = (1...count).map { JobID(String($0)) }
        let selection = Selection(queue: queue, state: .failed, scope: isMarked ? .marked(ids) : .all)
        var (step, failure, isTried): (Int, (any Error)?, Bool) = (0, nil, false)
        let outcome = store.perform(.jobs(change, selection), now: Clock.now, keeping: .none) { progress in
            step += 1
            do { try act(end, at: step, isLast: !isTried && progress.tried == count) } catch { failure = error }
            isTried = isTried || progress.tried == count
            return true
        }
        if let failure { throw failure }
        guard case .counted(let tally) = outcome else { throw TestFailure("\(outcome)") }
        #expect(step > 6)
        #expect(tally.done == count && tally.asked == count && tally.trouble == nil, "\(tally)")
        #expect(try ask("ZCARD", "{bull}:q:failed") == 0)
        if case .remove = change {
            #expect(try ask("EXISTS", "{bull}:q:\(count)") == 0)
        } else {
            #expect(try ask("LLEN", "{bull}:q:wait") == Int64(count))
        }
    }
}
