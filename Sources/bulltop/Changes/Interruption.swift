internal import Glibc
internal import Queues
internal import Synchronization
internal import Threads

/// Holds back Ctrl-C and similar signals while it exists. The first signal is recorded, so that the present step ends
/// and is reported. The second one ends the program at once with 128 and its number, even where the server hangs; where there is
/// something to complete that needs no server, it only ends the waits for the server, and one that comes a second later or more
/// ends the program.
/// timeout(1) and others send two signals at once, one to the program and one to its group.
final class Interruption {
    private var former = sigset_t()
    private static let received = Atomic(0)
    private static let underWay = Mutex("")
    private static let waits = Mutex<StopSignal?>(nil)
    private static let listener = PlainThread { listen() }

    private static var signals: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        return signals
    }

    /// Begins to hold signals back. `words` describe what may have been done if a second signal comes. With `stop`, a second
    /// signal gives this one, and the program goes on.
    init(_ words: String = "", stop: StopSignal? = nil) {
        var held = Self.signals
        sigprocmask(SIG_BLOCK, &held, &former)
        Self.underWay.withLock { $0 = words }
        Self.waits.withLock { $0 = stop }
        _ = Self.listener
    }

    /// A signal that has come counts as handled, and so do those that came after it.
    deinit {
        Self.waits.withLock { $0 = nil }
        if isPending { Self.dropPending() }
        Self.received.store(0, ordering: .releasing)
        sigprocmask(SIG_SETMASK, &former, nil)
    }

    /// Whether a signal has come.
    var isPending: Bool { Self.isAnyPending }

    /// Whether any of these objects holds back a signal.
    static var isAnyPending: Bool { received.load(ordering: .acquiring) > 0 }

    /// Shows on a terminal that the first signal was recorded, since nothing else moves where the server hangs.
    private static func announce() {
        guard StandardStream.error.isTerminal else { return }
        StandardStream.error.rewriteLine("")
        StandardStream.complain("stopping after what is under way; Ctrl-C again ends it at once")
    }

    /// The time after a second signal in which further ones do not end the program, in ms.
    private static let patience: Milliseconds = 1_000

    private static func dropPending() {
        var held = signals
        var none = timespec()
        while sigtimedwait(&held, nil, &none) > 0 {}
    }

    /// Gives the stop signal. Returns whether there was one to give.
    private static func endWaits() -> Bool {
        waits.withLock { stop in
            guard let given = stop, !given.isStopped else { return false }
            given.stop()
            return true
        }
    }

    /// Records signals, and ends the program at the second one. No other thread receives them meanwhile.
    private static func listen() {
        var (held, ended): (sigset_t, Milliseconds?) = (signals, nil)
        while true {
            let signal = sigwaitinfo(&held, nil)
            guard signal > 0 else { continue }
            let words = underWay.withLock { $0 }
            guard received.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue > 1 else {
                if !words.isEmpty { announce() }
                continue
            }
            if endWaits() {
                ended = MonotonicClock.now
                continue
            }
            // Of several that come at once, by an impatient hand or to a whole group, all count as the second one.
            if let ended, MonotonicClock.now - ended < patience { continue }
            if !words.isEmpty { StandardStream.complain(words) }
            _exit(128 + signal)
        }
    }
}
