import Synchronization

/// Ends the blocking waits of the connections that share it, now and for good.
public final class StopSignal: Sendable {
    private let stopped = Atomic<Bool>(false)
    private let event = Event()

    /// A signal that was not given yet.
    public init() {}

    /// Ends the wait with `RedisError.stopped`. Safe from any thread, and more than once.
    public func stop() {
        stopped.store(true, ordering: .releasing)
        event.raise()
    }

    /// Whether `stop()` was called.
    public var isStopped: Bool { stopped.load(ordering: .acquiring) }

    /// What poll(2) waits for.
    var descriptor: Int32 { event.descriptor }
}
