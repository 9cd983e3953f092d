import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Operations while workers take, finish and fail the same jobs: no job is lost, doubled, or run more often than it was
/// put into its queue, and every count is right.
@Suite struct RaceTests {
    private let queue = QueueID("bull:q")
    private let other = QueueID("bull:other")

    @Test(arguments: ClientFamily.allCases)
    func losesAndDoublesNothing(family: ClientFamily) throws {
        let bench = try Bench()
        for queue in [queue, other] {
            try bench.send("HSET \(queue.base.text):meta opts.maxLenEvents 1000000 version \(family.version)")
        }
        var disturbance = Disturbance(bench, queue, other: other, seed: UInt64(family.ofQueues.rawValue))
        for _ in 0..<200 { try disturbance.add() }
        let workers = try (0..<3).map { _ in try BusyWorker(family, of: bench) }
        try awaitWork(bench)
        for _ in 0..<400 { try disturbance.act() }
        try settle(bench)
        #expect(workers.filter { !$0.isAlive }.isEmpty)
        #expect(disturbance.faults == [])
        try expectOrder(bench, disturbance, family)
    }

    /// Waits until workers have finished some jobs.
    private func awaitWork(_ bench: Bench) throws {
        try wait(bench) { QueueView(queue: queue, keyspace: $0).members("completed").count > 5 }
    }

    /// Lets workers take all jobs, and waits until they have.
    private func settle(_ bench: Bench) throws {
        for change in [QueueChange.resume, .promoteAll] {
            let outcome = bench.store.perform(.queue(change, queue), now: Clock.now)
            #expect(outcome.isDone)
        }
        try wait(bench) { keyspace in
            let view = QueueView(queue: queue, keyspace: keyspace)
            return [.waiting, .active, .delayed, .prioritized].flatMap(view.ids).isEmpty
        }
    }

    private func wait(_ bench: Bench, until isDone: (Keyspace) -> Bool) throws {
        for _ in 0..<600 {
            if isDone(try snapshot(of: bench.connection)) { return }
            // A pause that the server keeps.
            _ = try bench.connection.send(Command("BLPOP", "no such list", "0.1"))
        }
        throw TestFailure("the workers do not come to an end")
    }

    private func expectOrder(_ bench: Bench, _ disturbance: Disturbance, _ family: ClientFamily) throws {
        let keyspace = try snapshot(of: bench.connection)
        let view = QueueView(queue: queue, keyspace: keyspace)
        guard case .stream(let events)? = keyspace.entries[queue.key("events")]?.value else {
            throw TestFailure("no events")
        }
        let history = JobHistory(events)
        #expect(history.faults == [])
        #expect(history.states.count == disturbance.added)
        for (id, last) in history.states { expectPlace(of: id, after: last, view) }
        for id in view.ids { expectRuns(history, id, view, family) }

        let gone = history.states.filter { $0.value == "removed" }.keys
        #expect(gone.sorted() == (disturbance.removed + disturbance.moved).sorted())
        // Draining sends no events.
        #expect(history.states.count - gone.count - view.ids.count == disturbance.drained)
        let moved = QueueView(queue: other, keyspace: keyspace).ids
        #expect(moved.count == disturbance.moved.count && Set(moved).count == moved.count)
        let counts = try bench.overview().queues.first { $0.id == queue }?.counts
        #expect(counts?.total == CountSum([view.ids.count]))
        #expect(keyspace.entries.keys.filter { $0.text.hasSuffix(":lock") } == [])
    }

    /// Checks that a job is in the one place that its last event names, or does not exist.
    private func expectPlace(of id: String, after last: String, _ view: QueueView) {
        let places = view.ids.filter { $0 == Array(id.utf8) }.count
        #expect(places == (view.exists(queue.key(of: JobID(id))) ? 1 : 0), "\(id) after \(last)")
        let state = view.state(of: Array(id.utf8))
        switch last {
        case "completed": #expect(state == .completed, "\(id)")
        case "failed", "retries-exhausted": #expect(state == .failed, "\(id)")
        default: #expect(state == nil, "\(id) after \(last)")
        }
    }

    /// Checks that the job's hash counts as many attempts as there were.
    private func expectRuns(_ history: JobHistory, _ id: [UInt8], _ view: QueueView, _ family: ClientFamily) {
        let name = ClientFamily.recent.contains(family) ? "ats" : "attemptsMade"
        #expect(view.field(name, of: view.key(of: id))?.text == history.runs[id.text].map(String.init), "\(id.text)")
    }
}
