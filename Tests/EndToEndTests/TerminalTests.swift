import Foundation
import Redis
import TestSupport
import Testing

/// Checks that the terminal is always restored.
@Suite struct TerminalTests {
    private func serverWithQueue() throws -> PrivateRedis {
        let server = try PrivateRedis()
        let connection = try server.connect()
        _ = try connection.send(Command("HSET", "bull:invoices:meta", "version", "bullmq:6.2.0"))
        return server
    }

    /// Starts bulltop in the foreground of the pane, and returns its process id.
    private func start(_ pane: Pane, _ server: PrivateRedis) throws -> Int32 {
        let file = server.directory + "/pid"
        try pane.run("(echo $BASHPID > \(file); exec '\(Program.path)' --url unix://\(server.socketPath))")
        try pane.wait(for: "invoices")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    private func pane() throws -> Pane { try Pane(environment: ["SWIFT_BACKTRACE": "enable=no"]) }

    @Test(
        arguments: [
            ("q", 0, 0), ("", SIGTERM, 143), ("", SIGHUP, 129), ("", SIGINT, 130), ("", SIGQUIT, 131),
            ("", SIGSEGV, 139),
            ("", SIGILL, 132), ("", SIGABRT, 134),
        ] as [(String, Int32, Int32)])
    func itsSettingsAreAsBefore(keys: String, signal: Int32, status: Int32) throws {
        let server = try serverWithQueue()
        let pane = try pane()
        try pane.run("echo before")
        let before = try pane.answer(to: "stty -g")
        let id = try start(pane, server)
        if keys.isEmpty { kill(id, signal) } else { try pane.type(keys) }
        try pane.waitForPrompt()
        #expect(try pane.answer(to: "echo $?") == "\(status)")
        #expect(try pane.answer(to: "stty -g") == before)
        // The screen from before the program is shown again.
        let screen = try pane.screen()
        #expect(screen.contains("before") && !screen.contains("invoices  "))
    }

    @Test func itGoesToTheBackgroundAndComesBack() throws {
        let server = try serverWithQueue()
        let pane = try pane()
        let before = try pane.answer(to: "stty -g")
        _ = try start(pane, server)
        for _ in 0..<2 {
            try pane.press("C-z")
            try pane.wait(for: "Stopped")
            #expect(try pane.answer(to: "stty -g") == before)
            try pane.run("clear; fg")
            try pane.wait(for: "invoices")
        }
        try pane.type("q")
        try pane.waitForPrompt()
        #expect(try pane.answer(to: "stty -g") == before)
    }

    @Test func itFitsEverySize() throws {
        let server = try serverWithQueue()
        let pane = try pane()
        _ = try start(pane, server)
        try pane.resize(columns: 1, rows: 1)
        try pane.wait("one cell") { $0.trimmingCharacters(in: .newlines).count <= 1 }
        for (columns, rows) in [(40, 8), (3, 50), (200, 2)] { try pane.resize(columns: columns, rows: rows) }
        try pane.resize(columns: 100, rows: 30)
        let screen = try pane.wait(for: "invoices")
        #expect(screen.contains("quit"))
        try pane.type("q")
        try pane.waitForPrompt()
        #expect(try pane.answer(to: "echo $?") == "0")
    }

    @Test func keysComeFromTheTerminalAlsoBehindAPipe() throws {
        let server = try serverWithQueue()
        let pane = try pane()
        try pane.run("echo nothing | '\(Program.path)' --url unix://\(server.socketPath)")
        try pane.wait(for: "invoices")
        try pane.type("q")
        try pane.waitForPrompt()
        #expect(try pane.answer(to: "echo $?") == "0")
    }

    @Test func aTerminalThatCannotShowAScreenIsTold() throws {
        let pane = try pane()
        try pane.run("TERM=dumb '\(Program.path)'; TERM=nonsense-9 '\(Program.path)' --version")
        try pane.wait(for: "cannot show a screen")
        try pane.wait(for: "bulltop 0.2.0")
    }
}
