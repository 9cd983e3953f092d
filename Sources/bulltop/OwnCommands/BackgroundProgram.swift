internal import Dashboard
internal import Glibc
internal import Synchronization
internal import Threads

/// A program that runs beside the screen, in a process group of its own. Its output is read by a thread.
final class BackgroundProgram: Sendable {
    private let id: pid_t
    /// The descriptor of its output.
    private let output: Int32
    /// Whether it has ended, so that its id may belong to another one.
    private let hasEnded = Mutex(false)

    /// How long a read may wait before the program is asked whether it has ended, in ms: one that it has started may keep
    /// its output open.
    private static let slice: Int32 = 100

    /// Starts a program with this standard input.
    init(_ words: [String], _ environment: [String], input: Int32) throws(ChildProcess.Failure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ChildProcess.Failure(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        do throws(ChildProcess.Failure) {
            id = try ChildProcess.start(
                words, group: .own, environment: environment,
                streams: [
                    .copy(of: input, as: STDIN_FILENO), .copy(of: ends[1], as: STDOUT_FILENO),
                    .copy(of: ends[1], as: STDERR_FILENO),
                ])
        } catch {
            close(ends[0])
            throw error
        }
        output = ends[0]
    }

    /// Reads its output until it ends, passes the pieces to `take`, and returns how it ended.
    func read(to take: ([UInt8]) -> Void) -> OwnEnd {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        var (isOpen, status): (Bool, Int32?) = (true, nil)
        while status == nil || isOpen {
            var state = pollfd(fd: isOpen ? output : -1, events: Int16(POLLIN), revents: 0)
            let count = poll(&state, 1, status == nil ? Self.slice : 0)
            if count > 0 {
                let length = Glibc.read(output, &buffer, buffer.count)
                if length > 0 { take(Array(buffer[..<length])) } else { isOpen = false }
            } else if status != nil {
                break
            }
            if status == nil { status = ended() }
        }
        close(output)
        return switch ChildProcess.End(status: status ?? 0) {
        case .exited(let status): .exited(status)
        case .killed(let signal): .killed(ChildProcess.name(ofSignal: signal))
        }
    }

    /// Returns its status where it has ended.
    private func ended() -> Int32? {
        hasEnded.withLock { hasEnded in
            var status: Int32 = 0
            guard waitpid(id, &status, WNOHANG) != 0 else { return nil }
            hasEnded = true
            return status
        }
    }

    /// Asks it, and what it has started, to end.
    func end() { send(SIGTERM) }

    /// Ends it within a second.
    func finish() {
        end()
        for _ in 0..<50 where !hasEnded.withLock({ $0 }) { usleep(20_000) }
        send(SIGKILL)
    }

    private func send(_ signal: Int32) {
        hasEnded.withLock { if !$0 { kill(-id, signal) } }
    }
}
