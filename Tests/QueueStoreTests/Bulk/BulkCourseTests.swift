import Queues
import Redis
import TestSupport
import Testing
import Threads

@testable import QueueStore

/// Events while a bulk operation is in progress.
@Suite struct BulkCourseTests {
    @Test func whatHasMovedStays() throws {
        let bench = try BulkBench()
        try bench.fill(1_500, .failed)
        var isFirst = true
        let tally = try bench.tally(.retry(), .failed) { _ in
            if isFirst {
                // One job whose id has been read already, and one that will not be found any more.
                for id in [900, 1_400] {
                    _ = try? bench.send("ZREM bull:q:failed \(id)")
                    _ = try? bench.send("LPUSH bull:q:active \(id)")
                }
            }
            isFirst = false
            return true
        }
        #expect(tally.done == 1_498 && tally.left == 0)
        #expect(tally.refused == [.moved(to: .active): 1, .gone: 1])
        #expect(try bench.length("failed") == 0)
        #expect(try bench.ids("active") == ["1400", "900"])
    }

    @Test(arguments: [JobState.waiting, .failed, .delayed])
    func theRefusedAreCountedByReasonAndPassedBy(state: JobState) throws {
        let bench = try BulkBench()
        try bench.fill(4_500, state)
        let script = "for i = 1, 2500 do redis.call('SET', 'bull:q:' .. i .. ':lock', 1) end"
        _ = try bench.bench.connection.send(Command("EVAL", script, "0"))
        try bench.send("DEL bull:q:4000")
        try bench.send("SET bull:q:4001 text")
        var calls = 0
        let tally = try bench.tally(.remove(), state, keeping: .none) { progress in
            calls += 1
            // Workers take the oldest jobs meanwhile, so that positions change.
            if calls % 10 == 0, state == .waiting { _ = try? bench.send("RPOP bull:q:wait 7") }
            return calls < 4_500
        }
        #expect(calls < 4_500)
        let place = state == .waiting ? "wait" : state.rawValue
        #expect(try bench.ids(place).allSatisfy { (Int($0) ?? 0) <= 2_500 || $0 == "4001" })
        #expect(tally.done >= 1_998 && tally.left == 0)
        #expect((tally.refused[.locked] ?? 0) > 0)
        if state != .waiting { #expect(tally.refused[.locked] == 2_500) }
        #expect(tally.refused[.server(.wrongType)] == 1)
    }

    @Test func aJobThatFailsAgainIsRetriedOnce() throws {
        let bench = try BulkBench()
        try bench.fill(1_200, .failed)
        var again: [String] = []
        let tally = try bench.tally(.retry(), .failed) { _ in
            // A worker takes two jobs, which fail: by its clock now, and by a clock that is far behind.
            for time in [Clock.now, 5] {
                guard let id = try? bench.send("RPOP bull:q:wait").text else { continue }
                _ = try? bench.send("ZADD bull:q:failed \(time) \(id)")
                again.append(id)
            }
            return true
        }
        #expect(tally.done == 1_200 && tally.refused.isEmpty && tally.left == 0)
        #expect(Set(again).count == again.count)
        #expect(try Set(bench.ids("failed")) == Set(again))
        #expect(try bench.length("wait") == 1_200 - again.count)
    }

    @Test func whatChangesItsPlaceInTheStateIsChangedOnce() throws {
        let bench = try BulkBench()
        try bench.fill(1_500, .delayed)
        let tally = try bench.tally(.changeDelay(.at(1_700_000_000_700)), .delayed)
        #expect(tally.done == 1_500 && tally.refused.isEmpty)
        #expect(try bench.length("delayed") == 1_500)
        let waiting = try BulkBench()
        try waiting.fill(2_100, .waiting)
        #expect(try waiting.tally(.addLog(Array("x".utf8)), .waiting).done == 2_100)
        #expect(try waiting.send("LLEN bull:q:7:logs").integer == 1)
        #expect(try waiting.send("LLEN bull:q:2100:logs").integer == 1)
    }

    @Test func aQueueThatIsPausedMeanwhileKeepsNothingBack() throws {
        let bench = try BulkBench(.bullmq5)
        try bench.fill(2_500, .waiting)
        var isFirst = true
        let tally = try bench.tally(.remove(), .waiting, keeping: .none) { _ in
            if isFirst { _ = try? bench.bench.send("HSET bull:q:meta paused 1", "RENAME bull:q:wait bull:q:paused") }
            isFirst = false
            return true
        }
        #expect(tally.done == 2_500 && tally.refused.isEmpty)
        #expect(try bench.send("EXISTS bull:q:wait bull:q:paused").integer == 0)
    }

    @Test func itStopsAfterABatch() throws {
        let bench = try BulkBench()
        try bench.fill(300, .failed)
        let tally = try bench.tally(.retry(), .failed) { _ in false }
        #expect(tally.done == 40 && tally.left == 260 && tally.trouble == nil)
        #expect(try bench.length("failed") == 260)
        let matching = try bench.tally(.retry(), .failed, .matching(Array("odd".utf8))) { _ in false }
        #expect(matching.done == 40 && matching.left == nil)
        let last = try bench.tally(.retry(), .failed, .marked([JobID("300")])) { _ in false }
        #expect(last.done == 1 && last.left == 0)
    }

    @Test func theStopSignalEndsIt() throws {
        let bench = try BulkBench()
        try bench.fill(300, .failed)
        let stop = StopSignal()
        let store = QueueStore(endpoint: bench.bench.redis.endpoint, prefixes: [Array("bull".utf8)], stop: stop)
        try store.connect()
        let selection = Selection(queue: bench.queue, state: .failed, scope: .all)
        let outcome = store.perform(.jobs(.retry(), selection), now: Clock.now) { _ in
            stop.stop()
            return true
        }
        guard case .counted(let tally) = outcome else { throw TestFailure("\(outcome)") }
        #expect(tally.done == 40 && tally.left == 260)
        #expect(try bench.length("failed") == 260)
    }

    /// Checks that a connection that is closed between batches is opened again: nothing was in progress, so nothing can
    /// be done twice.
    @Test func aConnectionThatIsClosedBetweenBatchesIsOpenedAgain() throws {
        let bench = try BulkBench()
        try bench.fill(300, .failed)
        let tally = try bench.tally(.retry(), .failed) { _ in
            _ = try? bench.send("CLIENT KILL TYPE normal SKIPME yes")
            return true
        }
        #expect(tally.done == 300 && tally.trouble == nil && tally.left == 0)
        #expect(try bench.length("failed") == 0)
    }

    @Test func aServerThatIsLostLeavesAReport() throws {
        let bench = try BulkBench()
        try bench.fill(300, .failed)
        let tally = try bench.tally(.retry(), .failed) { _ in
            bench.bench.redis.kill()
            return true
        }
        #expect(tally.done == 40 && tally.trouble != nil)
        // Those of the current batch count neither as done nor as left.
        #expect(100...260 ~= tally.left ?? 0)
        guard case .failed = bench.perform(.retry(), .failed) else {
            Issue.record("performed without a server")
            return
        }
    }

    @Test func aServerThatRefusesAllIsAskedOnce() throws {
        let bench = try BulkBench()
        try bench.fill(300, .failed)
        try bench.bench.add(user: "reader", "+@read", "+ping", "~*")
        let reader = try Bench(bench.bench.redis, user: "reader")
        let operation = Operation.jobs(.retry(), Selection(queue: bench.queue, state: .failed, scope: .all))
        guard case .refused(.noPermission) = reader.store.perform(operation, now: Clock.now) else {
            Issue.record("the reader was not refused")
            return
        }
        #expect(try reader.store.count(Selection(queue: bench.queue, state: .failed, scope: .all)).count == 300)
        // The server becomes a replica in the middle of the operation.
        let tally = try bench.tally(.retry(), .failed) { _ in
            _ = try? bench.send("REPLICAOF 127.0.0.1 1")
            return true
        }
        #expect(tally.done == 40 && tally.left == 260 && tally.ending == .readOnlyServer)
        #expect(bench.perform(.retry(), .failed) == .refused(.readOnlyServer))
        #expect(try bench.length("failed") == 260)
    }

    @Test func noMoreIsKeptThanTheBudget() throws {
        let data = String(repeating: "x", count: 1_000)
        for loses in [false, true] {
            let bench = try BulkBench()
            try bench.fill(200, .waiting)
            for id in 1...200 { try bench.send("HSET bull:q:\(id) data \(data)") }
            let budget = UndoBudget(perOperation: 100_000, losesLarger: loses)
            let tally = try bench.tally(.remove(), .waiting, keeping: budget)
            #expect((41...120).contains(tally.removed.count))
            #expect(tally.done == (loses ? 200 : tally.removed.count))
            #expect(tally.refused[.tooLarge] ?? 0 == 200 - tally.done)
            #expect(try bench.length("wait") == 200 - tally.done)
        }
    }

    @Test func batchesSuitTheServer() {
        var pace = Pace()
        // Jobs that take 10 µs each.
        for _ in 0..<10 { pace.note(pace.size, took: Int64(pace.size) * 10) }
        #expect(pace.size == 140)
        // A short batch says nothing about the pace, unless it was slow.
        pace.note(3, took: 10)
        #expect(pace.size == 140)
        pace.note(100, took: 1_500)
        #expect(pace.size == 93)
        // One batch that took long.
        pace.note(93, took: 100_000)
        #expect(pace.size == 46)
        // Jobs that take 1 ms each.
        for _ in 0..<10 { pace.note(pace.size, took: Int64(pace.size) * 1_000) }
        #expect(pace.size == 1)
        // Jobs that take no measurable time.
        for _ in 0..<20 { pace.note(pace.size, took: 0) }
        #expect(pace.size == 1_000)
    }
}
