internal import Dashboard
internal import Queues
internal import Synchronization
internal import Threads

/// Answers inquiries on a separate thread, and posts the findings. It works on one inquiry at a time, on a connection
/// for that inquiry: a long count ends at once when another question is asked, or none.
final class Inspector: Sendable {
    private struct Order: Sendable {
        let inquiry: Inquiry?
        let stop: StopSignal
    }

    private let thread: ServerThread<Order>
    /// The signal that ends the present inquiry.
    private let current = Mutex(StopSignal())

    /// Creates an inspector that waits for inquiries.
    init(_ source: StoreSource, to mailbox: Mailbox<Message>) {
        thread = ServerThread { orders, stop in
            orders.work(until: stop) { batch in
                guard let order = batch.last, let inquiry = order.inquiry else { return }
                let store = source.open(order.stop)
                let finding = Self.find(inquiry, store)
                if !order.stop.isStopped { mailbox.post(.found(inquiry, finding)) }
            }
        }
    }

    /// Begins an inquiry, and ends the previous one; nil only ends it.
    func find(_ inquiry: Inquiry?) {
        let order = Order(inquiry: inquiry, stop: StopSignal())
        current.withLock {
            $0.stop()
            $0 = order.stop
        }
        thread.give(order)
    }

    /// Ends the thread, and waits for its end.
    func stop() {
        current.withLock { $0.stop() }
        thread.stop()
    }

    private static func find(_ inquiry: Inquiry, _ store: any Store) -> Finding {
        do {
            try store.connect()
        } catch {
            return .failed(error)
        }
        return store.find(inquiry, now: WallClock.now)
    }
}
