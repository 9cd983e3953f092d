internal import Dashboard
internal import Queues
internal import Threads

/// Reads the server again and again on a separate thread and connection, and posts the answers.
final class Poller: Sendable {
    /// An order from the main thread.
    enum Order: Sendable {
        /// Read this watch from now on, and the other one beside it; nothing for nil.
        case watch(Watch?, aside: Watch? = nil)
        /// Read every so often from now on, in ms.
        case pace(Milliseconds)
        /// Work on overviews like this from now on.
        case prepare(OverviewPreparation)
        /// Read now.
        case refresh
    }

    private let thread: ServerThread<Order>

    /// Begins to read `watch` every `interval` ms, and nothing beside it, and to work on overviews as is given.
    init(
        _ source: StoreSource, interval: Milliseconds, watch: Watch?,
        _ preparation: OverviewPreparation = OverviewPreparation(), to mailbox: Mailbox<Message>
    ) {
        thread = ServerThread { orders, stop in
            var loop = PollingLoop(
                store: source.open(stop), orders: orders, news: mailbox, stop: stop, interval: interval, watch: watch,
                preparation)
            loop.run()
        }
    }

    /// Gives an order to the poller.
    func give(_ order: Order) { thread.give(order) }

    /// Ends the thread, even during a reading that hangs, and waits for its end.
    func stop() { thread.stop() }
}
