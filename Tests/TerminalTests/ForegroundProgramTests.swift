import Foundation
import TestSupport
import Testing

/// Another program has the terminal for a while, and bulltop gets it back.
@Suite(.serialized)
struct ForegroundProgramTests {
    /// Starts the probe, which runs this script when `e` is pressed and reports to the test on descriptor 3.
    private func probe(_ script: String, _ words: [String] = [Pty.probe]) throws -> Pty {
        let pty = try Pty(words, environment: ["PROBE_EDITOR": script])
        try pty.await("ready")
        pty.send("e")
        return pty
    }

    private func text(_ pty: Pty, from start: Int = 0) -> String {
        String(decoding: pty.output[start...], as: UTF8.self)
    }

    /// Checks that the program draws its screen again, and restores the terminal at the end.
    private func expectBack(_ pty: Pty, drawn count: Int, from start: Int) throws {
        try pty.await("drawn", count: count)
        try pty.pump("the screen") {
            let later = text(pty, from: start)
            return later.contains("\u{1B}[?1049h") && later.contains("row") && later.contains("\u{1B}[?2004h")
        }
        #expect(pty.modes != pty.modesBefore)
        pty.send("q")
        #expect(try pty.exitCode() == 0)
        #expect(pty.modes == pty.modesBefore)
    }

    @Test func itHasTheTerminalAsTheShellLeftIt() throws {
        let pty = try probe("echo begun >&3; read -r line; echo \"got $line\" >&3")
        try pty.await("begun")
        #expect(pty.modes == pty.modesBefore)
        #expect(text(pty).contains("\u{1B}[?1049l") && text(pty).contains("\u{1B}[?2004l"))
        let start = pty.output.count
        pty.resize(columns: 100, rows: 30)
        pty.send("q\n")
        try pty.await("got q")
        try pty.await("program exited(0)")
        try expectBack(pty, drawn: 1, from: start)
        // Keys that were typed in the other program are no input of the probe.
        #expect(pty.lines.count { $0.hasPrefix("input") } == 2)
    }

    @Test(arguments: ["kill -9 $$", "stty raw -echo; kill -9 $$", "exit 3"])
    func itMayEndAsItLikes(script: String) throws {
        let pty = try probe("echo begun >&3; " + script)
        try pty.await("begun")
        let end = script == "exit 3" ? "program exited(3)" : "program killed(9)"
        try pty.await(end)
        try expectBack(pty, drawn: 1, from: 0)
    }

    @Test func keysThatSendSignalsAreForIt() throws {
        let pty = try probe("trap 'echo heard >&3' INT QUIT; echo begun >&3; read -r line; read -r line; read -r line")
        try pty.await("begun")
        pty.send("\u{3}")
        try pty.await("heard")
        pty.send("\n\u{1C}")
        try pty.await("heard", count: 2)
        pty.send("\n\n\n")
        try pty.await("program exited")
        try expectBack(pty, drawn: 1, from: 0)
    }

    /// Checks that both programs are suspended and continued together, in a shell with job control.
    @Test(arguments: ["key", "group", "alone"])
    func itIsSuspendedWithUs(how: String) throws {
        let stop = ["key": ":", "group": "kill -TSTP 0", "alone": "kill -STOP $$"][how] ?? ""
        let shell = "set -m; \"$0\"; echo stopped >&3; read line; fg; echo ended >&3"
        let pty = try probe(
            "echo begun >&3; \(stop); read -r line; echo \"got $line\" >&3", ["/bin/bash", "-c", shell, Pty.probe])
        try pty.await("begun")
        if how == "key" { pty.send("\u{1A}") }
        try pty.await("stopped")
        #expect(pty.modes == pty.modesBefore)
        pty.send("\n")
        try pty.await("program running")
        pty.send("more\n")
        try pty.await("got more")
        try pty.await("program exited(0)")
        try pty.await("drawn")
        pty.send("q")
        try pty.await("ended")
        #expect(pty.modes == pty.modesBefore)
    }

    /// Checks that a signal to bulltop also ends the other program, even one that ignores it, and one that has changed
    /// the terminal's modes.
    @Test(arguments: [SIGTERM, SIGHUP], ["", "stty raw -echo;", "trap '' TERM HUP;"])
    func aSignalToUsEndsBoth(signal: Int32, before: String) throws {
        let pty = try probe("\(before) echo \"begun $$\" >&3; while :; do read -r line; done")
        try pty.await("begun")
        let words = pty.lines.first { $0.hasPrefix("begun") }?.split(separator: " ") ?? []
        let id = try #require(words.last.flatMap { pid_t($0) })
        kill(pty.pid, signal)
        #expect(try pty.exitCode() == 128 + signal)
        #expect(kill(id, 0) == -1)
        #expect(pty.modes == pty.modesBefore)
        let text = text(pty)
        let (last, first) = (text.ranges(of: "\u{1B}[?1049l").last, text.ranges(of: "\u{1B}[?1049h").last)
        #expect(try #require(last).lowerBound > #require(first).lowerBound)
    }
}
