internal import Dashboard
internal import Queues
internal import Synchronization
internal import Threads

/// Performs operations on a separate thread and connection, one after the other, and posts the progress of those on
/// many jobs and the outcome of each.
///
/// The connection is closed when there is nothing to do: one that was idle for an hour may be dead without any sign,
/// and it would then be unknown whether an operation was done.
final class Changer: Sendable {
    private struct Order: Sendable {
        let operation: Operation
        let budget: UndoBudget
        /// The round that it belongs to; cancelling ends the round.
        let round: Int
    }

    /// Counts the rounds; each cancelling ends one.
    private final class Rounds: Sendable {
        private let current = Atomic(0)

        var number: Int { current.load(ordering: .acquiring) }

        func end() { current.add(1, ordering: .acquiringAndReleasing) }
    }

    private let rounds = Rounds()
    private let thread: ServerThread<Order>

    /// The time between two reports of progress, and before the first one, in ms.
    private static let interval: Milliseconds = 100

    /// Creates a changer that waits for operations.
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

    /// Performs an operation after the earlier ones, and keeps removed jobs within the budget.
    func perform(_ operation: Operation, keeping budget: UndoBudget) {
        thread.give(Order(operation: operation, budget: budget, round: rounds.number))
    }

    /// Stops the operation under way after its batch, and drops those that wait. Each reports what was not done.
    func cancel() { rounds.end() }

    /// Ends the thread, and waits for its end. The outcome of the operation under way is then unknown.
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

    /// Returns the outcome of an operation that was not begun.
    private static func untried(_ operation: Operation) -> Outcome {
        var tally = Tally()
        tally.left = if case .job = operation { 1 } else { nil }
        return .counted(tally)
    }
}
