/// A connection to the server that never blocks: the caller waits with `Waiter` and tries again.
protocol Transport: AnyObject {
    /// The descriptor to wait for with poll(2).
    var descriptor: Int32 { get }
    /// Reads bytes that have come.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer
    /// Writes bytes, perhaps not all. The buffer is not empty.
    func write(_ buffer: UnsafeRawBufferPointer) -> Transfer
    /// Whether the other side has ended the connection, as far as is known without waiting.
    var hasEnded: Bool { get }
    /// Closes the connection. A second call does nothing.
    func close()
}

/// The result of an attempt to read or write.
enum Transfer {
    /// A number of bytes, at least one.
    case bytes(Int)
    /// Nothing moves until the descriptor is readable.
    case wantsToRead
    /// Nothing moves until the descriptor is writable.
    case wantsToWrite
    /// Nothing will move any more.
    case failed(RedisError)
}
