import Foundation
import Redis
import TestSupport
import Testing

/// The schedulers' screen of the real program on a real server.
@Suite struct SchedulersTests {
    @Test func thoseOfTheDemoAreListedAndRun() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let pane = try Pane(environment: ["TMPDIR": directory])
        try pane.run("'\(Program.path)' demo")
        try pane.wait(for: "failed-email")
        try pane.type(":schedulers")
        try pane.press("Enter")
        let screen = try pane.wait(for: "weekly-newsletter")
        #expect(screen.contains("8 schedulers") && screen.contains("1 stopped") && screen.contains("1 late"))
        #expect(screen.contains("every day at 04:00, UTC"))
        #expect(screen.contains("Nothing will run any more"))
        try pane.type("/newsletter")
        try pane.press("Enter")
        let found = try pane.wait(for: "filter \"newsletter\": 1 of 8")
        #expect(found.contains("every Monday at 09:00, UTC") && found.contains("Next runs"))
        try pane.type("r")
        try pane.wait(for: "Run the next job of the scheduler weekly-newsletter in email now?")
        try pane.wait(for: "y yes")
        try pane.type("y")
        // A worker takes the job, so the scheduler increments its count.
        try pane.wait("the second count") { $0.contains("count      2") }
        #expect(try pane.wait(for: "Last run").contains("early"))
        try pane.press("Escape")
        try pane.wait(without: "filter \"newsletter\"")
        try pane.type("/rotate")
        try pane.press("Enter")
        try pane.type("d")
        try pane.wait(for: "Remove the scheduler rotate-secrets in webhooks with its next job?")
        try pane.wait(for: "y yes")
        try pane.type("y")
        try pane.wait(for: "7 schedulers")
        try pane.type("qq")
        try pane.waitForPrompt()
    }

    @Test func sevenShowsThoseOfTheQueueUnderTheCursor() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        for name in ["invoices", "letters"] {
            let base = "bull:\(name)"
            _ = try connection.send(Command("HSET", "\(base):meta", "version", "bullmq:6.2.0"))
            _ = try connection.send(Command("ZADD", "\(base):repeat", "4000000000000", "\(name)-daily"))
            _ = try connection.send(
                Command("HSET", "\(base):repeat:\(name)-daily", "name", "n", "pattern", "30 6 * * *", "ic", "3"))
            _ = try connection.send(Command("HSET", "\(base):repeat:\(name)-daily:4000000000000", "name", "n"))
            _ = try connection.send(
                Command("ZADD", "\(base):delayed", "16384000000000000", "repeat:\(name)-daily:4000000000000"))
        }
        let pane = try Pane(columns: 80, rows: 24)
        try pane.run("'\(Program.path)' --url unix://\(server.socketPath)")
        try pane.wait(for: "letters")
        try pane.type("/letters")
        try pane.press("Enter")
        try pane.wait(without: "invoices")
        try pane.type("7")
        let screen = try pane.wait(for: "letters-daily")
        #expect(screen.contains("1 scheduler") && screen.contains("every day at 06:30"))
        #expect(!screen.contains("invoices"))
        #expect(screen.contains("2096-10-03 06:30:00"), "the run after the next one")
        _ = try connection.send(Command("DEL", "bull:letters:repeat", "bull:letters:repeat:letters-daily"))
        try pane.wait(for: "This queue has no job schedulers.")
        try pane.type("qq")
        try pane.waitForPrompt()
    }
}
