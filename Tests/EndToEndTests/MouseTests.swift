import Foundation
import Redis
import TestSupport
import Testing

/// The mouse, the hardware cursor, the title and the focus in a real terminal.
@Suite struct MouseTests {
    private func bench(_ options: String) throws -> DashboardBench {
        let bench = try DashboardBench()
        try bench.addFailed(1...3, to: "bull:hooks")
        try bench.addFailed(1...1, to: "bull:mail")
        try bench.start(options, until: " mail ")
        try bench.pane.wait(for: " hooks ")
        return bench
    }

    /// Presses the mouse's button on the row that has these words.
    private func press(_ bench: DashboardBench, on words: String, times: Int = 1) throws {
        let lines = try bench.pane.screen().split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains(words) })
        for _ in 0..<times { try bench.pane.send("\u{1B}[<0;5;\(row + 1)M\u{1B}[<0;5;\(row + 1)m") }
    }

    @Test func aRowIsPressedAndOpened() throws {
        let bench = try bench("--mouse")
        #expect(try bench.pane.fact("mouse_any_flag") == "1" && bench.pane.fact("mouse_sgr_flag") == "1")
        try press(bench, on: " mail ")
        try bench.pane.wait("the cursor on mail") { $0.contains("› mail ") }
        // A screen reader follows the hardware cursor, though it is not shown.
        let lines = try bench.pane.screen().split(separator: "\n", omittingEmptySubsequences: false)
        let row = lines.firstIndex { $0.contains("› mail ") }
        #expect(try bench.pane.fact("cursor_y") == row.map { "\($0)" } && bench.pane.fact("cursor_flag") == "0")
        try press(bench, on: "› mail ", times: 3)
        try bench.pane.wait(for: "› mail ›")
        try bench.command("mouse")
        try bench.pane.wait(for: "The mouse is off.")
        #expect(try bench.pane.fact("mouse_any_flag") == "0")
        try bench.command("mouse")
        try bench.pane.wait(for: "The mouse is on.")
        try bench.quit()
        #expect(try bench.pane.fact("mouse_any_flag") == "0")
    }

    @Test func theTitleIsSetAndRestored() throws {
        let bench = try DashboardBench()
        try bench.addFailed(1...3, to: "bull:hooks")
        let before = try bench.pane.fact("pane_title")
        try bench.start("--titles --label 'eu-1'", until: " hooks ")
        try bench.pane.wait("its title") { _ in (try? bench.pane.fact("pane_title")) == "bulltop eu-1 queues" }
        try bench.open("hooks", "failed", until: "jobs 1-3 of 3")
        try bench.pane.wait("its title") { _ in
            (try? bench.pane.fact("pane_title")) == "bulltop eu-1 queues › hooks › failed"
        }
        try bench.pane.press("C-z")
        try bench.pane.wait(for: "Stopped")
        #expect(try bench.pane.fact("pane_title") == before)
        try bench.pane.run("clear; fg")
        try bench.pane.wait(for: "jobs 1-3 of 3")
        try bench.quit()
        #expect(try bench.pane.fact("pane_title") == before)
    }

    /// Checks that a terminal without the focus is read rarely, and at once when it gets the focus.
    @Test func theFocusSetsThePace() throws {
        let bench = try bench("--unfocused-interval 3600")
        func commands() throws -> Int64 {
            let text = try bench.connection.send(Command("INFO", "commandstats")).text ?? ""
            let line = text.split(separator: "\r\n").first { $0.hasPrefix("cmdstat_zcard:calls=") }
            return Int64(line?.dropFirst("cmdstat_zcard:calls=".count).prefix { $0.isNumber } ?? "") ?? 0
        }
        try bench.pane.send("\u{1B}[O")
        var last: Int64 = -1
        try bench.pane.wait("no more readings") { _ in
            let before = last
            last = (try? commands()) ?? -1
            usleep(700_000)
            return before == last
        }
        try bench.addFailed(4...9, to: "bull:hooks")
        try bench.pane.send("\u{1B}[I")
        try bench.pane.wait("the new count") { $0.contains(" 9 ") }
        try bench.quit()
    }
}
