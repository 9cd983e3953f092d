internal import Glibc
internal import Threads

/// Another program that uses the terminal after it was released, such as an editor.
///
/// It is in our process group: both get the signals of the keyboard, and a shell stops and continues both. The code
/// that started it therefore leaves SIGINT, SIGQUIT and SIGTSTP to it, and stops as soon as it has stopped.
public struct ForegroundProgram: Sendable {
    /// The state of the program.
    public enum State: Hashable, Sendable {
        case running
        /// The program waits to be continued.
        case stopped
        /// The program has ended with this status, or by this signal. This is reported only once.
        case exited(Int32)
        case killed(Int32)
    }

    private let id: pid_t

    /// The time that it gets to end, in steps of 50 ms.
    private static let patience = 60
    private static let slice = 50_000_000

    /// Starts a program by its path, or by a name that is searched in PATH, with the default actions of all signals.
    /// `environment` has `NAME=value`; nil for ours. Its standard input is `input`; nil for the terminal.
    public init(
        _ words: [String], environment: [String]? = nil, input: Int32? = nil
    ) throws(TerminalError) {
        do {
            id = try ChildProcess.start(
                words, environment: environment, streams: input.map { [.copy(of: $0, as: STDIN_FILENO)] } ?? [])
        } catch {
            throw .system(words[0], error.code)
        }
    }

    /// Returns the state of the program without waiting. `Signal.childChange` shows when to ask.
    public func state() -> State {
        var status: Int32 = 0
        var changed: pid_t
        repeat { changed = waitpid(id, &status, WNOHANG | WUNTRACED) } while changed < 0 && errno == EINTR
        // No other code waits for this process; if the system no longer knows it, its status is lost.
        guard changed != 0 else { return .running }
        if changed < 0 { return .exited(0) }
        if status & 0xFF == 0x7F { return .stopped }
        return switch ChildProcess.End(status: status) {
        case .exited(let status): .exited(status)
        case .killed(let signal): .killed(signal)
        }
    }

    /// Continues the program after it was stopped.
    public func resume() { kill(id, SIGCONT) }

    /// Ends the program by a signal, and by SIGKILL where it does not end within 3 s. Waits for its end.
    public func end(_ signal: Signal) {
        kill(id, signal.number)
        resume()
        var children = sigset_t()
        sigemptyset(&children)
        sigaddset(&children, SIGCHLD)
        for _ in 0..<Self.patience {
            if hasEnded { return }
            var pause = timespec(tv_sec: 0, tv_nsec: Self.slice)
            sigtimedwait(&children, nil, &pause)
        }
        kill(id, SIGKILL)
        waitpid(id, nil, 0)
    }

    private var hasEnded: Bool {
        switch state() {
        case .running, .stopped: false
        case .exited, .killed: true
        }
    }
}
