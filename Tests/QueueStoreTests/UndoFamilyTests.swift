import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Removed parents and children are connected again when they are restored, whatever happened meanwhile.
@Suite struct UndoFamilyTests {
    private let queue = QueueID("bull:q")

    /// Creates a parent `p` with a child that completed, one that failed, one whose failure was ignored, and two that
    /// wait; one of them has a child of its own in another queue.
    private func bench(_ version: String = "bullmq:6.2.1") throws -> Bench {
        let bench = try Bench()
        func child(_ id: String, of parent: String, in base: String = "bull:q") -> String {
            "HSET \(base):\(id) name n parentKey bull:q:\(parent) parent {\"id\":\"\(parent)\",\"queueKey\":\"bull:q\"}"
        }
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000 version \(version)",
            "HSET bull:r:meta opts.maxLenEvents 10000 version \(version)", "HSET bull:q:p name n",
            "ZADD bull:q:waiting-children 1795466014077 p 1795466014078 a:b:c",
            "SADD bull:q:p:dependencies bull:q:a:b:c bull:q:w", "HSET bull:q:p:processed bull:q:done 1",
            "HSET bull:q:p:failed bull:q:ignored no", "ZADD bull:q:p:unsuccessful 7 bull:q:lost",
            child("done", of: "p"),
            child("ignored", of: "p"), child("lost", of: "p"), child("a:b:c", of: "p"), child("w", of: "p"),
            "ZADD bull:q:completed 5 done", "ZADD bull:q:failed 6 ignored 7 lost", "RPUSH bull:q:wait v w x",
            child("leaf", of: "a:b:c", in: "bull:r"), "SADD bull:q:a:b:c:dependencies bull:r:leaf",
            "RPUSH bull:r:wait y leaf")
        return bench
    }

    private func remove(_ id: String, _ bench: Bench, _ change: JobChange = .remove()) throws -> [RemovedJob] {
        let target = Operation.Target(queue: queue, job: JobID(id), state: nil)
        let outcome = bench.store.perform(.job(change, target), now: 1_000)
        guard case .removed(let jobs) = outcome else { throw TestFailure("\(outcome)") }
        return jobs
    }

    private func restore(_ job: RemovedJob, _ bench: Bench) -> Outcome {
        bench.store.perform(.queue(.restore(job), job.queue), now: 1_000)
    }

    @Test(arguments: UndoTests.versions, [JobChange.remove(), .remove(children: false), .removeUnprocessedChildren])
    func comesBackWhole(version: String, change: JobChange) throws {
        let bench = try bench(version)
        let before = try snapshot(of: bench.connection).withoutTraces
        let removed = try remove("p", bench, change)
        let counts: [JobChange: [Int]] = [.remove(): [7], .remove(children: false): [1]]
        #expect(removed.map(\.count).sorted() == counts[change] ?? [1, 2])
        #expect(try bench.send("EXISTS bull:q:p")[0].integer == (change == .removeUnprocessedChildren ? 1 : 0))
        for job in removed.reversed() { #expect(restore(job, bench) == .done) }
        let after = try snapshot(of: bench.connection).withoutTraces
        #expect(KeyspaceComparison().differences(expected: before, actual: after) == [])
    }

    @Test func takesAParentBackThatHasNotBegun() throws {
        let bench = try bench()
        try bench.send("SREM bull:q:p:dependencies bull:q:w")
        let before = try snapshot(of: bench.connection).withoutTraces
        let removed = try remove("a:b:c", bench)
        #expect(try bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings.map(\.text) == ["v", "w", "x", "p"])
        #expect(restore(removed[0], bench) == .done)
        let after = try snapshot(of: bench.connection).withoutTraces
        #expect(KeyspaceComparison().differences(expected: before, actual: after) == [])
    }

    @Test func leavesAParentAloneThatHasBegun() throws {
        let bench = try bench()
        try bench.send("SREM bull:q:p:dependencies bull:q:w")
        let removed = try remove("a:b:c", bench)
        try bench.send("RPOPLPUSH bull:q:wait bull:q:active")
        #expect(restore(removed[0], bench) == .done)
        // A dependency would make the running parent fail when it completes.
        #expect(try bench.send("EXISTS bull:q:p:dependencies")[0].integer == 0)
        #expect(try bench.send("LRANGE bull:q:active 0 -1")[0].byteStrings.map(\.text) == ["p"])
        #expect(try bench.send("EXISTS bull:q:a:b:c bull:r:leaf")[0].integer == 2)
    }

    @Test func doesNotWaitForChildrenThatHaveGoneOn() throws {
        let bench = try bench()
        let removed = try remove("p", bench, .remove(children: false))
        // One has completed since, and the other one was removed.
        try bench.send(
            "LREM bull:q:wait 0 w", "ZADD bull:q:completed 9 w", "HSET bull:q:w returnvalue 42", "DEL bull:q:a:b:c",
            "ZREM bull:q:waiting-children a:b:c")
        #expect(restore(removed[0], bench) == .done)
        #expect(try bench.send("HGET bull:q:p:processed bull:q:w")[0].text == "42")
        #expect(try bench.send("EXISTS bull:q:p:dependencies bull:q:waiting-children")[0].integer == 0)
        #expect(try bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings.map(\.text) == ["v", "x", "p"])
    }

    @Test func countsAndWeighsBeforehandByReadingAlone() throws {
        let bench = try bench()
        try bench.add(user: "viewer", "+@read", "~*")
        let viewer = try Bench(bench.redis, user: "viewer").store
        #expect(try viewer.childCount(of: JobID("p"), in: queue) == ChildCount(jobs: 6))
        #expect(try viewer.childCount(of: JobID("w"), in: queue) == ChildCount(jobs: 0))
        #expect(try viewer.childCount(of: JobID("p"), in: queue, limit: 3).isComplete == false)
        try bench.send("HSET bull:r:leaf data \(String(repeating: "x", count: 300_000))")
        let jobs = ["p", "w", "a:b:c", "nobody"].map { JobID($0) }
        let answers = try viewer.restorability(of: jobs, in: queue)
        guard answers.count == 4, case .tooLarge(let heavy) = answers[0], case .kept(let light) = answers[1],
            case .tooLarge = answers[2]
        else {
            Issue.record("\(answers)")
            return
        }
        #expect(heavy > 300_000 && light < 2_000)
        #expect(answers[3] == .vanished)
        // Without its children it is small.
        guard case .kept? = try viewer.restorability(of: [JobID("p")], in: queue, children: false).first else {
            Issue.record("it should fit")
            return
        }
    }

    @Test func endsCountingWhereAFlowIsACircle() throws {
        let bench = try bench()
        try bench.send("SADD bull:r:leaf:dependencies bull:q:p")
        #expect(try bench.store.childCount(of: JobID("p"), in: queue) == ChildCount(jobs: 6))
    }
}
