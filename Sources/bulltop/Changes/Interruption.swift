internal import Glibc

/// Holds back Ctrl-C and its like while it lives, so that what is under way comes to an end.
final class Interruption {
    private var former = sigset_t()
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// From now on signals are only noted.
    init() {
        var held = sigset_t()
        sigemptyset(&held)
        for signal in Self.signals { sigaddset(&held, signal) }
        sigprocmask(SIG_BLOCK, &held, &former)
    }

    /// A signal that came is taken for dealt with.
    deinit {
        var held = sigset_t()
        sigemptyset(&held)
        for signal in Self.signals { sigaddset(&held, signal) }
        var none = timespec()
        while sigtimedwait(&held, nil, &none) > 0 {}
        sigprocmask(SIG_SETMASK, &former, nil)
    }

    /// Whether a signal has come.
    var isPending: Bool { Self.isAnyPending }

    /// Whether a signal is being held back, by whichever of these.
    static var isAnyPending: Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return signals.contains { sigismember(&pending, $0) == 1 }
    }
}
