internal import Glibc
internal import Threads

/// Another program that has the terminal, which was released before, such as an editor.
///
/// It is in our process group: what the keyboard sends, both get, and a shell stops and continues both. So whoever started it
/// leaves SIGINT, SIGQUIT and SIGTSTP to it, and stops as soon as it has stopped.
public struct ForegroundProgram: Sendable {
    /// The state of the program.
    public enum State: Hashable, Sendable {
        case running
        /// It waits to be continued.
        case stopped
        /// It has ended with this status, or by this signal. It is asked for once only.
        case exited(Int32)
        case killed(Int32)
    }

    private let id: pid_t

    /// How long it may take to end, in slices of 50 ms.
    private static let patience = 60
    private static let slice = 50_000_000

    /// Starts a program by its path, with the signals as they are for everyone.
    public init(_ words: [String]) throws(TerminalError) {
        do {
            id = try ChildProcess.start(words)
        } catch {
            throw .system(words[0], error.code)
        }
    }

    /// Returns the state of the program without waiting. `Signal.childChange` says when to ask.
    public func state() -> State {
        var status: Int32 = 0
        var changed: pid_t
        repeat { changed = waitpid(id, &status, WNOHANG | WUNTRACED) } while changed < 0 && errno == EINTR
        // No other code waits for this process; if the system no longer knows it, its status is lost.
        guard changed != 0 else { return .running }
        if changed < 0 { return .exited(0) }
        if status & 0xFF == 0x7F { return .stopped }
        return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
    }

    /// Continues the program after it was stopped.
    public func resume() { kill(id, SIGCONT) }

    /// Ends it by a signal, and by SIGKILL where it does not heed that within 3 s; waits for its end.
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
