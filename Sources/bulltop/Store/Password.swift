internal import Canvas
internal import Glibc
internal import Queues
internal import Threads

/// The sources of the password, where the URL has none.
enum Password {
    /// The time for a command or a pipe, in ms. A command may ask on the terminal: it is enough for a person who types a
    /// passphrase.
    static let patience: Milliseconds = 60_000
    /// The maximum number of bytes that a command may print.
    private static let outputLimit = 64 * 1_024

    /// Returns the password: asked on the terminal where that is wanted, else from the given command or file, else from
    /// the file or the variable of the environment; nil without any of them.
    static func find(_ options: ConnectionOptions, _ environment: Environment) throws(UsageError) -> String? {
        if options.asksPassword { return try ask() }
        if let command = options.passwordCommand { return try run(command) }
        if let path = options.passwordFile { return try read(path, from: "--password-file") }
        if let path = environment.passwordFile { return try read(path, from: "$BULLTOP_PASSWORD_FILE") }
        return environment.password
    }

    /// Returns the first line of a file, which may be a pipe that another program still writes to.
    static func read(
        _ path: String, from origin: String, patience: Milliseconds = Password.patience
    ) throws(UsageError) -> String {
        do throws(FirstLine.Problem) {
            // Without O_NONBLOCK, a pipe that nobody writes to would be waited for without end.
            let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
            guard file >= 0 else { throw .system(errno) }
            defer { close(file) }
            return String(decoding: try FirstLine.read(file, patience: patience), as: UTF8.self)
        } catch {
            let words =
                switch error {
                case .empty, .interrupted: "its first line is empty, and has to be the password"
                case .tooLong: "its first line is longer than \(FirstLine.limit) bytes, and has to be the password"
                case .late: "no line came from it within \(seconds(patience)); its first line has to be the password"
                case .system(EISDIR): "it is a directory; give a file whose first line is the password"
                case .system(let code): String(cString: strerror(code))
                }
            throw .conflict("\(origin) \(path): \(words)")
        }
    }

    /// Runs a shell command, which may ask on the terminal, and returns the first line of its output. The command has to
    /// end, too: how it ends says whether the line is the password.
    static func run(_ command: String, patience: Milliseconds = Password.patience) throws(UsageError) -> String {
        guard let program = PrintingProgram(["/bin/sh", "-c", command]) else {
            throw .conflict("--password-command: /bin/sh could not be started")
        }
        let words: String
        switch program.finish(limit: outputLimit, patience: patience) {
        case .ended(.exited(0)?, let output):
            do throws(FirstLine.Problem) {
                return String(decoding: try FirstLine.line(in: output), as: UTF8.self)
            } catch {
                words =
                    error == .tooLong ? "printed a line of more than \(FirstLine.limit) bytes" : "printed no password"
            }
        case .ended(.exited(let status)?, _): words = "failed with status \(status)"
        case .ended(.killed(let signal)?, _): words = "was ended: \(ChildProcess.name(ofSignal: signal))"
        case .ended(nil, _): words = "has an unknown end"
        case .tooMuch: words = "printed more than 64 KiB and was ended; it has to print the password and end"
        case .tooLong:
            words = "did not end within \(seconds(patience)) and was ended; it has to print the password and end"
        }
        throw .conflict("--password-command: the command '\(name(of: command))' \(words)")
    }

    /// Returns the name of a command's program. The words after it may have secrets.
    private static func name(of command: String) -> String {
        let words = command.split { $0 == " " || $0 == "\t" || $0 == "\n" }
        guard let program = words.first(where: { !$0.contains("=") }) else { return "…" }
        return program.prefix(40) + (words.count > 1 || program.count > 40 ? " …" : "")
    }

    private static func seconds(_ time: Milliseconds) -> String {
        time >= 1_000 ? "\(time / 1_000) s" : "\(time) ms"
    }

    /// Reads a line from the terminal without showing it.
    private static func ask() throws(UsageError) -> String {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else {
            throw .noTerminal("--askpass needs a terminal; /dev/tty: \(String(cString: strerror(errno)))")
        }
        defer { close(terminal) }
        var modes = termios()
        tcgetattr(terminal, &modes)
        var silent = modes
        silent.c_lflag &= ~tcflag_t(ECHO)
        // Ctrl-C would leave the terminal without echo.
        let interruption = Interruption()
        tcsetattr(terminal, TCSAFLUSH, &silent)
        defer { tcsetattr(terminal, TCSAFLUSH, &modes) }
        StandardStream.error.write(inline: "Password: ")
        let line = try? FirstLine.read(terminal, until: { interruption.isPending })
        StandardStream.error.write("\n")
        guard let line else { throw .noTerminal("no password was given") }
        return String(decoding: line, as: UTF8.self)
    }
}
