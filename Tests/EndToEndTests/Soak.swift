import Demo
import Foundation
import Redis
import TestSupport

/// The dashboard on the demo's incident in a real terminal, which is used for a long time and not gently.
final class Soak {
    private let server: PrivateRedis
    private let pane: Pane
    private var workload: Workload
    private var dice: Dice
    private var process: Int32 = 0
    private var modes = ""

    /// The size at which the screen is compared: it has every column of counts.
    private static let size = (columns: 200, rows: 40)

    /// The keys that are pressed. None of them quits, opens an editor, writes a file, changes the columns or the order
    /// of the queues, or removes jobs, which the trash would keep in memory.
    private static let keys = [
        "Enter", "Tab", "BTab", "j", "k", "g", "G", "C-d", "C-u", "NPage", "PPage", "Space", "a", "u", "[", "]", "1",
        "2", "3", "4", "5", "6", "7", "8", "9", "F", "W", "E", "M", "H", "U", "?", "y", "r", "f", "-", "n", "N", "w",
        "C-l", "R", "Escape", "Left", "Right",
    ]

    /// Starts the demo's workload and the dashboard, and waits until it is live.
    init(seed: UInt64) throws {
        dice = Dice(seed: seed)
        server = try PrivateRedis()
        workload = try Workload(endpoint: server.endpoint)
        pane = try Pane(
            columns: Self.size.columns, rows: Self.size.rows,
            environment: ["SWIFT_BACKTRACE": "enable=no", "XDG_STATE_HOME": server.directory + "/state"])
        modes = try pane.answer(to: "stty -g")
        let file = server.directory + "/pid"
        let start = "exec \"\(Program.path)\" --url unix://\(server.socketPath) --interval 0.5"
        try pane.run("clear; sh -c 'echo $$ > \(file); \(start)'")
        try pane.wait(for: "● live")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    deinit { workload.stop() }

    /// Presses random keys at random sizes, and returns to the list of queues.
    func useIt() throws {
        for step in 1...25 {
            if step % 5 == 0 { try pane.resize(columns: dice.roll(20...220), rows: dice.roll(5...60)) }
            try pane.press(dice.pick(Self.keys) ?? "j")
            // The pace of a person in a hurry: keys that come at once would be one paste.
            usleep(40_000)
        }
        try goHome()
    }

    /// Leaves every screen, menu and question until the list of queues is there.
    private func goHome() throws {
        try pane.resize(columns: Self.size.columns, rows: Self.size.rows)
        var screen = ""
        for _ in 0..<200 {
            screen = try pane.screen()
            if screen.contains("Needs attention"), screen.contains("q quit") { return }
            guard kill(process, 0) == 0 else { break }
            try pane.press("Escape")
            // Keys that follow an Escape directly are one chord with it.
            usleep(150_000)
        }
        throw TestFailure("the list of queues is not reached:\n\(screen)")
    }

    /// Kills the server, waits until the dashboard says so, and starts the incident on a new server at the same place.
    func restartServer() throws {
        server.kill()
        try pane.wait(for: "OFFLINE")
        workload.stop()
        try server.restart()
        workload = try Workload(endpoint: server.endpoint)
        try pane.wait(for: "● live")
    }

    /// Stops the terminal from reading, until the server has done much else.
    func stallTerminal() throws {
        guard let terminal = Int32(try pane.fact("pid")) else { throw TestFailure("tmux has no process id") }
        let connection = try server.connect()
        func served() throws -> Int {
            let lines = try (connection.send(Command("INFO", "stats")).text ?? "").split(whereSeparator: \.isNewline)
            return lines.first { $0.hasPrefix("total_commands_processed:") }.flatMap { Int($0.dropFirst(25)) } ?? 0
        }
        kill(terminal, SIGSTOP)
        defer { kill(terminal, SIGCONT) }
        let end = try served() + 1_000
        while try served() < end { usleep(50_000) }
    }

    /// The memory of the dashboard that is no file, in kB; nil where the process is gone.
    var memory: Int? {
        let lines = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8).split(separator: "\n")
        let words = lines?.first { $0.hasPrefix("RssAnon:") }?.split(separator: " ")
        return words.flatMap { $0.count > 1 ? Int($0[1]) : nil }
    }

    /// Stops the workload, and returns the lines of the queues whose counts on the screen stay different from those of
    /// the official client.
    func drift() throws -> [String] {
        workload.stop()
        let theirs = try SoakCounts.ofClient(server.socketPath)
        var ours: [String: SoakCounts] = [:]
        _ = try? pane.wait("the client's counts") {
            ours = SoakCounts.onScreen($0)
            return ours == theirs
        }
        return theirs.keys.sorted().filter { ours[$0] != theirs[$0] }.map {
            "\($0): \(String(describing: ours[$0])) instead of \(String(describing: theirs[$0]))"
        }
    }

    /// Quits, and returns the exit status and whether the terminal is as it was.
    func quit() throws -> (status: String, isRestored: Bool) {
        try pane.type("Q")
        try pane.waitForPrompt()
        let status = try pane.answer(to: "echo $?")
        let isVisible = try pane.fact("alternate_on") == "0" && pane.fact("cursor_flag") == "1"
        return (status, try isVisible && pane.answer(to: "stty -g") == modes)
    }
}
