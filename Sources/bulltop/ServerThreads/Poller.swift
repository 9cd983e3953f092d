internal import Dashboard
internal import Queues
internal import Threads

/// Reads the server again and again on a thread of its own, and posts what it finds. It has a connection of its own.
final class Poller: Sendable {
    /// What the main thread asks of it.
    enum Order: Sendable {
        /// Read this from now on; nothing where nil.
        case watch(Watch?)
        /// Read it now.
        case refresh
    }

    private let thread: ServerThread<Order>

    /// Begins to read `watch` every `interval` ms.
    init(_ source: StoreSource, interval: Milliseconds, watch: Watch?, to mailbox: Mailbox<Message>) {
        thread = ServerThread { orders, stop in
            var loop = PollingLoop(
                store: source.open(stop), orders: orders, news: mailbox, stop: stop, interval: interval, watch: watch)
            loop.run()
        }
    }

    /// Gives it something to do.
    func give(_ order: Order) { thread.give(order) }

    /// Ends it, also in the middle of a reading that hangs, and waits for its end.
    func stop() { thread.stop() }
}
