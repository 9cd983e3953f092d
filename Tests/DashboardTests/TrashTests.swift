import Canvas
import Queues
import Testing

@testable import Dashboard

/// What was removed can be looked at and put back.
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
        #expect(scenario.state.trash.items.count == 2, "what could not be put back is kept")
        scenario.send(.performed(operation, .done))
        #expect(scenario.state.trash.items.map(\.job.id) == [JobID("7")])
    }

    @Test func itsBoundHolds() {
        var trash = Trash()
        let third = Trash.limit / 3
        trash.take((1...4).map { Scenario.removed("\($0)", bytes: third) }, at: 0)
        #expect(trash.items.map(\.job.id) == [JobID("4"), JobID("3")])
        trash.take([Scenario.removed("5", bytes: Trash.limit + 1)], at: 0)
        #expect(trash.items.isEmpty, "what is larger than all of it is not kept, and nothing that is older")
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
    /// A failed job as it comes back from a removal.
    static func removed(_ id: String, bytes: Int = 10) -> RemovedJob {
        var job = RemovedJob(queue: Fixture.email, id: JobID(id), state: .failed, place: Array("failed".utf8))
        job.fields = ["name", "welcome", "data"].map { Array($0.utf8) } + [Array(repeating: 0x61, count: bytes)]
        return job
    }

    /// Jobs were removed, one after the other.
    mutating func throwAway(_ ids: [String]) {
        for job in ids.map({ Self.removed($0) }) {
            let target = Queues.Operation.Target(queue: job.queue, job: job.id, state: job.state)
            send(.performed(.remove(target), .removed([job])))
        }
    }
}
