import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The jobs to which a bulk operation applies.
@Suite struct BulkScopeTests {
    /// A change of the jobs of a state, and the list or sorted set that they leave.
    struct Case: CustomStringConvertible, Sendable {
        let family: BulkBench.Family
        let state: JobState
        let change: JobChange
        var paused = false

        var description: String { "\(family), \(state), \(change), \(paused)" }
        var place: String { state == .waiting ? (paused ? "paused" : "wait") : state.rawValue }

        static let all: [Case] = BulkBench.Family.allCases.flatMap { family in
            let ofAll: [Case] = [
                Case(family: family, state: .failed, change: .retry()),
                Case(family: family, state: .failed, change: .remove()),
                Case(family: family, state: .completed, change: .retry()),
                Case(family: family, state: .delayed, change: .promote),
                Case(family: family, state: .waiting, change: .remove()),
                Case(family: family, state: .waiting, change: .remove(), paused: true),
            ]
            let ofBullMQ: [Case] = [
                Case(family: family, state: .prioritized, change: .remove()),
                Case(family: family, state: .waitingChildren, change: .remove()),
            ]
            return ofAll + (family == .bull ? [] : ofBullMQ)
        }
    }

    private func bench(_ item: Case, _ count: Int) throws -> BulkBench {
        let bench = try BulkBench(item.family)
        try bench.fill(count, item.state, paused: item.paused)
        guard item.paused else { return bench }
        try bench.send(item.family == .bull ? "SET bull:q:meta-paused 1" : "HSET bull:q:meta paused 1")
        return bench
    }

    @Test(arguments: Case.all) func all(item: Case) throws {
        let bench = try bench(item, 130)
        let found = try bench.count(item.state)
        #expect(found.count == 130)
        #expect(found.sample.map { $0.id.bytes.text } == ["1", "2", "3", "4", "5"])
        #expect(found.sample[0].name == Array("Odd-job".utf8))
        var progress: [Progress] = []
        let tally = try bench.tally(item.change, item.state) {
            progress.append($0)
            return true
        }
        #expect(tally.done == 130 && tally.refused.isEmpty && tally.left == 0 && tally.trouble == nil)
        #expect(progress.last?.tried == 130 && progress.allSatisfy { $0.total == 130 })
        #expect(progress.first?.tried == 40)
        #expect(try bench.length(item.place) == 0)
        #expect(try bench.count(item.state).count == 0)
        let isRemoval = item.change == .remove()
        #expect(tally.removed.count == (isRemoval ? 130 : 0))
        #expect(try bench.send("EXISTS bull:q:1 bull:q:130").integer == (isRemoval ? 0 : 2))
        #expect(try bench.length("wait") == (isRemoval ? 0 : 130))
    }

    @Test(arguments: Case.all) func matching(item: Case) throws {
        let bench = try bench(item, 130)
        func matching(_ text: String) -> Selection.Scope { .matching(Array(text.utf8)) }
        #expect(try bench.tally(item.change, item.state, matching("ODD")).done == 0)
        #expect(try bench.count(item.state, matching("Odd-j")).count == 65)
        let found = try bench.count(item.state, matching("odd-j"))
        #expect(found.count == 65 && found.sample.map { $0.id.bytes.text } == ["1", "3", "5", "7", "9"])
        let byName = try bench.tally(item.change, item.state, matching("odd-j"))
        #expect(byName.done == 65 && byName.refused.isEmpty && byName.left == 0)
        #expect(try bench.length(item.place) == 65)
        #expect(try bench.tally(item.change, item.state, matching("<12>")).done == 1)
        // 112 jobs are gone already: 2, 12 and so on.
        #expect(try bench.tally(item.change, item.state, matching("130")).done == 1)
        #expect(try bench.length(item.place) == 63)
        #expect(try bench.tally(item.change, item.state, matching("")).done == 63)
    }

    @Test(arguments: Case.all) func marked(item: Case) throws {
        let bench = try bench(item, 30)
        let scope = Selection.Scope.marked(["3", "9", "3", "gone", "12"].map { JobID($0) })
        let found = try bench.count(item.state, scope)
        #expect(found.count == 3 && found.sample.map { $0.id.bytes.text } == ["3", "9", "12"])
        let tally = try bench.tally(item.change, item.state, scope)
        #expect(tally.done == 3 && tally.refused == [.vanished: 1] && tally.left == 0)
        #expect(try bench.length(item.place) == 27)
        #expect(try !bench.ids(item.place).contains("9"))
    }

    @Test func longReasonsAreReadInPart() throws {
        let bench = try BulkBench()
        try bench.fill(3, .failed)
        let long = String(repeating: "x", count: 3_000_000)
        try bench.send("HSET bull:q:2 failedReason needle\(long)")
        let received = bench.bench.store.connection?.traffic.bytes ?? 0
        #expect(try bench.tally(.retry(), .failed, .matching(Array("needle".utf8))).done == 1)
        #expect((bench.bench.store.connection?.traffic.bytes ?? 0) - received < 100_000)
        #expect(try bench.ids("failed") == ["1", "3"])
    }

    /// Checks that an unreadable text is not counted as one without a match.
    @Test func whoMayNotReadIsToldSo() throws {
        let bench = try BulkBench()
        try bench.fill(3, .failed)
        try bench.send("HSET bull:q:2 failedReason needle" + String(repeating: "x", count: 20_000))
        let selection = Selection(
            queue: QueueID("bull:q"), state: .failed, scope: .matching(Array("needle".utf8)))
        for forbidden in ["-hstrlen", "-hget"] {
            try bench.bench.add(user: "blind\(forbidden)", "+@all", forbidden, "-eval", "-evalsha", "~*")
            let store = try Bench(bench.bench.redis, user: "blind\(forbidden)").store
            let trouble = #expect(throws: Trouble.self) { try store.count(selection) }
            guard case .noPermission = trouble else {
                Issue.record("\(String(describing: trouble))")
                continue
            }
        }
        try bench.bench.add(user: "careless", "+@all", "-hstrlen", "~*")
        let outcome = try Bench(bench.bench.redis, user: "careless").store.perform(
            .jobs(.retry(), selection), now: 1_000)
        guard case .refused(.noPermission) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        // Without scripts a long reason is read as a whole.
        try bench.bench.add(user: "reader", "+@read", "~*")
        #expect(try Bench(bench.bench.redis, user: "reader").store.count(selection).count == 1)
        #expect(try bench.ids("failed") == ["1", "2", "3"])
    }

    @Test func emptyOrUnknownIsNothing() throws {
        let bench = try BulkBench()
        #expect(bench.perform(.retry(), .failed) == .counted(Tally()))
        #expect(bench.perform(.retry(), .failed, .marked([])) == .counted(Tally()))
        #expect(bench.perform(.changePriority(-1), .waiting) != .counted(Tally()))
        let bull = try BulkBench(.bull)
        try bull.fill(3, .waiting)
        #expect(bull.perform(.breakDependency, .waiting) == .refused(.unsupported(.bull)))
    }

    @Test func oldMarkersAreNoJobs() throws {
        let bench = try BulkBench(.bullmq5)
        try bench.send("HSET bull:q:meta version bullmq:4.18.3")
        try bench.fill(5, .waiting)
        try bench.send("RPUSH bull:q:wait 0:0")
        let tally = try bench.tally(.remove(), .waiting)
        #expect(tally.done == 5 && tally.refused.isEmpty)
        #expect(try bench.ids("wait") == ["0:0"])
    }
}
