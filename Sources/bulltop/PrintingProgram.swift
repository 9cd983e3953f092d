internal import Glibc
internal import Queues
internal import Threads

/// A program whose output we read, within bounds of size and time: neither need have an end. Its other streams are ours.
struct PrintingProgram {
    /// The outcome of a program.
    enum Outcome: Equatable {
        /// It has ended, and printed this; how it ended is nil where that cannot be known.
        case ended(ChildProcess.End?, output: [UInt8])
        /// It printed more than was allowed, and was ended.
        case tooMuch
        /// It ran for longer than was allowed, and was ended.
        case tooLong
    }

    private let id: pid_t
    private let output: Int32

    /// Starts a program; nil where that fails.
    init?(_ words: [String]) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = try? ChildProcess.start(words, streams: [.copy(of: ends[1], as: STDOUT_FILENO)])
        close(ends[1])
        guard let child else {
            close(ends[0])
            return nil
        }
        (id, output) = (child, ends[0])
    }

    /// Reads what it prints until it ends. One that prints more than `limit` bytes, or runs for longer than `patience`
    /// ms, is ended, with the programs that it has started.
    func finish(limit: Int, patience: Milliseconds) -> Outcome {
        defer { close(output) }
        let deadline = MonotonicClock.now + patience
        var (text, buffer): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: 4_096))
        var (isOpen, status): (Bool, Int32?) = (true, nil)
        while true {
            if status == nil { status = ended() }
            var state = pollfd(fd: isOpen ? output : -1, events: Int16(POLLIN), revents: 0)
            // A program that it has left behind may keep its output open, and print nothing more.
            let isReady = poll(&state, 1, status == nil ? (isOpen ? 100 : 5) : 0) > 0
            if isReady {
                let count = read(output, &buffer, buffer.count)
                if count > 0 { text += buffer[..<count] } else { isOpen = count < 0 && errno == EINTR }
            } else if let status {
                return .ended(status < 0 ? nil : ChildProcess.End(status: status), output: text)
            }
            guard text.count <= limit, MonotonicClock.now < deadline else {
                if status == nil { ChildProcess.end(id) }
                return text.count > limit ? .tooMuch : .tooLong
            }
        }
    }

    /// Returns its status where it has ended; -1 where the system does not know it any more.
    private func ended() -> Int32? {
        var status: Int32 = 0
        let found = waitpid(id, &status, WNOHANG)
        if found < 0 { return errno == EINTR ? nil : -1 }
        return found == 0 ? nil : status
    }
}
