internal import Synchronization

/// Ends the blocking waits of all threads that share it, now and for good.
public final class StopSignal: Sendable {
    private let stopped = Atomic<Bool>(false)
    private let bell = Bell()

    /// Creates a signal that was not given yet.
    public init() {}

    /// Ends the waits. It can be called from any thread, and more than once.
    public func stop() {
        stopped.store(true, ordering: .releasing)
        bell.ring()
    }

    /// Whether `stop()` was called.
    public var isStopped: Bool { stopped.load(ordering: .acquiring) }

    /// The descriptor for poll(2), readable once `stop()` was called.
    public var descriptor: Int32 { bell.descriptor }
}
