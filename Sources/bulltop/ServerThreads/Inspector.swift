internal import Dashboard
internal import Queues
internal import Synchronization
internal import Threads

/// Finds out what a question says, on a thread of its own, and posts it. It looks for one thing at a time, on a
/// connection that lasts as long: a long count ends at once when another question is asked, or none.
final class Inspector: Sendable {
    private struct Order: Sendable {
        let inquiry: Inquiry?
        let stop: StopSignal
    }

    private let thread: ServerThread<Order>
    /// Ends what is under way.
    private let current = Mutex(StopSignal())

    /// Waits for something to look for.
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

    /// Looks for this from now on, and no longer for anything else.
    func find(_ inquiry: Inquiry?) {
        let order = Order(inquiry: inquiry, stop: StopSignal())
        current.withLock {
            $0.stop()
            $0 = order.stop
        }
        thread.give(order)
    }

    /// Ends it, and waits for its end.
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
