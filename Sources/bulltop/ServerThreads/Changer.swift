internal import Dashboard
internal import Queues
internal import Synchronization
internal import Threads

/// Performs operations on a thread and a connection of its own, one after the other, and posts how far those on many jobs
/// are and what became of each.
///
/// The connection lasts only while there is something to do: one that idled for an hour may be dead without our knowing,
/// and nobody could say then whether the operation was done.
final class Changer: Sendable {
    private struct Order: Sendable {
        let operation: Operation
        let budget: UndoBudget
        /// The round it belongs to; it ends with that.
        let round: Int
    }

    /// Counts the rounds, each of which ends when the changer is told to cancel.
    private final class Rounds: Sendable {
        private let current = Atomic(0)

        var number: Int { current.load(ordering: .acquiring) }

        func end() { current.add(1, ordering: .acquiringAndReleasing) }
    }

    private let rounds = Rounds()
    private let thread: ServerThread<Order>

    /// Time between two reports of how far an operation is, in ms, and before the first one.
    private static let interval: Milliseconds = 100

    /// Waits for something to do.
    init(_ source: StoreSource, to mailbox: Mailbox<Message>) {
        thread = ServerThread { [rounds] orders, stop in
            orders.work(until: stop) { batch in
                let store = source.open(stop)
                for order in batch where !stop.isStopped {
                    let outcome = Self.perform(order, store, rounds, mailbox)
                    mailbox.post(.performed(order.operation, outcome))
                }
            }
        }
    }

    /// Performs it when those before are done, and keeps as much of what it removes as the budget says.
    func perform(_ operation: Operation, keeping budget: UndoBudget) {
        thread.give(Order(operation: operation, budget: budget, round: rounds.number))
    }

    /// Ends the operation under way after its batch, and drops those that wait. Each reports what is left.
    func cancel() { rounds.end() }

    /// Ends it, and waits for its end. What is under way may have been done or not.
    func stop() { thread.stop() }

    private static func perform(
        _ order: Order, _ store: any Store, _ rounds: Rounds, _ mailbox: Mailbox<Message>
    ) -> Outcome {
        guard order.round == rounds.number else { return untried(order.operation) }
        if !store.isConnected {
            do {
                try store.connect()
            } catch {
                return .failed(error.beforeSending)
            }
            guard order.round == rounds.number else { return untried(order.operation) }
        }
        var next = interval
        return store.perform(order.operation, now: WallClock.now, keeping: order.budget) { progress in
            if progress.elapsed >= next {
                next = progress.elapsed + interval
                mailbox.post(.progressed(order.operation, progress))
            }
            return order.round == rounds.number
        }
    }

    /// Returns what became of an operation that was not begun.
    private static func untried(_ operation: Operation) -> Outcome {
        var tally = Tally()
        tally.left = if case .job = operation { 1 } else { nil }
        return .counted(tally)
    }
}
