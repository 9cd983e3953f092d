import Canvas
import Queues
import Testing

@testable import Dashboard

/// Removed jobs can be listed and restored.
@Suite struct TrashTests {
    @Test func theLatestIsPutBackFirst() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.throwAway(["7"])
        scenario.throwAway(["8"])
        #expect(scenario.footer.contains("U shows the trash"))
        scenario.press(.character("U"))
        #expect(scenario.shows("welcome") && scenario.shows("2 removals"))
        scenario.press(.character("r"))
        #expect(scenario.footer.contains("Restore job 8 to email?"))
        scenario.press(.character("y"))
        let operation = Queues.Operation.queue(.restore(Scenario.removed("8")), Fixture.email)
        #expect(scenario.takeEffects().last == .perform(operation, keeping: .none))
        scenario.send(.performed(operation, .refused(.exists)))
        #expect(scenario.state.trash.items.count == 2, "what could not be restored is kept")
        scenario.send(.performed(operation, .done))
        #expect(scenario.state.trash.items.map(\.job.id) == [JobID("7")])
    }

    /// Checks that Ctrl-C leaves what waits for its turn in the trash.
    @Test func whatWasStoppedBeforeItsTurnIsKept() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.throwAway(["7"])
        scenario.press(.character("U"), .character("r"), .character("y"))
        var tally = Tally()
        tally.left = nil
        scenario.send(.performed(.queue(.restore(Scenario.removed("7")), Fixture.email), .counted(tally)))
        #expect(scenario.footer.contains("Did not restore job 7 to email: it was stopped before its turn."))
        #expect(scenario.state.trash.items.count == 1)
    }

    /// Checks that a row and the sum use the same measure of memory.
    @Test func theSumIsThatOfTheRows() throws {
        var scenario = Scenario(columns: 120, rows: 20)
        scenario.open("5")
        scenario.throwAway(["7"])
        scenario.press(.character("U"))
        let memory = Format.bytes(try #require(scenario.state.trash.items.first).memory)
        #expect(scenario.text.contains { $0.contains("welcome") && $0.contains(memory) })
        #expect(scenario.shows("1 removal, \(memory) of \(Format.bytes(Trash.limit)) of memory"))
    }

    @Test func theReportTellsHowManyCanBePutBack() {
        var scenario = Scenario()
        scenario.open("5")
        let selection = Selection(queue: Fixture.email, state: .failed, scope: .all)
        var tally = Tally(done: 3)
        tally.removed = [Scenario.removed("7"), Scenario.removed("8")]
        scenario.send(.performed(.jobs(.remove(), selection), .counted(tally)))
        #expect(scenario.footer.contains("Removed 3 failed jobs of email. 2 can be restored: U."))
    }

    @Test func itsBoundHolds() {
        var trash = Trash()
        let third = Trash.limit / 3
        trash.take((1...4).map { Scenario.removed("\($0)", bytes: third) }, at: 0)
        #expect(trash.items.map(\.job.id) == [JobID("4"), JobID("3")])
        trash.take([Scenario.removed("5", bytes: Trash.limit + 1)], at: 0)
        #expect(trash.items.isEmpty, "what is larger than all of it is not kept, and nothing that is older")
    }

    /// Checks that the bound is one of memory: the values of a small job are little beside the memory that holds them;
    /// 30,000 jobs once took 60 MB instead of 3.7.
    @Test func itsBoundIsOneOfMemory() {
        var trash = Trash()
        var job = Scenario.removed("7")
        job.fields = Array(repeating: Array("value".utf8), count: 18)
        trash.take(Array(repeating: job, count: 30_000), at: 0)
        #expect((5_000...10_000).contains(trash.items.count))
    }

    @Test func readOnlyPutsNothingBack() {
        var scenario = Scenario(isReadOnly: true)
        scenario.open("5")
        scenario.throwAway(["7"])
        scenario.press(.character("U"), .character("r"))
        #expect(scenario.footer.contains("Read-only"))
    }
}

extension Scenario {
    /// Returns a failed job as a removal returns it.
    static func removed(_ id: String, bytes: Int = 10) -> RemovedJob {
        var job = RemovedJob(queue: Fixture.email, id: JobID(id), state: .failed, place: Array("failed".utf8))
        job.fields = ["name", "welcome", "data"].map { Array($0.utf8) } + [Array(repeating: 0x61, count: bytes)]
        return job
    }

    /// Removes jobs, one after the other.
    mutating func throwAway(_ ids: [String]) {
        for job in ids.map({ Self.removed($0) }) {
            let target = Queues.Operation.Target(queue: job.queue, job: job.id, state: job.state)
            send(.performed(.remove(target), .removed([job])))
        }
    }
}
