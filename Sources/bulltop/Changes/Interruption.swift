internal import Glibc
internal import Synchronization
internal import Threads

/// Holds back Ctrl-C and its like while it lives. The first signal is noted, so that what is under way comes to its end and is
/// reported. The second one ends the program at once with 128 and its number, also where the server hangs.
final class Interruption {
    private var former = sigset_t()
    private static let received = Atomic(0)
    private static let underWay = Mutex("")
    private static let listener = PlainThread { listen() }

    private static var signals: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        return signals
    }

    /// From now on signals are only noted. `words` say what may have been done or not where a second one comes.
    init(_ words: String = "") {
        var held = Self.signals
        sigprocmask(SIG_BLOCK, &held, &former)
        Self.underWay.withLock { $0 = words }
        _ = Self.listener
    }

    /// A signal that came is taken for dealt with.
    deinit {
        Self.received.store(0, ordering: .releasing)
        sigprocmask(SIG_SETMASK, &former, nil)
    }

    /// Whether a signal has come.
    var isPending: Bool { Self.isAnyPending }

    /// Whether a signal is being held back, by whichever of these.
    static var isAnyPending: Bool { received.load(ordering: .acquiring) > 0 }

    /// Says on a terminal that the first signal has been noted: where the server hangs, nothing else moves.
    private static func announce() {
        guard StandardStream.error.isTerminal else { return }
        StandardStream.error.rewriteLine("")
        StandardStream.complain("stopping after what is under way; Ctrl-C again ends it at once")
    }

    /// Notes signals, and ends the program by the second one. No other thread takes them while they are held back.
    private static func listen() {
        var held = signals
        while true {
            let signal = sigwaitinfo(&held, nil)
            guard signal > 0 else { continue }
            let words = underWay.withLock { $0 }
            guard received.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue > 1 else {
                if !words.isEmpty { announce() }
                continue
            }
            if !words.isEmpty { StandardStream.complain(words) }
            _exit(128 + signal)
        }
    }
}
