internal import Glibc
internal import Threads

/// A program that reads what we write and prints nothing, with the default actions of all signals.
struct PipedProgram: Sendable {
    let id: pid_t
    /// The descriptor of its input; closing it ends the input.
    let input: Int32

    /// Starts a program, which is searched in PATH; nil where that fails. In a group of its own no key of the terminal
    /// reaches it.
    init?(_ words: [String], inOwnGroup: Bool = false) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = try? ChildProcess.start(
            words, group: inOwnGroup ? .own : .ours,
            streams: [
                .copy(of: ends[0], as: STDIN_FILENO), .file("/dev/null", as: STDOUT_FILENO),
                .file("/dev/null", as: STDERR_FILENO),
            ])
        close(ends[0])
        guard let child else {
            close(ends[1])
            return nil
        }
        (id, input) = (child, ends[1])
    }
}
