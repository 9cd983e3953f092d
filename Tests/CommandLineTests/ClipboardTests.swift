import Foundation
import TestSupport
import Testing

/// Copied text arrives where the screen says it does. Programs that only record their input stand for those of a
/// desktop.
@Suite struct ClipboardTests {
    struct Case: Sendable {
        /// The environment variables, and the programs that fail.
        var environment: [String: String] = [:]
        var failing: [String] = []
        var present = ["tmux", "wl-copy", "xclip", "pbcopy"]
        /// The program that takes the text; nil for none.
        let taker: String?
    }

    private static let cases = [
        Case(environment: ["TMUX": "/tmp/s,1,0", "DISPLAY": ":0"], taker: "tmux"),
        Case(environment: ["WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"], taker: "wl-copy"),
        Case(environment: ["WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"], failing: ["wl-copy"], taker: "xclip"),
        Case(environment: ["DISPLAY": ":0"], taker: "xclip"), Case(taker: "pbcopy"),
        Case(environment: ["DISPLAY": ":0"], failing: ["xclip", "pbcopy"], taker: nil), Case(present: [], taker: nil),
    ]

    private static let data = #"{"text":"\#(String(repeating: "x", count: 80_000))"}"#

    /// Opens a screen on a queue with one failed job, with the programs of a case on its PATH.
    private func screen(_ test: Case, _ bench: CommandBench, in directory: String) throws -> Pty {
        for name in test.present {
            let isFailing = test.failing.contains(name)
            let script = "#!/bin/sh\ncat > '\(directory)/\(name).got'\n\(isFailing ? "exit 1" : "")\n"
            try script.write(toFile: directory + "/" + name, atomically: false, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory + "/" + name)
        }
        try bench.addQueue()
        try bench.send(words: ["HSET", "bull:email:5", "data", Self.data].map { Array($0.utf8) })
        // Only these programs are there: those of this machine would take the text.
        try FileManager.default.createSymbolicLink(atPath: directory + "/cat", withDestinationPath: "/bin/cat")
        let environment = test.environment.merging(["BULLTOP_URL": bench.url, "PATH": directory]) { $1 }
        let pty = try Pty([Program.path], environment: environment, columns: 120, rows: 40)
        try pty.pump("the queue") { text(pty).contains("email") }
        return pty
    }

    private func text(_ pty: Pty) -> String { String(decoding: pty.output, as: UTF8.self) }

    private func type(_ keys: String, _ pty: Pty, until words: String) throws {
        pty.send(keys)
        try pty.pump(words) { text(pty).contains(words) }
    }

    @Test(arguments: cases.indices) func aLargeTextGoesToTheProgramThatIsThere(_ index: Int) throws {
        let test = Self.cases[index]
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let bench = try CommandBench()
        let pty = try screen(test, bench, in: directory)
        try type("\r", pty, until: "› email ›")
        try type("5", pty, until: "jobs 1-2 of 2")
        try type("\r", pty, until: "options")
        // The preview beside the list shows less of a line.
        try type("2", pty, until: String(repeating: "x", count: 100))
        guard let taker = test.taker else {
            return try type("Y", pty, until: "neither tmux, wl-copy, xclip nor pbcopy took it.")
        }
        try type("Y", pty, until: " of text by \(taker).")
        let got = try Data(contentsOf: URL(filePath: directory + "/\(taker).got"))
        #expect(got.count > 80_000 && got.contains("x".utf8.first ?? 0))
        for name in test.present where name != taker && !test.failing.contains(name) {
            #expect(!FileManager.default.fileExists(atPath: directory + "/\(name).got"), "\(name)")
        }
    }

    /// Checks that tmux takes the text into its buffer even where it passes nothing on.
    @Test func aSmallTextGoesThroughTheTerminal() throws {
        for (variable, words) in [("TMUX", "Copied name email by tmux."), ("DISPLAY", "Copied name email.")] {
            let directory = try Scratch.directory()
            defer { Scratch.remove(directory) }
            let bench = try CommandBench()
            let pty = try screen(Case(environment: [variable: "x"], taker: nil), bench, in: directory)
            try type("y", pty, until: words)
            #expect(text(pty).contains("\u{1B}]52;c;ZW1haWw=\u{7}"))
            let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".got") }
            #expect(names == (variable == "TMUX" ? ["tmux.got"] : []))
        }
    }
}
