import Queues
import TestSupport

@testable import QueueStore

/// Random operations on a queue while workers take its jobs, and the reported results.
struct Disturbance {
    let bench: Bench
    let queue: QueueID
    /// The queue to which failed jobs are moved.
    let other: QueueID
    var dice: Dice
    /// The number of jobs that were added to the queue.
    private(set) var added = 0
    /// The ids of the jobs that were removed, and of those that were moved.
    private(set) var removed: [String] = []
    private(set) var moved: [String] = []
    /// The number of jobs that were drained, whose ids are not reported.
    private(set) var drained = 0
    /// Results that must not happen.
    private(set) var faults: [String] = []

    init(_ bench: Bench, _ queue: QueueID, other: QueueID, seed: UInt64) {
        (self.bench, self.queue, self.other, dice) = (bench, queue, other, Dice(seed: seed))
    }

    mutating func add() throws {
        let options = dice.pick([
            "{}", "{}", "{\"priority\":3}", "{\"delay\":3600000}", "{\"delay\":5}", "{\"lifo\":true}",
        ])
        guard case .added(_, isNew: true, _) = bench.add(options ?? "{}", to: queue.base.text) else {
            throw TestFailure("not added")
        }
        added += 1
    }

    /// Performs one operation.
    mutating func act() throws {
        switch dice.roll(0...99) {
        case ..<20: try perform(.retry(), on: [.failed, .completed])
        case ..<40: try perform(.remove(), on: [.failed, .completed, .waiting, .delayed])
        case ..<50: try perform(.promote, on: [.delayed])
        case ..<58: try perform(.move(to: other), on: [.failed, .waiting])
        case ..<66: try add()
        case ..<74: try perform(.changePriority(dice.roll(0...3)), on: [.waiting, .prioritized])
        case ..<80: note(bench.store.perform(.queue(.pause, queue), now: Clock.now))
        case ..<88: note(bench.store.perform(.queue(.resume, queue), now: Clock.now))
        case ..<91: note(bench.store.perform(.queue(.promoteAll, queue), now: Clock.now))
        case ..<94: note(bench.store.perform(.queue(.retryAll(.failed), queue), now: Clock.now))
        case ..<96: note(bench.store.perform(.jobs(.retry(), all(.failed)), now: Clock.now))
        case ..<98: removeAll(.completed)
        default: drain()
        }
    }

    /// Performs a change of a job in the state that a page has just shown.
    private mutating func perform(_ change: JobChange, on states: [JobState]) throws {
        guard let state = dice.pick(states), let row = dice.pick(try bench.page(queue, .state(state)).rows) else {
            return
        }
        let target = Operation.Target(queue: queue, job: row.id, state: state)
        let outcome = bench.store.perform(.job(change, target), now: Clock.now)
        switch (change, outcome) {
        case (.remove, .removed(let jobs)): removed += jobs.map(\.id.bytes.text)
        case (.remove, .done): removed.append(row.id.bytes.text)
        case (.move, .moved): moved.append(row.id.bytes.text)
        default: note(outcome)
        }
    }

    private func all(_ state: JobState) -> Selection { Selection(queue: queue, state: state, scope: .all) }

    private mutating func removeAll(_ state: JobState) {
        let outcome = bench.store.perform(.jobs(.remove(), all(state)), now: Clock.now)
        note(outcome)
        guard case .counted(let tally) = outcome else { return }
        removed += tally.removed.map(\.id.bytes.text)
        if tally.removed.count != tally.done { faults.append("\(tally.done) removed, \(tally.removed.count) named") }
    }

    private mutating func drain() {
        let outcome = bench.store.perform(.queue(.drain(), queue), now: Clock.now)
        note(outcome)
        if case .counted(let tally) = outcome { drained += tally.done }
    }

    /// Records an outcome. A refusal is part of a race; a failure is a fault.
    private mutating func note(_ outcome: Outcome) {
        switch outcome {
        case .failed(let trouble): faults.append("\(trouble)")
        case .refused(.server(let refusal)): faults.append("\(refusal)")
        case .done, .removed, .added, .moved, .counted, .refused: break
        }
    }
}
