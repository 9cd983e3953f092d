import Foundation
import Redis
import TestSupport
import Testing

/// Names, ids and texts with control sequences are only cells of the screen in boxes, forms, the trash and the log.
@Suite struct HostileTests {
    private static let mark = "\u{1b}]0;pwned\u{7}\u{1b}[4;35;45mred\u{9b}5m\u{202e}txet\u{2066}\u{200b}"
    /// An id of 4 KB, which ends with bytes that are not UTF-8.
    private static let id = Array((mark + String(repeating: "x", count: 4_000)).utf8) + [0xFF, 0xC3, 0x28]
    private static let name = Array("evil \(mark)\n\t\u{0}".utf8)

    private func bench() throws -> DashboardBench {
        let bench = try DashboardBench()
        let base = Array("bull:".utf8) + Self.name
        func send(_ name: String, _ words: [UInt8]...) throws {
            let reply = try bench.connection.send(Command(name, arguments: words))
            if let error = reply.error { throw TestFailure(error.message) }
        }
        func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
        try send("HSET", base + bytes(":meta"), bytes("version"), bytes("bullmq:6.2.0"))
        for id in [Self.id, Self.id + bytes("2")] {
            try send(
                "HSET", base + bytes(":") + id, bytes("name"), Self.name, bytes("data"), Self.name, bytes("opts"),
                bytes("{}"), bytes("timestamp"), bytes("1"), bytes("failedReason"), Self.name,
                bytes("stacktrace"), Self.name)
            try send("ZADD", base + bytes(":failed"), bytes("1"), id)
        }
        return bench
    }

    /// Checks that the screen has only cells of printable text, in rows of its width.
    private func expectClean(_ screen: String) {
        for scalar in screen.unicodeScalars where scalar != "\n" {
            let isControl = scalar.properties.generalCategory == .control
            let isFormat = scalar.properties.generalCategory == .format
            #expect(!isControl && !isFormat, "U+\(String(scalar.value, radix: 16)):\n\(screen)")
        }
        let box = screen.split(separator: "\n").filter { $0.contains("┌") || $0.contains("└") }
        #expect(box.allSatisfy { $0.hasSuffix("┐") || $0.hasSuffix("┘") || $0.contains("─") })
    }

    @Test func theyAreNothingButCells() throws {
        let bench = try bench()
        let file = bench.server.directory + "/bytes"
        try bench.pane.record(to: file)
        try bench.start(until: "evil")
        expectClean(try bench.pane.screen())
        /// Types keys, waits for a text, and checks that the screen is clean.
        func step(_ keys: String, _ text: String) throws {
            if ["Enter", "Escape"].contains(keys) { try bench.pane.press(keys) } else { try bench.pane.type(keys) }
            expectClean(try bench.pane.wait(for: text))
        }
        try step("P", "Pause")
        try step("n", "Nothing was changed.")
        try step("X", "/ narrows")
        try step("q", "evil")
        try step(":obliterate", ":obliterate")
        try step("Enter", "Type \"evil")
        try bench.pane.paste(Self.mark)
        try step("Enter", "That is not ")
        try step("Escape", "Nothing was changed.")
        try step("Enter", "latest")
        try step("5", "of 2")
        try step(" ", "1 marked")
        try step(" ", "2 marked")
        try step("d", "y yes")
        try step("n", "Nothing was changed.")
        try step("u", "1-2 of 2")
        try step(":move", ":move")
        try step("Enter", "Enter applies")
        try bench.pane.paste(Self.mark + "\r\n\u{1b}[201~garbage\u{1b}[A")
        try step("Enter", "does not exist")
        try step("Escape", "Enter open")
        try step("d", "y yes")
        try step("y", "Removed")
        try step("U", "1 removal")
        try step("r", "y yes")
        try step("y", "Restored")
        try step(":log", ":log")
        try step("Enter", "Changed on")
        try bench.quit()
        let written = try Data(contentsOf: URL(filePath: file))
        for words in ["\u{1b}]0;pwned", "\u{1b}[4;35;45mred", "\u{9b}5m", "\u{202e}", "\u{2066}"] {
            #expect(written.range(of: Data(words.utf8)) == nil, "\(words.debugDescription) was written")
        }
        #expect(written.range(of: Data("pwned".utf8)) != nil)
    }
}
