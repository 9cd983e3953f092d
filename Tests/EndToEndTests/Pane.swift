import Foundation
import TestSupport

/// A shell in a real pseudo-terminal: one pane of a separate tmux server.
final class Pane {
    private let socket: String
    private let directory: String

    /// The maximum time for a text to appear, in attempts of 25 ms.
    private static let tries = 1_200

    /// The prompt of the shell. No screen of bulltop has such a line.
    private static let prompt = "ready$"

    /// Opens an interactive bash in a terminal of this size.
    init(columns: Int = 120, rows: Int = 40, environment: [String: String] = [:]) throws {
        directory = try Scratch.directory()
        socket = directory + "/tmux"
        let variables = environment.map { ["-e", "\($0)=\($1)"] }.flatMap { $0 }
        try tmux(
            ["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"] + variables
                + ["bash --norc --noprofile -i"])
        try tmux(["set-option", "-g", "status", "off"])
        try tmux(["set-option", "-g", "window-size", "manual"])
        try resize(columns: columns, rows: rows)
        try run("PS1='\(Self.prompt) '; clear")
        try waitForPrompt()
    }

    deinit {
        _ = try? tmux(["kill-server"])
        Scratch.remove(directory)
    }

    /// Types a command and Enter.
    func run(_ command: String) throws {
        try tmux(["send-keys", "-l", command])
        try tmux(["send-keys", "Enter"])
    }

    /// Presses keys by their names in tmux.
    func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

    /// Types a text.
    func type(_ text: String) throws { try tmux(["send-keys", "-l", text]) }

    /// Sends bytes to the program, as the terminal does for what is no key.
    func send(_ bytes: String) throws {
        try tmux(["send-keys", "-H"] + bytes.utf8.map { String($0, radix: 16) })
    }

    /// Returns a fact about the terminal, by its name in tmux.
    func fact(_ name: String) throws -> String {
        try tmux(["display-message", "-p", "#{\(name)}"]).trimmingCharacters(in: .newlines)
    }

    /// Pastes a text, with the brackets that the program has requested.
    func paste(_ text: String) throws {
        let file = directory + "/pasted"
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        try tmux(["load-buffer", file])
        try tmux(["paste-buffer", "-p", "-r", "-d"])
    }

    /// Writes every later byte that comes to the terminal into a file as well.
    func record(to file: String) throws { try tmux(["pipe-pane", "-o", "cat > '\(file)'"]) }

    /// Gives the terminal another size.
    func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Returns the screen as a person would see it.
    func screen() throws -> String { try tmux(["capture-pane", "-p"]) }

    /// Returns the screen with the escapes for its styles.
    func styledScreen() throws -> String { try tmux(["capture-pane", "-e", "-p"]) }

    /// The escapes for styles on the screen.
    var styles: Set<String> {
        get throws {
            Set(try styledScreen().split(separator: "\u{1B}[").dropFirst().map { String($0.prefix { $0 != "m" }) })
        }
    }

    /// Waits until the screen shows `text`, and returns the screen.
    @discardableResult
    func wait(for text: String) throws -> String { try wait("'\(text)'") { $0.contains(text) } }

    /// Waits until the screen no longer shows `text`, and returns the screen.
    @discardableResult
    func wait(without text: String) throws -> String { try wait("no '\(text)'") { !$0.contains(text) } }

    /// Waits until the program has ended, and the shell is at its prompt again.
    func waitForPrompt() throws {
        try wait("the prompt of the shell") { screen in
            let last = screen.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }
            return last?.trimmingCharacters(in: .whitespaces) == Self.prompt
        }
    }

    /// Waits until the screen satisfies a condition, and returns it.
    @discardableResult
    func wait(_ what: String, until isRight: (String) -> Bool) throws -> String {
        var last = ""
        for _ in 0..<Self.tries {
            last = try screen()
            if isRight(last) { return last }
            usleep(25_000)
        }
        throw TestFailure("the screen never had \(what):\n\(last)")
    }

    /// Returns the output of a command of the shell, which is at its prompt.
    func answer(to command: String) throws -> String {
        let file = directory + "/answer"
        try? FileManager.default.removeItem(atPath: file)
        try run("\(command) > \(file).part; mv \(file).part \(file)")
        for _ in 0..<Self.tries {
            if let text = try? String(contentsOfFile: file, encoding: .utf8) {
                return text.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            usleep(25_000)
        }
        throw TestFailure("no answer to \(command):\n\(try screen())")
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let output = directory + "/output"
        let errors = directory + "/errors"
        var environment = Program.environment
        environment["TERM"] = "xterm-256color"
        let child = try Child(
            "tmux", ["-S", socket] + arguments, output: output, errors: errors, environment: environment)
        guard child.wait() == 0 else {
            throw TestFailure("tmux \(arguments): " + ((try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""))
        }
        return try String(contentsOfFile: output, encoding: .utf8)
    }
}
