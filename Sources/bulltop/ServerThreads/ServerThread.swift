internal import Threads

/// A thread with connections of its own, which waits for orders and performs them until it is stopped, even while it
/// waits for a server that hangs.
final class ServerThread<Order: Sendable>: Sendable {
    private let orders = Mailbox<Order>()
    private let stopSignal = StopSignal()
    private let thread: PlainThread?

    /// Runs `body`, which returns soon after the signal was given; the bell of the orders rings then, too.
    init(_ body: @escaping @Sendable (_ orders: Mailbox<Order>, _ stop: StopSignal) -> Void) {
        let (orders, stop) = (orders, stopSignal)
        thread = PlainThread { body(orders, stop) }
    }

    /// Gives an order to the thread.
    func give(_ order: Order) { orders.post(order) }

    /// Ends the thread, and waits for its end.
    func stop() {
        stopSignal.stop()
        orders.bell.ring()
        thread?.join()
    }
}

extension Mailbox {
    /// Performs orders, all that have come at a time, until the signal is given.
    func work(until stop: StopSignal, _ perform: ([Letter]) -> Void) {
        while bell.wait(milliseconds: nil), !stop.isStopped { perform(takeAll()) }
    }
}
