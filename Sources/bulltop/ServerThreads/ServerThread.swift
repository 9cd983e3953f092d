internal import Threads

/// A thread that has connections of its own, waits for orders and carries them out, until it is stopped: also in the middle
/// of a wait for a server that hangs.
final class ServerThread<Order: Sendable>: Sendable {
    private let orders = Mailbox<Order>()
    private let stopSignal = StopSignal()
    private let thread: PlainThread?

    /// Runs `body`, which returns soon after the signal was given; the bell of the orders rings then, too.
    init(_ body: @escaping @Sendable (_ orders: Mailbox<Order>, _ stop: StopSignal) -> Void) {
        let (orders, stop) = (orders, stopSignal)
        thread = PlainThread { body(orders, stop) }
    }

    /// Gives it something to do.
    func give(_ order: Order) { orders.post(order) }

    /// Ends it, and waits for its end.
    func stop() {
        stopSignal.stop()
        orders.bell.ring()
        thread?.join()
    }
}

extension Mailbox {
    /// Carries out orders, all that have come at a time, until the signal is given.
    func work(until stop: StopSignal, _ perform: ([Letter]) -> Void) {
        while bell.wait(milliseconds: nil), !stop.isStopped { perform(takeAll()) }
    }
}
