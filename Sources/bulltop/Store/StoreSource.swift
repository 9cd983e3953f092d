internal import Queues
internal import Threads

/// Where queues are kept, and how a thread opens them there. `StoreFactory` makes it from a URL, a test from a recording.
struct StoreSource: Sendable {
    /// `host:port`, or the path of a Unix socket, without user and password.
    let address: String
    /// The number of the logical database.
    let database: Int
    /// The prefixes of the queues' keys.
    let prefixes: [[UInt8]]
    /// Opens a store that belongs to the calling thread. Nothing is connected yet; the signal ends its waits.
    let open: @Sendable (StopSignal?) -> any Store
}
