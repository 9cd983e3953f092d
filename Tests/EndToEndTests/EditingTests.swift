import Foundation
import Redis
import TestSupport
import Testing

/// A job's data in the operator's editor.
@Suite struct EditingTests {
    private let server: PrivateRedis
    private let connection: Connection
    /// The directory of the text while it is edited.
    private let runtime: String

    init() throws {
        server = try PrivateRedis()
        connection = try server.connect()
        runtime = server.directory + "/runtime"
        try FileManager.default.createDirectory(atPath: runtime, withIntermediateDirectories: false)
        for line in [
            "HSET bull:email:meta version bullmq:6.2.0",
            #"HSET bull:email:1 name welcome data {"to":"a"} opts {} timestamp 1"#,
            "LPUSH bull:email:wait 1",
        ] {
            let words = line.split(separator: " ").map { Array($0.utf8) }
            _ = try connection.send(
                Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst())))
        }
    }

    /// Opens the job in a pane whose editor is this shell script, and presses `e`.
    private func edit(_ script: String) throws -> Pane {
        let editor = server.directory + "/editor"
        try script.write(toFile: editor, atomically: false, encoding: .utf8)
        let pane = try Pane(environment: [
            "BULLTOP_URL": "unix://\(server.socketPath)", "EDITOR": "bash \(editor) --wait", "VISUAL": "",
            "XDG_RUNTIME_DIR": runtime, "SWIFT_BACKTRACE": "enable=no",
        ])
        try pane.run("stty -g > \(server.directory)/settings; clear; '\(Program.path)'")
        try pane.wait(for: "email")
        try pane.press("Enter")
        try pane.wait(for: "welcome")
        try pane.type("e")
        return pane
    }

    private var data: String? { get throws { try connection.send(Command("HGET", "bull:email:1", "data")).text } }

    private func isNothingLeft() throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: runtime).isEmpty
    }

    /// Leaves the dashboard, and checks that the terminal is restored.
    private func quit(_ pane: Pane) throws {
        try pane.type("Q")
        try pane.waitForPrompt()
        try expectRestored(pane)
    }

    private func expectRestored(_ pane: Pane) throws {
        let settings = try String(contentsOfFile: server.directory + "/settings", encoding: .utf8)
        #expect(try pane.answer(to: "stty -g") == settings.trimmingCharacters(in: .newlines))
        #expect(try isNothingLeft())
    }

    @Test func whatIsSavedIsAskedForAndWritten() throws {
        let pane = try edit(#"echo; echo "args $# $1"; cat "$2"; read -r line; echo "$line" > "$2""#)
        let screen = try pane.wait("the text in the editor") { $0.contains("args 2") && $0.contains(#"  "to": "a""#) }
        #expect(screen.contains("args 2 --wait") && !screen.contains("welcome"))
        try pane.type(#"{"to":"b"}"#)
        try pane.press("Enter")
        try pane.wait(for: "data of job 1")
        #expect(try data == #"{"to":"a"}"#)
        try pane.wait(for: "y yes")
        try pane.type("y")
        try pane.wait("the new data") { _ in (try? data) == #"{"to":"b"}"# }
        #expect(try data == #"{"to":"b"}"#)
        try quit(pane)
    }

    @Test func whatIsNoJSONIsEditedAgain() throws {
        let pane = try edit(#"echo; cat "$2"; echo ' old'; read -r line; echo "$line" > "$2""#)
        try pane.wait(for: " old")
        try pane.run("{oops")
        try pane.wait(for: "not valid JSON: line 1, column 2")
        try pane.wait(for: "y yes")
        try pane.type("y")
        try pane.wait(for: "{oops old")
        try pane.run(#"{"to":"c"}"#)
        try pane.wait(without: "old")
        #expect(try isNothingLeft())
        #expect(try data == #"{"to":"a"}"#)
    }

    @Test(arguments: [
        ("exit 3", "status 3"), ("stty raw -echo; kill -9 $$", "Killed"), ("rm \"$2\"", "No such file"),
        ("echo; echo begun; sleep 1000", "Interrupt"),
    ])
    func anEditorThatFailsIsTold(script: String, words: String) throws {
        let pane = try edit(script)
        if words == "Interrupt" {
            try pane.wait(for: "begun")
            try pane.press("C-c")
        }
        let screen = try pane.wait(for: words)
        #expect(screen.contains("welcome"))
        #expect(try data == #"{"to":"a"}"#)
        try quit(pane)
    }

    @Test func anEditorThatIsNotThereIsTold() throws {
        let pane = try edit("exec no-such-editor \"$2\"")
        try pane.wait(for: "was not found")
        try quit(pane)
    }

    @Test func itIsSuspendedAndTheWindowChanges() throws {
        let pane = try edit(#"echo; echo begun; read -r line; echo "$line" > "$2""#)
        try pane.wait(for: "begun")
        try pane.press("C-z")
        try pane.wait(for: "Stopped")
        try pane.resize(columns: 100, rows: 30)
        try pane.run("clear; fg")
        try pane.wait(without: "ready$")
        try pane.run(#"{"to":"a"}"#)
        let screen = try pane.wait(for: "welcome")
        #expect(screen.split(separator: "\n", omittingEmptySubsequences: false).count >= 30)
        try quit(pane)
    }

    @Test func nothingIsLeftEvenWhereWeAreKilled() throws {
        let pane = try edit("echo; echo \"editor $$ $PPID.\"; while :; do read -r line; done")
        let screen = try pane.wait("the editor") { $0.contains(/editor [0-9]+ [0-9]+\./) }
        let line = try #require(screen.split(separator: "\n").first { $0.hasPrefix("editor ") })
        let ids = line.dropLast().split { !$0.isNumber }.compactMap { Int32($0) }
        #expect(try !isNothingLeft())
        kill(ids[1], SIGKILL)
        try pane.wait("no file") { _ in (try? isNothingLeft()) == true }
        kill(ids[0], SIGKILL)
    }

    @Test(arguments: [SIGTERM, SIGHUP]) func whatEndsUsEndsTheEditor(signal: Int32) throws {
        let pane = try edit("stty -echo; echo; echo \"editor $$ $PPID\"; while :; do read -r line; done")
        let screen = try pane.wait(for: "editor ")
        let line = try #require(screen.split(separator: "\n").first { $0.hasPrefix("editor ") })
        let ids = line.split(separator: " ").compactMap { Int32($0) }
        try #require(ids.count == 2)
        #expect(try !isNothingLeft())
        kill(ids[1], signal)
        try pane.waitForPrompt()
        #expect(try pane.answer(to: "echo $?") == "\(128 + signal)")
        #expect(kill(ids[0], 0) == -1)
        try expectRestored(pane)
    }
}
