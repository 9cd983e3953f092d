internal import Glibc
internal import Synchronization

/// Removes a directory on request, or when this process ends in any way, even by SIGKILL.
///
/// A shell waits for the end of a pipe that only this process holds open. It belongs to a process group of its own, so
/// that no key of the terminal ends it.
final class DirectoryKeeper: Sendable {
    private let shell: PipedProgram
    private let hasEnded = Atomic(false)

    private static let script = "trap '' HUP INT QUIT TERM TSTP; read -r nothing; exec rm -rf -- \"$1\""

    /// Starts the shell for a directory; nil where the system does not allow it.
    init?(_ directory: String) {
        guard let shell = PipedProgram(["/bin/sh", "-c", Self.script, "bulltop", directory], inOwnGroup: true) else {
            return nil
        }
        self.shell = shell
    }

    /// Removes the directory, and waits until that is done.
    func end() {
        guard !hasEnded.exchange(true, ordering: .relaxed) else { return }
        close(shell.input)
        var status: Int32 = 0
        while waitpid(shell.id, &status, 0) < 0, errno == EINTR {}
    }
}
