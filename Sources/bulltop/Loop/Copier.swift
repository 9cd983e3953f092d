internal import Dashboard
internal import Glibc
internal import Terminal
internal import Threads

/// Puts texts on the clipboard: through the terminal, which may be far away, or where the text is too large for that,
/// through a program of this machine. tmux passes nothing on to its terminal unless it is set to, so there the text is
/// also put into tmux's own buffer.
final class Copier {
    private let mailbox: Mailbox<Message>
    private var thread: PlainThread?

    /// Creates a copier that posts the outcomes.
    init(to mailbox: Mailbox<Message>) { self.mailbox = mailbox }

    /// Copies a text. Programs run on a separate thread, since one that hangs must not stop the screen.
    func copy(_ clip: Clip, _ terminal: Terminal) {
        let isSent = terminal.copy(clip.bytes)
        let programs = ClipboardProgram.available.filter { !isSent || $0.isAroundTheTerminal }
        guard !programs.isEmpty || !isSent else { return mailbox.post(.copied(clip, .byTerminal)) }
        thread?.join()
        thread = PlainThread { [mailbox] in
            let program = programs.first { $0.copy(clip.bytes) }
            let otherwise: CopyOutcome = isSent ? .byTerminal : .tooLarge(limit: Terminal.copyLimit)
            mailbox.post(.copied(clip, program.map { .byProgram($0.name) } ?? otherwise))
        }
    }

    /// Waits for a running program, whose time is limited.
    func stop() { thread?.join() }
}

/// A program that reads the clipboard's content from its standard input.
struct ClipboardProgram: Sendable {
    /// The name in messages.
    let name: String
    private let words: [String]
    private let variable: String?
    /// Whether the program is between us and the terminal.
    var isAroundTheTerminal = false

    /// The time that a program gets, in steps of 10 ms.
    private static let patience = 200

    /// The programs, in the order in which they are tried.
    static let all = [
        ClipboardProgram(
            name: "tmux", words: ["tmux", "load-buffer", "-"], variable: "TMUX", isAroundTheTerminal: true),
        ClipboardProgram(name: "wl-copy", words: ["wl-copy"], variable: "WAYLAND_DISPLAY"),
        ClipboardProgram(name: "xclip", words: ["xclip", "-selection", "clipboard"], variable: "DISPLAY"),
        ClipboardProgram(name: "pbcopy", words: ["pbcopy"], variable: nil),
    ]

    /// Those that could work here, by the environment.
    static var available: [ClipboardProgram] {
        all.filter { program in program.variable.map { getenv($0) != nil } ?? true }
    }

    /// Runs the program. Returns whether it read everything and succeeded.
    func copy(_ bytes: [UInt8]) -> Bool {
        guard let program = PipedProgram(words) else { return false }
        _ = fcntl(program.input, F_SETFL, O_NONBLOCK)
        let isTaken = write(bytes, to: program.input)
        close(program.input)
        return hasEndedWell(program.id) && isTaken
    }

    private func write(_ bytes: [UInt8], to pipe: Int32) -> Bool {
        var rest = bytes[...]
        for _ in 0..<Self.patience where !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(pipe, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) }
            if count < 0, errno != EAGAIN, errno != EINTR { return false }
            var watched = pollfd(fd: pipe, events: Int16(POLLOUT), revents: 0)
            if !rest.isEmpty { poll(&watched, 1, 10) }
        }
        return rest.isEmpty
    }

    private func hasEndedWell(_ child: pid_t) -> Bool {
        for _ in 0..<Self.patience {
            var status: Int32 = 0
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child { return status == 0 }
            if ended < 0, errno != EINTR { return false }
            usleep(10_000)
        }
        kill(child, SIGKILL)
        waitpid(child, nil, 0)
        return false
    }
}
