import CPty
import Foundation
import TestSupport

/// A program in a pseudo-terminal, as a person would run it.
final class PseudoTerminal {
    private let master: Int32
    private(set) var process: pid_t = 0
    /// The output of the program so far.
    private(set) var output: [UInt8] = []
    /// The time at which the program was started.
    let started: ContinuousClock.Instant

    /// Starts `arguments` in a terminal of this size.
    init(_ arguments: [String], columns: UInt16, rows: UInt16) throws {
        var path = [CChar](repeating: 0, count: 64)
        master = cpty_open(&path, path.count)
        guard master >= 0 else { throw TestFailure("no pseudo-terminal: \(String(cString: strerror(errno)))") }
        let name = String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // After setsid, the first terminal that is opened becomes the controlling one.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // POSIX_SPAWN_SETSID, which Swift's Glibc does not have.
        posix_spawnattr_setflags(&attributes, 0x80)
        var environment = ProcessInfo.processInfo.environment
        environment["TERM"] = "xterm-256color"
        environment["LANG"] = "C.UTF-8"
        environment["NO_COLOR"] = nil
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        started = .now
        let code = posix_spawn(&process, arguments[0], &actions, &attributes, &words, &variables)
        guard code == 0 else { throw TestFailure("cannot start \(arguments[0]): \(String(cString: strerror(code)))") }
    }

    deinit {
        kill(process, SIGTERM)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(master)
    }

    /// Types keys.
    func type(_ keys: String) {
        _ = Array(keys.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    /// Reads until the output after `position` contains `text` and then nothing comes for 20 ms, at most for `limit`.
    /// Returns the time of the last byte.
    func wait(for text: String, after position: Int = 0, limit: Duration = .seconds(20)) throws
        -> ContinuousClock.Instant
    {
        let wanted = Array(text.utf8)
        let end = ContinuousClock.now + limit
        var last = ContinuousClock.now
        while ContinuousClock.now < end {
            if read(milliseconds: 20) {
                last = .now
            } else if Self.contains(output[position...], wanted) {
                return last
            }
        }
        throw TestFailure("«\(text)» did not appear in \(limit)")
    }

    /// Returns the time of the last byte before the first pause of 10 ms in the output after `position`.
    func nextPause(after position: Int) throws -> ContinuousClock.Instant {
        let end = ContinuousClock.now + .seconds(5)
        var last = ContinuousClock.now
        while ContinuousClock.now < end {
            if read(milliseconds: 10) {
                last = .now
            } else if output.count > position {
                return last
            }
        }
        throw TestFailure("a key changed nothing")
    }

    /// Reads for this time, and returns the number of bytes that came.
    func listen(for duration: Duration) -> Int {
        let (before, end) = (output.count, ContinuousClock.now + duration)
        while ContinuousClock.now < end { _ = read(milliseconds: 100) }
        return output.count - before
    }

    /// Reads once what comes within this time. Returns whether anything came.
    private func read(milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, milliseconds) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Foundation.read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        output += buffer[..<count]
        return true
    }

    private static func contains(_ bytes: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: wanted) }
    }
}

extension PseudoTerminal {
    /// The maximum of the program's resident memory so far, in bytes.
    var peakMemory: Int { procfs("status", "VmHWM:").map { $0 * 1024 } ?? 0 }

    /// The CPU time of the program so far, in ms.
    var cpuMilliseconds: Double {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let close = stat.lastIndex(of: ")")
        else { return 0 }
        let fields = stat[close...].split(separator: " ")
        let ticks = (Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0)
        return Double(ticks) * 1000 / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private func procfs(_ file: String, _ key: String) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/\(file)", encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }
}
