internal import Canvas
internal import Glibc
internal import Threads

/// The sources of the password, where the URL has none.
enum Password {
    /// The maximum number of bytes of a password.
    private static let limit = 4_096

    /// Returns the password: asked on the terminal where that is wanted, else from the given command or file, else from
    /// the file or the variable of the environment; nil without any of them.
    static func find(_ options: ConnectionOptions, _ environment: Environment) throws(UsageError) -> String? {
        if options.asksPassword { return try ask() }
        if let command = options.passwordCommand { return try run(command) }
        if let path = options.passwordFile { return try read(path, from: "--password-file") }
        if let path = environment.passwordFile { return try read(path, from: "$BULLTOP_PASSWORD_FILE") }
        return environment.password
    }

    private static func read(_ path: String, from origin: String) throws(UsageError) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .conflict("\(origin): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        guard let line = line(of: file) else { throw .conflict("\(origin): it has no password") }
        return String(decoding: line, as: UTF8.self)
    }

    /// Runs a shell command, which may ask on the terminal, and returns the first line of its output.
    private static func run(_ command: String) throws(UsageError) -> String {
        guard let program = PrintingProgram(["/bin/sh", "-c", command]) else {
            throw .conflict("--password-command: /bin/sh could not be started")
        }
        let line = line(of: program.output)
        // Its other output is read, too, so that it does not end by a closed pipe.
        while self.line(of: program.output) != nil {}
        switch program.end() {
        case .exited(0)?: break
        case .exited(let status)?: throw .conflict("--password-command: the command failed with status \(status)")
        case .killed(let signal)?:
            throw .conflict("--password-command: the command was ended: \(ChildProcess.name(ofSignal: signal))")
        case nil: throw .conflict("--password-command: how the command ended is not known")
        }
        guard let line else { throw .conflict("--password-command: it printed no password") }
        return String(decoding: line, as: UTF8.self)
    }

    /// Reads a line from the terminal without showing it.
    private static func ask() throws(UsageError) -> String {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { throw .noTerminal("--askpass needs a terminal") }
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
        let line = line(of: terminal, until: { interruption.isPending })
        StandardStream.error.write("\n")
        guard let line else { throw .noTerminal("no password was given") }
        return String(decoding: line, as: UTF8.self)
    }

    /// Returns the first line; nil where it is empty, or too long.
    private static func line(of file: Int32, until isInterrupted: () -> Bool = { false }) -> [UInt8]? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count <= limit {
            var watched = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            if poll(&watched, 1, 100) == 0 {
                if isInterrupted() { return nil }
                continue
            }
            guard Glibc.read(file, &byte, 1) == 1, byte != 0x0A else { break }
            line.append(byte)
        }
        if line.last == 0x0D { line.removeLast() }
        return line.isEmpty || line.count > limit ? nil : line
    }
}
