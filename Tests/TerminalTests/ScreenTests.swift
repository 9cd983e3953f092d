import Glibc
import TestSupport
import Testing

@testable import Terminal

/// The probe in real pseudo-terminals.
@Suite(.serialized)
struct ScreenTests {
    private static let types = ["xterm-256color", "tmux-256color", "screen", "linux", "vt220", "vt100"]

    @Test(arguments: zip(types, ["palette", "palette", "ansi8", "ansi8", "mono", "mono"]))
    func drawsOnEveryTerminal(type: String, colors: String) throws {
        let pty = try Pty(term: type)
        try pty.await("ready")
        #expect(pty.lines.first == "ready \(colors) unicode 80x24")
        try pty.pump("text") { pty.batches.count >= 2 }
        #expect(pty.batches[0].contains("text"))
        #expect(pty.batches[0].contains("noise") == false)
        pty.send("q")
        #expect(try pty.exitCode() == 0)
        #expect(pty.modes == pty.modesBefore)
        #expect(pty.batches.last?.contains("noise of a library") == true)
    }

    @Test func sendsNothingWhenNothingChanged() throws {
        let pty = try Pty()
        try pty.await("ready")
        pty.send("s")
        try pty.pump("a batch") { pty.batches.count >= 3 }
        #expect(pty.batches[1].isEmpty)
    }

    @Test func sendsOneCellForOneCell() throws {
        let pty = try Pty()
        try pty.await("ready")
        pty.send("n")
        try pty.pump("a batch") { pty.batches.count >= 3 }
        #expect(pty.batches[1].contains("1"))
        #expect(pty.batches[1].utf8.count <= 40)
    }

    @Test func drawsWideText() throws {
        let pty = try Pty()
        try pty.await("ready")
        pty.send("w")
        try pty.pump("a batch") { pty.batches.count >= 3 }
        #expect(pty.batches[1].contains("日本"))
        #expect(pty.batches[1].contains("e\u{301}"))
        #expect(!pty.batches[1].contains("\u{FE0F}"))
    }

    @Test(arguments: ["C", "POSIX"])
    func isASCIIWithoutUTF8(locale: String) throws {
        let pty = try Pty(environment: ["LC_ALL": locale])
        try pty.await("ready")
        #expect(pty.lines.first == "ready palette ascii 80x24")
        pty.send("w")
        try pty.pump("a batch") { pty.batches.count >= 3 }
        #expect(pty.output.allSatisfy { $0 < 0x80 })
        #expect(pty.batches[1].contains("????"))
    }

    @Test func takesUTF8FromALocaleThatIsNotInstalled() throws {
        let pty = try Pty(environment: ["LC_ALL": "xx_YY.UTF-8"])
        try pty.await("ready")
        #expect(pty.lines.first == "ready palette unicode 80x24")
    }

    @Test func obeysNoColor() throws {
        let pty = try Pty(environment: ["NO_COLOR": "1"])
        try pty.await("ready")
        #expect(pty.lines.first == "ready mono unicode 80x24")
        #expect(!pty.batches[0].contains("38;5;"))
    }

    @Test func fallsBackFromAnUnknownType() throws {
        let pty = try Pty(term: "xterm-ghostty-of-tomorrow")
        try pty.await("notice terminal type 'xterm-ghostty-of-tomorrow' is not known here")
    }

    @Test func refusesATerminalWithoutCursor() throws {
        let pty = try Pty(term: "dumb")
        try pty.await("error incapable")
        #expect(try pty.exitCode() == 2)
        #expect(pty.modes == pty.modesBefore)
    }

    @Test(arguments: [(1, 1), (300, 2), (2, 100), (81, 25)])
    func followsTheSize(columns: Int, rows: Int) throws {
        let pty = try Pty()
        try pty.await("ready")
        pty.resize(columns: UInt16(columns), rows: UInt16(rows))
        try pty.await("signal windowChange")
        try pty.await("drawn")
        try pty.pump("a batch") { pty.batches.count >= 3 }
        #expect(pty.batches[1].contains("\u{1B}[H\u{1B}[2J"), "what a terminal leaves at a resize is not known")
        pty.send("n")
        try pty.await("drawn", count: 2)
        pty.send("q")
        #expect(try pty.exitCode() == 0)
    }

    /// Checks that a terminal that accepts no output does not stop the program, and gets the newest frame when it
    /// accepts output again.
    @Test func catchesUpAfterAStall() throws {
        let pty = try Pty()
        try pty.await("ready")
        pty.takesOutput = false
        pty.send("f")
        try pty.await("stalled")
        pty.send("nnn")
        try pty.await("input", count: 4)
        pty.takesOutput = true
        try pty.await("drawn")
        let stalled = try #require(pty.lines.first { $0.hasPrefix("stalled ") }?.dropFirst(8))
        let counter = try #require(Int(stalled))
        #expect(pty.lines.last == "drawn \(counter + 3)")
        pty.send("q")
        #expect(try pty.exitCode() == 0)
    }

    @Test func copies() throws {
        let pty = try Pty()
        try pty.await("ready")
        pty.send("c")
        try pty.await("copied true")
        try pty.pump("the sequence") {
            String(decoding: pty.output, as: UTF8.self).contains("\u{1B}]52;c;aGVsbG8=\u{7}")
        }
    }

    /// Checks that a sequence is one key although a slow link brings its rest 100 ms after its Escape.
    @Test(arguments: ["[A", "OA"]) func aSequenceThatComesInTwoPiecesIsOneKey(rest: String) throws {
        #expect(InputDecoder.escapeDelay > 100)
        let pty = try Pty()
        try pty.await("ready")
        pty.send("\u{1B}")
        usleep(60_000)
        pty.send(rest)
        pty.send("n")
        try pty.await("input", count: 2)
        #expect(
            pty.lines.filter { $0.hasPrefix("input") } == [
                "input key(Canvas.Key.up)", #"input key(Canvas.Key.character("n"))"#,
            ])
    }
}
