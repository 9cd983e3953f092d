import CPty
import Foundation
public import Glibc
internal import Threads

/// A program in a separate pseudo-terminal, with a pipe on which it reports what it does.
public final class Pty {
    /// The error where an awaited event did not happen.
    public struct TimedOut: Error, CustomStringConvertible {
        /// The awaited event, and what was reported instead.
        public let description: String
    }

    private let main: Int32
    /// The test's end of the terminal, for reading its state.
    public var terminal: Int32 { main }
    /// The program's end, which stays open so that the terminal exists after the program, and its modes can be read.
    private let side: Int32
    private let log: Int32
    /// The process id; 0 once it has ended.
    public private(set) var pid: pid_t = 0
    /// The output of the program.
    public private(set) var output: [UInt8] = []
    /// The lines that the program has reported.
    public private(set) var lines: [String] = []
    private var rest: [UInt8] = []
    private var isMainOpen = true
    /// Whether the terminal reads the output; otherwise it stalls, like a connection that hangs.
    public var takesOutput = true
    /// The modes before the program started.
    public let modesBefore: [UInt32]

    /// The path of the probe, next to the test bundle, where SwiftPM puts it.
    public static var probe: String {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? Bundle.main.bundlePath
        let directory = URL(fileURLWithPath: bundle).deletingLastPathComponent()
        for place in [directory, directory.deletingLastPathComponent()] {
            let path = place.appendingPathComponent("TerminalProbe").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        return "TerminalProbe"
    }

    /// Creates and starts a program in a terminal of this size.
    public init(
        _ arguments: [String] = [probe], term: String = "xterm-256color", environment: [String: String] = [:],
        columns: UInt16 = 80, rows: UInt16 = 24
    ) throws {
        var name = [CChar](repeating: 0, count: 64)
        main = cpty_open(&name, name.count)
        guard main >= 0 else { throw TimedOut(description: "no pseudo-terminal") }
        let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        side = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        modesBefore = Self.modes(of: side)
        var ends: [Int32] = [0, 0]
        guard cpty_pipe(&ends) == 0 else { throw TimedOut(description: "no pipe") }
        log = ends[0]
        defer { close(ends[1]) }
        resize(columns: columns, rows: rows)
        var variables = [
            "TERM": term, "LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
        ]
        variables.merge(environment) { $1 }
        try spawn(arguments, variables.map { "\($0)=\($1)" }, terminal: path, log: ends[1])
    }

    deinit {
        if pid > 0 {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        if isMainOpen { close(main) }
        close(side)
        close(log)
    }

    private func spawn(_ arguments: [String], _ environment: [String], terminal: String, log: Int32) throws {
        do {
            // In a separate session the terminal becomes the controlling one.
            pid = try ChildProcess.start(
                arguments, group: .ownSession, environment: environment,
                streams: [.terminal(terminal, as: 0), .copy(of: 0, as: 1), .copy(of: 0, as: 2), .copy(of: log, as: 3)])
        } catch {
            throw TimedOut(description: "cannot start \(arguments[0]): \(error)")
        }
    }

    /// Gives the terminal another size.
    public func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(main, UInt(TIOCSWINSZ), &size)
    }

    /// Types a text.
    public func send(_ text: String) { send(Array(text.utf8)) }

    /// Types bytes.
    public func send(_ bytes: [UInt8]) { _ = write(main, bytes, bytes.count) }

    /// Closes the test's end, so that the terminal is gone.
    public func hangUp() {
        close(main)
        isMainOpen = false
    }

    /// The current modes.
    public var modes: [UInt32] { Self.modes(of: side) }

    private static func modes(of descriptor: Int32) -> [UInt32] {
        var modes = termios()
        tcgetattr(descriptor, &modes)
        let characters = withUnsafeBytes(of: modes.c_cc) { $0.map(UInt32.init) }
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag] + characters
    }

    /// Reads the program's output and reports until `condition` is true.
    public func pump(_ what: String, within seconds: Double = 30, until condition: () -> Bool) throws {
        let deadline = Date().addingTimeInterval(seconds)
        while !condition() {
            guard Date() < deadline else {
                throw TimedOut(
                    description:
                        "waiting for \(what); told \(lines), wrote \(String(decoding: output.suffix(300), as: UTF8.self).debugDescription)"
                )
            }
            pumpOnce(milliseconds: 100)
        }
    }

    private func pumpOnce(milliseconds: Int32) {
        var descriptors = [
            pollfd(fd: isMainOpen && takesOutput ? main : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: log, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&descriptors, 2, milliseconds) > 0 else { return }
        if descriptors[0].revents & Int16(POLLIN) != 0 { output += Self.take(main) }
        if descriptors[1].revents & Int16(POLLIN) != 0 { rest += Self.take(log) }
        while let end = rest.firstIndex(of: 0x0A) {
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest.removeSubrange(...end)
        }
        // A closed pipe is always ready.
        if descriptors[1].revents & Int16(POLLIN) == 0, descriptors[1].revents != 0 { usleep(1000) }
    }

    private static func take(_ descriptor: Int32) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &buffer, buffer.count)
        return count > 0 ? Array(buffer[..<count]) : []
    }

    /// Waits until the program has reported a line with this prefix, `count` times in all.
    public func await(_ prefix: String, count: Int = 1) throws {
        try pump(prefix) { lines.count { $0.hasPrefix(prefix) } >= count }
    }

    /// Waits for the end, and returns the exit code, or minus the signal.
    public func exitCode(within seconds: Double = 30) throws -> Int32 {
        var status: Int32 = 0
        try pump("the end", within: seconds) { waitpid(pid, &status, WNOHANG) == pid }
        pid = 0
        pumpOnce(milliseconds: 50)
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
    }

    /// The output between the marks of the probe.
    public var batches: [String] {
        String(decoding: output, as: UTF8.self).components(separatedBy: "\u{1B}[999m")
    }
}
