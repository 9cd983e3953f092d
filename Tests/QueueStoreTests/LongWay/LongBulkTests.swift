import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Changes of many jobs on a server at the end of a long way: scripts are sent together, so that it never waits long.
@Suite struct LongBulkTests {
    private let bench: BulkBench
    private let store: QueueStore
    private let proxy: DelayingProxy

    /// A way of 60 ms there and back, as wide as a home's.
    init() throws {
        bench = try BulkBench()
        (store, proxy) = try LongWayTests.store(bench.bench.redis, roundTrip: 60, rate: 100_000_000)
        try store.connect()
    }

    private func tally(
        _ change: JobChange, keeping budget: UndoBudget = .none, report: @escaping (Progress) -> Bool = { _ in true }
    ) throws -> Tally {
        let selection = Selection(queue: bench.queue, state: .failed, scope: .all)
        let outcome = store.perform(.jobs(change, selection), now: Clock.now, keeping: budget, report: report)
        guard case .counted(let tally) = outcome else { throw TestFailure("\(outcome)") }
        return tally
    }

    /// Sends a script of 1,000 jobs or fewer each, and most of them without waiting for the one before.
    @Test func scriptsAreSentTogether() throws {
        try bench.fill(20_000, .failed)
        let before = proxy.roundTrips
        #expect(try tally(.retry()).done == 20_000)
        let scripts = try bench.scriptsRun()
        let trips = proxy.roundTrips - before
        #expect(scripts >= 60, "\(scripts) scripts")
        #expect(trips * 2 < scripts, "\(trips) round trips for \(scripts) scripts")
        #expect(try bench.length("wait") == 20_000 && bench.length("failed") == 0)
    }

    /// Checks that the time of a script is not that of its way: where commands come one packet after the other, the script
    /// would seem slow, and get fewer and fewer jobs.
    @Test(arguments: [true, false]) func aNarrowWayLeavesScriptsAsTheyAre(permitsTransactions: Bool) throws {
        if !permitsTransactions { try bench.send("ACL SETUSER default -multi") }
        let (store, narrow) = try LongWayTests.store(bench.bench.redis, roundTrip: 20, name: "narrow")
        try store.connect()
        try bench.fill(3_000, .failed)
        let selection = Selection(queue: bench.queue, state: .failed, scope: .all)
        let outcome = store.perform(.jobs(.retry(), selection), now: Clock.now, keeping: .none) { _ in true }
        guard case .counted(let tally) = outcome else { throw TestFailure("\(outcome)") }
        #expect(tally.done == 3_000 && narrow.roundTrips > 0)
        let scripts = try bench.scriptsRun()
        #expect((scripts < 100) == permitsTransactions, "\(scripts) scripts")
    }

    /// Scripts that the server has forgotten meanwhile are sent again, and no job is counted twice.
    @Test func forgottenScriptsAreSentAgain() throws {
        try bench.fill(6_000, .failed)
        var calls = 0
        let tally = try tally(.retry()) { progress in
            calls += 1
            if calls % 3 == 0 { _ = try? bench.send("SCRIPT FLUSH") }
            return progress.tried <= 6_000
        }
        #expect(tally.done == 6_000 && tally.left == 0 && tally.refused.isEmpty)
        #expect(try bench.length("wait") == 6_000)
    }

    /// Removed jobs are kept as far as there is room, whatever is sent together.
    @Test func keptJobsStayWithinTheirRoom() throws {
        try bench.fill(3_000, .failed)
        let budget = UndoBudget(perReply: 40_000, perOperation: 200_000)
        let tally = try tally(.remove(), keeping: budget)
        let kept = tally.removed.reduce(0) { $0 + $1.memory }
        // The memory of a job is a little more than its bytes.
        #expect(kept > 0 && kept <= budget.perOperation + 4 * budget.perReply, "\(kept)")
        #expect(tally.done + tally.refused.values.reduce(0, +) == 3_000)
        #expect(try bench.length("failed") == 3_000 - tally.done)
    }

    /// What was stopped is counted: nothing that was under way is lost from the report.
    @Test func whatIsUnderWayIsReportedWhenStopped() throws {
        try bench.fill(6_000, .failed)
        let tally = try tally(.retry()) { $0.tried < 2_000 }
        #expect(tally.done >= 2_000 && tally.done < 6_000)
        #expect(tally.left == 6_000 - tally.done)
        #expect(try bench.length("wait") == tally.done)
    }
}

/// How many scripts are sent at once, for times in µs.
@Suite struct LineTests {
    private static let cases: [(times: [(Int64, Int64)], batches: Int)] = [
        // A server on this machine, one in the same network, some far away, and one that no longer is.
        ([(1_500, 1_400), (1_500, 1_400)], 1), ([(2_000, 1_400), (2_100, 1_400)], 1),
        ([(9_000, 1_400), (9_000, 1_400)], 1),
        ([(61_400, 1_400), (62_800, 2_800), (65_600, 5_600)], 8),
        ([(151_400, 1_400), (2_202_800, 2_800), (2_202_800, 2_800)], 1),
        ([(61_400, 1_400), (62_800, 2_800), (5_700, 5_600), (2_900, 2_800)], 1),
        (Array(repeating: (100_000, 1_400), count: 20), 32),
    ]

    @Test(arguments: cases)
    func sendsMoreWhereWaitingTakesLonger(times: [(Int64, Int64)], batches: Int) {
        var line = Line()
        for (elapsed, working) in times { line.note(took: elapsed, working: working) }
        #expect(line.batches == batches)
        line.beginAgain()
        #expect(line.batches == 1 && !line.isLong)
    }
}
