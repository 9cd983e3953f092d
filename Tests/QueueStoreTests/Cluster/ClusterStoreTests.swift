import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Queues in a cluster of three primaries and their replicas.
@Suite(.serialized) struct ClusterStoreTests {
    let cluster: PrivateCluster
    let store: QueueStore
    let client: any RedisClient

    init() throws {
        cluster = try PrivateCluster()
        store = QueueStore(endpoint: cluster.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        client = try cluster.endpoint.connect(name: "test")
        try store.connect()
    }

    private func send(_ lines: [String]) throws {
        let commands = lines.map { line in
            let words = line.split(separator: " ").map { Array($0.utf8) }
            return Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst()))
        }
        for reply in try client.pipeline(commands, limit: Connection.replyLimit, isRepeatable: false) {
            if let error = reply.error { throw TestFailure(error.message) }
        }
    }

    private func overview() throws -> Overview {
        while try store.discover(now: Clock.now) {}
        guard case .overview(let overview) = try store.answer(.overview, now: Clock.now).content else {
            throw TestFailure("another content")
        }
        return overview
    }

    private func summary(_ name: String) throws -> QueueSummary {
        try #require(try overview().queues.first { $0.id.base.elementsEqual(name.utf8) })
    }

    private func addFailed(_ count: Int, to base: String) throws {
        try send(["HSET \(base):meta version bullmq:5.60.0", "SET \(base):id \(count)"])
        for start in stride(from: 1, through: count, by: 5_000) {
            let numbers = start...min(start + 4_999, count)
            try send(
                numbers.map {
                    "HSET \(base):\($0) name n data {} opts {} timestamp 1 atm 1 failedReason x finishedOn \($0)"
                }
                    + numbers.map { "ZADD \(base):failed \($0) \($0)" })
        }
    }

    /// Checks that counts equal the official client's. It knows one server; the keys of a tagged queue are on one.
    @Test func countsEqualTheOfficialClients() throws {
        let script = """
            import asyncio, json, sys
            from bullmq import Queue

            async def main():
                prefix, name, port = sys.argv[1:]
                queue = Queue(name, {"connection": f"redis://127.0.0.1:{port}", "prefix": prefix})
                await queue.add("a", {})
                await queue.add("b", {}, {"delay": 100000})
                await queue.add("c", {}, {"priority": 2})
                counts = await queue.getJobCounts("waiting", "delayed", "prioritized", "active", "failed")
                print(json.dumps([counts["waiting"], counts["delayed"], counts["prioritized"]]))
                await queue.close()

            asyncio.run(main())
            """
        var printed: [String: String] = [:]
        for (prefix, name) in [("{bull}", "one"), ("{bull}", "two"), ("bull", "{three}"), ("bull", "{four}")] {
            let base = "\(prefix):\(name)"
            let port = String(cluster.master(of: base).port)
            printed[base] = try PythonClient.run(.bullmq5, script: script, arguments: [prefix, name, port])
        }
        for (base, text) in printed {
            let counts = try summary(base).counts
            #expect(
                text.contains(
                    "[\(counts.atLeast(.waiting)), \(counts.atLeast(.delayed)), \(counts.atLeast(.prioritized))]"),
                "\(base)")
            #expect(counts[.waiting] == 1)
        }
        #expect(try overview().queues.count == 4)
        #expect(store.server.nodes.compactMap(\.slots).reduce(0, +) == HashSlot.count)
    }

    @Test func aQueueWithoutHashTagIsReadAndNotChanged() throws {
        try send([
            "HSET bull:plain:meta version bullmq:5.60.0", "RPUSH bull:plain:wait 1 2", "ZADD bull:plain:failed 1 3",
            "HSET bull:plain:1 name n data {} opts {} timestamp 1",
        ])
        #expect(try summary("bull:plain").counts[.waiting] == 2)
        #expect(try summary("bull:plain").counts[.failed] == 1)
        let queue = QueueID("bull:plain")
        let target = Queues.Operation.Target(queue: queue, job: JobID(Array("3".utf8)), state: nil)
        let selection = Selection(queue: queue, state: .failed, scope: .all)
        for operation in [Queues.Operation.queue(.pause, queue), .retry(target), .jobs(.retry(), selection)] {
            guard case .refused(.invalid(let words)) = store.perform(operation, now: Clock.now) else {
                Issue.record("\(operation) was not refused")
                continue
            }
            #expect(words.contains("no hash tag"))
        }
        #expect(try summary("bull:plain").isPaused == false)
        let verdicts = QueueHealth(try summary("bull:plain"), now: Clock.now).verdicts
        #expect(verdicts.contains { if case .noProgress(.scattered, waiting: 2, _) = $0 { true } else { false } })
    }

    @Test func taggedQueuesAreChanged() throws {
        try addFailed(3, to: "{bull}:q")
        let queue = QueueID("{bull}:q")
        func target(_ id: String) -> Queues.Operation.Target {
            Queues.Operation.Target(queue: queue, job: JobID(Array(id.utf8)), state: nil)
        }
        let selection = Selection(queue: queue, state: .failed, scope: .all)
        let operations: [Queues.Operation] = [
            .queue(.pause, queue), .queue(.resume, queue), .retry(target("1")), .remove(target("2")),
            .jobs(.retry(), selection),
        ]
        for operation in operations {
            switch store.perform(operation, now: Clock.now) {
            case .failed(let trouble): Issue.record("\(operation): \(trouble)")
            case .refused(let refusal): Issue.record("\(operation): \(refusal)")
            default: break
            }
        }
        let counts = try summary("{bull}:q").counts
        #expect(counts[.waiting] == 2 && counts[.failed] == 0)
    }

    @Test func aJobMovesWithinOneSlotOnly() throws {
        try addFailed(1, to: "{bull}:q")
        let (queue, near, far) = (QueueID("{bull}:q"), QueueID("{bull}:dead"), QueueID("{other}:dead"))
        try send(["HSET {bull}:dead:meta version bullmq:5.60.0", "HSET {other}:dead:meta version bullmq:5.60.0"])
        let target = Queues.Operation.Target(queue: queue, job: JobID("1"), state: .failed)
        let words = "a cluster keeps these queues in different slots; their prefixes need the same hash tag."
        #expect(store.perform(.job(.move(to: far), target), now: Clock.now) == .refused(.invalid(words)))
        #expect(store.perform(.job(.move(to: near), target), now: Clock.now).movedJob == JobID("1"))
        #expect(try summary("{bull}:dead").counts[.waiting] == 1)
    }

    /// A change that would touch a relative in another slot is refused before anything is sent, alone and in bulk.
    @Test func relativesInOtherSlotsAreNamed() throws {
        try addFailed(3, to: "{bull}:q")
        try send([
            "HSET {bull}:q:1 parentKey {other}:p:9", "HSET {other}:p:9 name n data {} opts {} timestamp 1",
            "SADD {other}:p:9:dependencies {bull}:q:1", "SADD {bull}:q:2:dependencies {other}:c:4",
            "HSET {bull}:q:3 parentKey {bull}:p:9",
        ])
        let queue = QueueID("{bull}:q")
        func target(_ id: String) -> Queues.Operation.Target {
            Queues.Operation.Target(queue: queue, job: JobID(id), state: .failed)
        }
        for change in [JobChange.retry(), .remove(), .breakDependency] {
            for (id, relative) in [("1", "its parent {other}:p:9"), ("2", "its child {other}:c:4")] {
                guard case .refused(.invalid(let words)) = store.perform(.job(change, target(id)), now: Clock.now)
                else {
                    Issue.record("\(change) of \(id) was not refused")
                    continue
                }
                #expect(words.hasPrefix(relative) && words.contains("another hash slot"), "\(words)")
            }
        }
        #expect(try summary("{bull}:q").counts[.failed] == 3)
        let selection = Selection(queue: queue, state: .failed, scope: .all)
        guard case .counted(let tally) = store.perform(.jobs(.retry(), selection), now: Clock.now) else {
            throw TestFailure("no report")
        }
        #expect(tally.done == 1 && tally.refused.values.reduce(0, +) == 2, "\(tally)")
        // What touches the job alone is done.
        #expect(store.perform(.job(.addLog(Array("x".utf8)), target("1")), now: Clock.now).isDone)
        let counts = try summary("{bull}:q").counts
        #expect(counts[.failed] == 2 && counts[.waiting] == 1)
    }
}
