internal import CNcurses
internal import Glibc

/// A signal that bulltop handles in its loop.
public enum Signal: Hashable, Sendable, CaseIterable {
    /// The window has another size.
    case windowChange
    /// A stop that another process requested, and the continuation after it.
    case stop, resume
    case terminate, hangUp, interrupt, quit
    /// A program that bulltop started has ended, was stopped, or continues.
    case childChange

    /// Its number.
    public var number: Int32 {
        switch self {
        case .windowChange: SIGWINCH
        case .stop: SIGTSTP
        case .resume: SIGCONT
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        case .interrupt: SIGINT
        case .quit: SIGQUIT
        case .childChange: SIGCHLD
        }
    }
}

/// The signals as a descriptor for poll(2).
///
/// It is opened before any thread is started and before the terminal: threads inherit the blocked signals, and ncurses
/// leaves them alone. Code that starts another program restores the former signal mask for it, by closing this
/// descriptor first or by the attributes of posix_spawn.
public final class SignalDescriptor {
    /// The descriptor, readable when a signal has come.
    public let descriptor: Int32

    /// Blocks the signals and opens the descriptor.
    public init() throws(TerminalError) {
        descriptor = cn_signals_open()
        guard descriptor >= 0 else { throw .system("signalfd", errno) }
    }

    deinit { cn_signals_close(descriptor) }

    /// Returns the signals that have come, each once, in order. Never waits.
    public func read() -> [Signal] {
        var signals: [Signal] = []
        while case let number = cn_signals_next(descriptor), number != 0 {
            guard let signal = Signal.allCases.first(where: { $0.number == number }) else { continue }
            if !signals.contains(signal) { signals.append(signal) }
        }
        return signals
    }
}
