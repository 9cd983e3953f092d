import Foundation
import Redis
import TestSupport
import Testing

/// Whether `make test` has built the portable binary, and chroot(2) is allowed.
private let canRun = ProcessInfo.processInfo.environment["BULLTOP_BINARY"] != nil && getuid() == 0

/// The portable binary in a root directory that holds nothing else: no terminfo, no locales, no shared libraries, no
/// /etc.
@Suite(.enabled(if: canRun)) struct EmptyRootTests {
    private let redis: PrivateRedis
    private var root: String { redis.directory + "/root" }

    init() throws {
        redis = try PrivateRedis()
        let manager = FileManager.default
        for directory in ["", "/proc", "/dev"] {
            try manager.createDirectory(atPath: root + directory, withIntermediateDirectories: true)
        }
        // A separate process copies the program: a file that this process writes would be busy for children that other
        // tests start meanwhile.
        _ = try Child("cp", [Program.path, root + "/bulltop"]).wait()
        try manager.linkItem(atPath: redis.socketPath, toPath: root + "/s")
        let connection = try redis.connect()
        _ = try connection.send(Command("HSET", "bull:mail:meta", "version", "bullmq:5.1.0"))
        _ = try connection.send(Command("ZADD", "bull:mail:failed", "1700000000000", "1"))
        _ = try connection.send(Command("HSET", "bull:mail:1", "name", "welcome", "timestamp", "1700000000000"))
    }

    /// Returns the shell command that runs the program in its root directory, with `/proc` and `/dev` or without.
    private func command(_ arguments: String, mounts: Bool) -> String {
        guard mounts else { return "exec chroot \(root) /bulltop \(arguments)" }
        return """
            exec unshare --mount sh -c 'mount -t proc proc \(root)/proc && mount --bind /dev \(root)/dev \
            && exec chroot \(root) /bulltop \(arguments)'
            """
    }

    private func run(_ arguments: String, mounts: Bool, zone: String? = nil) throws -> Program.Result {
        let files = (output: redis.directory + "/out", errors: redis.directory + "/err")
        let child = try Child(
            "/bin/sh", ["-c", (zone.map { "export TZ=\($0); " } ?? "") + command(arguments, mounts: mounts)],
            output: files.output, errors: files.errors)
        let status = child.wait()
        return Program.Result(
            status: status, output: try String(contentsOfFile: files.output, encoding: .utf8),
            errors: try String(contentsOfFile: files.errors, encoding: .utf8))
    }

    @Test(arguments: [true, false])
    func readsQueues(mounts: Bool) throws {
        let result = try run("queues --json --url unix:///s", mounts: mounts)
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("\"mail\""))
    }

    /// Without tzdata, times are in UTC, and the missing file is named.
    @Test func namesTheFileOfATimeZone() throws {
        let result = try run("jobs mail --url unix:///s", mounts: false, zone: "Europe/Berlin")
        #expect(result.status == 0 && result.output.contains("welcome"), "\(result)")
        #expect(result.errors.contains("/usr/share/zoneinfo/Europe/Berlin is missing"), "\(result.errors)")
        #expect(try run("jobs mail --url unix:///s", mounts: false, zone: "UTC").errors.isEmpty)
    }

    @Test(arguments: [true, false])
    func looksUpTheNameOfTheMachineItself(mounts: Bool) throws {
        let result = try run("queues --url redis://localhost:1", mounts: mounts)
        #expect(result.errors.contains("Connection refused"), "\(result)")
    }

    /// Checks that lines are drawn where the locale's name asks for UTF-8, though the system has no locale, and ASCII is
    /// where it does not.
    @Test(arguments: [
        ("LANG=C.UTF-8", true), ("LC_ALL=de_DE.utf8 LANG=C", true), ("LC_CTYPE=en_US.UTF-8@euro", true),
        ("LC_ALL=C LANG=C.UTF-8", false), ("LC_ALL= LANG=POSIX", false), ("LANG=", false),
    ])
    func drawsByTheNameOfTheLocale(locale: String, hasLines: Bool) throws {
        _ = try redis.connect().send(Command("HSET", "bull:größe 漢字:meta", "version", "bullmq:5.1.0"))
        let pane = try Pane()
        try pane.run(
            "env -u LANG -u LC_ALL -u LC_CTYPE \(locale) TERM=tmux-256color sh -c \"\(command("--url unix:///s", mounts: true))\""
        )
        let screen = try pane.wait(for: hasLines ? "größe 漢字" : "gr??e ????")
        #expect(screen.contains { "─│●○▁".contains($0) } == hasLines, "\(screen)")
        #expect(hasLines || screen.utf8.allSatisfy { $0 < 128 }, "\(screen)")
        try pane.press("Q")
    }

    /// Checks that the terminal that cannot be opened is named, and what to do.
    @Test func namesTheTerminalThatIsMissing() throws {
        let pane = try Pane()
        try pane.run("sh -c \"\(command("--url unix:///s", mounts: false))\"; printf '\\n\\nstatus=%s\\n' $?")
        let screen = try pane.wait(for: "status=2")
        #expect(screen.contains("the terminal /dev/tty cannot be opened: No such file or directory"), "\(screen)")
        #expect(screen.contains("--once prints one frame") && !screen.contains("--help"))
    }

    @Test(arguments: [
        "xterm-256color", "xterm", "screen-256color", "tmux-256color", "linux", "vt100", "of-tomorrow",
    ])
    func opensTheScreen(term: String) throws {
        let pane = try Pane()
        let screen = command("--url unix:///s", mounts: true)
        try pane.run("TERM=\(term) sh -c \"\(screen)\"; printf '\\n\\nstatus=%s\\n' $?")
        try pane.wait(for: "mail")
        try pane.press("Enter")
        try pane.wait(for: "welcome")
        try pane.press("Q")
        try pane.wait(for: "status=0")
    }
}
