internal import CLinux
internal import Glibc

/// A thread of the system, for code that blocks. Signals from outside are handled by the main thread; a fault is
/// handled on the thread itself, so that its handler can restore the terminal.
public struct PlainThread: Sendable {
    private let handle: pthread_t

    /// Runs `body` on a new thread; nil if the system has none left. The thread must be joined once.
    public init?(_ body: @escaping @Sendable () -> Void) {
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
        for fault in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { sigdelset(&all, fault) }
        pthread_sigmask(SIG_SETMASK, &all, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }

        var handle = pthread_t()
        let box = Unmanaged.passRetained(Body(run: body))
        let status = pthread_create(
            &handle, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        guard status == 0 else {
            box.release()
            return nil
        }
        self.handle = handle
    }

    /// Waits until the thread has ended.
    public func join() { pthread_join(handle, nil) }

    private final class Body {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
