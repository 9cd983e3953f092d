import Foundation
import Redis
import TestSupport
import Testing

/// The program where no system call is newer than Linux 4.4: what is newer needs another way.
@Suite struct OldKernelTests {
    /// Runs a program as on that kernel.
    private static let filter = Scratch.packageRoot + "/Tests/EndToEndTests/Python/old-kernel.py"

    private let server: PrivateRedis

    init() throws {
        server = try PrivateRedis(tcp: true)
        try server.connect().send(lines: [
            "HSET bull:email:meta version bullmq:6.1.2 opts.maxLenEvents 10000", "LPUSH bull:email:wait 1",
            "HSET bull:email:1 name welcome data {} opts {} timestamp 1700000000000",
        ])
    }

    private var url: String { "redis://localhost:\(server.port ?? 0)" }

    private func run(_ words: [String]) throws -> Program.Result {
        let child = try Child(
            "python3", [Self.filter] + words, output: server.directory + "/output",
            errors: server.directory + "/errors",
            environment: Program.environment)
        let status = child.wait()
        let texts = try ["/output", "/errors"].map {
            try String(contentsOfFile: server.directory + $0, encoding: .utf8)
        }
        return Program.Result(status: status, output: texts[0], errors: texts[1])
    }

    /// Checks that calls since Linux 4.5 do not exist there (copy_file_range, statx, clone3), and those before do (mlock2).
    @Test(arguments: [(326, false), (332, false), (435, false), (325, true), (39, true)])
    func newerCallsDoNotExist(number: Int, exists: Bool) throws {
        let script = """
            import ctypes, errno
            libc = ctypes.CDLL(None, use_errno=True)
            libc.syscall(\(number), 0, 0, 0, 0, 0)
            print(ctypes.get_errno() != errno.ENOSYS)
            """
        #expect(try run(["python3", "-c", script]).output == (exists ? "True\n" : "False\n"))
    }

    /// Checks commands that look a name up, wait for a server, and start one.
    @Test(arguments: [
        ("--version", "bulltop "), ("queues --url URL", "email"), ("jobs email --url URL", "welcome"),
        ("doctor --url URL", "permitted"), ("pause email --yes --url URL", "paused email"), ("demo --once", "failed"),
    ])
    func aCommandWorks(line: String, text: String) throws {
        let words = line.split(separator: " ").map { $0 == "URL" ? url : String($0) }
        let result = try run([Program.path] + words)
        #expect(result.status == 0 && (result.output + result.errors).contains(text), "\(result)")
    }

    @Test func theScreenWorks() throws {
        let pane = try Pane()
        try pane.run("python3 \(Self.filter) \(Program.path) --url \(url)")
        try pane.wait(for: "email")
        try pane.press("Enter")
        try pane.wait(for: "welcome")
        try pane.press("Q")
        try pane.waitForPrompt()
    }
}
