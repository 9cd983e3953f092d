import Foundation
import Redis
import TestSupport
import Testing

/// The list of queues in a real terminal: its causes, and what it keeps from run to run.
@Suite struct QueueListTests {
    private func bench() throws -> DashboardBench {
        let bench = try DashboardBench(PrivateRedis())
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        for name in ["mail.in", "mail.out", "pay"] {
            try bench.send("HSET bull:\(name):meta version bullmq:6.2.0")
        }
        for index in 0..<4 {
            let time = now - Int64(index) * 1_000
            try bench.send(
                "HSET bull:pay:\(index) name charge timestamp 1 finishedOn \(time) failedReason card_\(index)_declined",
                "ZADD bull:pay:failed \(time) \(index)")
        }
        return bench
    }

    @Test func causesOfTheQueueUnderTheCursorLeadToItsJobs() throws {
        let bench = try bench()
        try bench.start(until: "declined")
        try bench.pane.wait(for: "last 15 min, 4 failed")
        try bench.pane.press("Tab")
        try bench.pane.press("Enter")
        let screen = try bench.pane.wait(for: "4 jobs found")
        #expect(screen.contains("card_3_"))
    }

    @Test func whatIsPinnedAndFoldedIsThereInTheNextRun() throws {
        let bench = try bench()
        let state = bench.server.directory + "/state"
        try bench.pane.run("export XDG_STATE_HOME='\(state)'; clear")
        try bench.start(until: "mail.out")
        try bench.command("tree .")
        try bench.pane.wait(for: "▾ mail. 2")
        // The cursor has followed its queue, which fails; the group is the row below.
        try bench.pane.press("Down", "Left")
        try bench.pane.wait(for: "▸ mail. 2")
        try bench.pane.type("q")
        try bench.pane.waitForPrompt()
        try bench.start(until: "▸ mail. 2")
        try bench.pane.type("q")
        try bench.pane.waitForPrompt()
        try "{broken".write(toFile: state + "/bulltop/queues.json", atomically: false, encoding: .utf8)
        try bench.start(until: "cannot be read")
        try bench.pane.wait(for: "mail.in")
        #expect(try String(contentsOfFile: state + "/bulltop/queues.json", encoding: .utf8) == "{broken")
    }

    @Test func anUnknownTerminalIsToldOnTheScreen() throws {
        let bench = try bench()
        try bench.pane.run("export TERM=xterm-ghostty-of-tomorrow; clear")
        try bench.start(until: "is not known here")
    }
}
