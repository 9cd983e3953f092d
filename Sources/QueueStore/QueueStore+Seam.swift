public import Queues

extension QueueStore: StoreReader, StoreChanger {
    /// Follows the events of a queue on a connection of its own, which waits on the server.
    public func tail(of queue: QueueID, after last: QueueEvent?) throws(Trouble) -> any EventStream {
        try EventTail(endpoint: endpoint, queue: queue, after: last, stop: stop)
    }
}

extension EventTail: EventStream {}
