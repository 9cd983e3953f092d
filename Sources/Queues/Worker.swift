/// A worker, as the names of its connections describe it (data model, 4.29).
public struct Worker: Equatable, Sendable {
    /// The queue that it works for.
    public var queue: QueueID
    /// Its name; nil where it has none, as before BullMQ 5.3.
    public var name: [UInt8]?
    /// The addresses that it connects from; several where its library names all of its connections.
    public var addresses: [[UInt8]]
    /// The time since it connected, in ms.
    public var age: Milliseconds?
    /// The time since its last command, in ms; a worker that waits for a job counts from the command that waits.
    public var idle: Milliseconds?
    /// The client library that it reports, with its version.
    public var library: [UInt8]?

    /// Creates a worker with one connection.
    public init(queue: QueueID, name: [UInt8]?, address: [UInt8]) {
        self.queue = queue
        self.name = name
        self.addresses = [address]
    }

    /// Returns the worker a time later, in ms, if it stays connected. Whether it was idle meanwhile is not known.
    public func later(by time: Milliseconds) -> Worker {
        var worker = self
        worker.age = age.map { age in
            let (sum, overflows) = age.addingReportingOverflow(max(0, time))
            return overflows ? age : sum
        }
        return worker
    }
}
