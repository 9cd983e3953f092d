/// A way to the server that never blocks: the caller waits with `Waiter` and tries again.
protocol Transport: AnyObject {
    /// What poll(2) waits for.
    var descriptor: Int32 { get }
    /// Takes bytes that have come.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Progress
    /// Gives bytes away, perhaps not all. The buffer is not empty.
    func write(_ buffer: UnsafeRawBufferPointer) -> Progress
    /// Whether the other side has ended the connection, as far as is known without waiting.
    var hasEnded: Bool { get }
    /// Ends the connection; a second time does nothing.
    func close()
}

/// How far a try to read or write came.
enum Progress {
    /// A number of bytes, at least one.
    case bytes(Int)
    /// Nothing until the descriptor is readable.
    case wantsToRead
    /// Nothing until the descriptor is writable.
    case wantsToWrite
    /// Nothing any more.
    case failed(RedisError)
}
