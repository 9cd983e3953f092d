internal import Dashboard
internal import QueueStore
internal import Queues
internal import Redis
internal import Threads

/// Performs operations on a thread and a connection of its own, one after the other, and posts what became of them.
///
/// The connection lasts only while there is something to do: one that idled for an hour may be dead without our knowing,
/// and nobody could say then whether the operation was done.
final class Operator: Sendable {
    private let orders = Mailbox<Operation>()
    private let stopSignal = StopSignal()
    private let thread: PlainThread?

    /// Waits for something to do.
    init(endpoint: Endpoint, prefixes: [[UInt8]], to mailbox: Mailbox<Message>) {
        let (orders, stop) = (orders, stopSignal)
        thread = PlainThread {
            while orders.bell.wait(milliseconds: nil), !stop.isStopped {
                let store = QueueStore(endpoint: endpoint, prefixes: prefixes, stop: stop)
                for operation in orders.takeAll() where !stop.isStopped {
                    mailbox.post(.performed(operation, Self.perform(operation, store)))
                }
            }
        }
    }

    /// Performs it when those before are done.
    func perform(_ operation: Operation) { orders.post(operation) }

    /// Ends it, and waits for its end. What is under way may have been done or not.
    func stop() {
        stopSignal.stop()
        orders.bell.ring()
        thread?.join()
    }

    private static func perform(_ operation: Operation, _ store: QueueStore) -> Outcome {
        if !store.isConnected {
            do {
                try store.connect()
            } catch {
                return .failed(error)
            }
        }
        // The dashboard puts nothing back, so nothing is kept, and a large job is removed like any other.
        return store.perform(operation, now: WallClock.now, keeping: .none)
    }
}
