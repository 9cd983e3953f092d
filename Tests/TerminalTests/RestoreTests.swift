import Glibc
import TestSupport
import Testing

/// Checks that the terminal is restored, however the program ends.
@Suite(.serialized)
struct RestoreTests {
    private static func text(_ pty: Pty) -> String { String(decoding: pty.output, as: UTF8.self) }

    private static func expectRestored(_ pty: Pty) {
        #expect(pty.modes == pty.modesBefore)
        let text = text(pty)
        for sequence in ["\u{1B}[?1049l", "\u{1B}[?25h", "\u{1B}[?2004l"] {
            let last = text.ranges(of: sequence).last
            #expect(last != nil)
        }
        #expect(text.contains("noise of a library"))
        for (on, off) in [("\u{1B}[?1004h", "\u{1B}[?1004l"), ("\u{1B}[22;2t", "\u{1B}[23;2t")] {
            let (begun, ended) = (text.ranges(of: on).last, text.ranges(of: off).last)
            #expect(
                begun != nil && ended.map { last in begun.map { $0.lowerBound < last.lowerBound } ?? false } == true)
        }
    }

    /// Checks that the mouse is turned off, also where the program crashes, and that a title is text.
    @Test(arguments: ["q", "x", "\u{1A}"]) func theMouseIsTurnedOff(key: String) throws {
        let script = "set -m; \"$0\"; echo stopped >&3; read line"
        let pty = try key == "\u{1A}" ? Pty(["/bin/bash", "-c", script, Pty.probe]) : Pty()
        try pty.await("ready")
        #expect(Self.text(pty).contains("\u{1B}]2;a title]52;c;x of the probe\u{7}"))
        #expect(!Self.text(pty).contains("\u{1B}[?1000h"))
        pty.send("m")
        try pty.await("drawn")
        try pty.pump("the mode") { Self.text(pty).contains("\u{1B}[?1000h\u{1B}[?1006h") }
        pty.send(key)
        if key == "\u{1A}" { try pty.await("stopped") } else { _ = try pty.exitCode() }
        try pty.pump("the end of the mode") { Self.text(pty).contains("\u{1B}[?1006l\u{1B}[?1000l") }
        if key == "\u{1A}" { pty.send("\n") }
    }

    @Test func whenItQuits() throws {
        let pty = try Pty()
        try pty.await("ready")
        #expect(pty.modes != pty.modesBefore)
        #expect(!Self.text(pty).contains("\u{1B}[?1049l"))
        pty.send("q")
        #expect(try pty.exitCode() == 0)
        Self.expectRestored(pty)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func onASignal(signal: Int32) throws {
        let pty = try Pty()
        try pty.await("ready")
        kill(pty.pid, signal)
        #expect(try pty.exitCode() == 128 + signal)
        Self.expectRestored(pty)
    }

    /// Checks that the handler passes the fault on to the one before it, and that the process dies of it.
    @Test func whenItCrashes() throws {
        let pty = try Pty()
        try pty.await("ready")
        pty.send("x")
        #expect([-SIGILL, -SIGTRAP].contains(try pty.exitCode()))
        Self.expectRestored(pty)
        #expect(Self.text(pty).contains("Index out of range"))
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGFPE])
    func onAFaultThatWasSent(signal: Int32) throws {
        let pty = try Pty()
        try pty.await("ready")
        kill(pty.pid, signal)
        #expect(try pty.exitCode() == -signal)
        Self.expectRestored(pty)
    }

    @Test func whileTheTerminalTakesNoOutput() throws {
        let pty = try Pty()
        try pty.await("ready")
        pty.takesOutput = false
        pty.send("f")
        try pty.await("stalled")
        kill(pty.pid, SIGTERM)
        #expect(try pty.exitCode() == 128 + SIGTERM)
        pty.takesOutput = true
        try pty.pump("the noise, which comes last") { Self.text(pty).contains("noise of a library") }
        Self.expectRestored(pty)
    }

    @Test func noticesThatTheTerminalHasGone() throws {
        let pty = try Pty(["/bin/sh", "-c", "trap '' HUP; exec \"$0\"", Pty.probe])
        try pty.await("ready")
        pty.hangUp()
        try pty.await("hung up")
        #expect(try pty.exitCode() == 129)
    }

    /// Checks the job control of a shell: Ctrl-Z restores the terminal for the shell, and `fg` returns it to the
    /// program.
    @Test(arguments: ["\u{1A}", "signal"])
    func whenItIsSuspended(how: String) throws {
        let script = "set -m; \"$0\"; echo stopped >&3; read line; fg; echo ended >&3"
        let pty = try Pty(["/bin/bash", "-c", script, Pty.probe])
        try pty.await("ready")
        if how == "signal" {
            kill(-tcgetpgrp(pty.terminal), SIGTSTP)
        } else {
            pty.send(how)
        }
        try pty.await("stopped")
        Self.expectRestored(pty)
        let before = pty.output.count
        pty.send("\n")
        try pty.await("drawn")
        try pty.pump("the frame") {
            let later = String(decoding: pty.output[before...], as: UTF8.self)
            return later.contains("\u{1B}[?1049h") && later.contains("text") && later.contains("\u{1B}[?2004h")
        }
        #expect(pty.modes != pty.modesBefore)
        pty.send("q")
        try pty.await("ended")
        Self.expectRestored(pty)
    }
}
