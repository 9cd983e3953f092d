import Redis
import TestSupport
import Testing

/// The dashboard on two servers, one of which goes away and returns.
@Suite struct SeveralServersTests {
    /// Adds a waiting queue to a server, as a client leaves it.
    private func fill(_ server: PrivateRedis, _ queue: String) throws {
        let connection = try server.connect()
        _ = try connection.send(Command("HSET", "bull:\(queue):meta", "version", "bullmq:6.2.0"))
        _ = try connection.send(Command("HSET", "bull:\(queue):7", "name", "n", "opts", "{}", "timestamp", "1"))
        _ = try connection.send(Command("LPUSH", "bull:\(queue):wait", "7"))
    }

    /// Types a command into the palette.
    private func command(_ pane: Pane, _ text: String, until shown: String) throws {
        try pane.type(":\(text)")
        try pane.press("Enter")
        try pane.wait(for: shown)
    }

    @Test func changesGoToTheServerOnTheScreen() throws {
        let (first, second) = (try PrivateRedis(), try PrivateRedis())
        // The same queue is on both, so that a change of the wrong one would show.
        for server in [first, second] { try fill(server, "invoices") }
        try fill(second, "letters")
        let pane = try Pane()
        let urls = [first, second].map { "--url unix://\($0.socketPath)" }.joined(separator: " ")
        try pane.run("'\(Program.path)' \(urls)")
        try pane.wait(for: "live")
        try command(pane, "servers", until: "3 queues of 2 servers")
        try pane.press("Down")
        try pane.press("Enter")
        try pane.wait(for: "letters")
        try pane.wait(for: "live")
        try pane.type("/invo")
        try pane.press("Enter")
        try command(pane, "pause", until: "Pause invoices?")
        try pane.wait(for: "y yes")
        try pane.type("y")
        try pane.wait(for: "Paused invoices")
        #expect(try second.connect().send(Command("HGET", "bull:invoices:meta", "paused")).text == "1")
        #expect(try first.connect().send(Command("HGET", "bull:invoices:meta", "paused")).text == nil)

        second.kill()
        try command(pane, "server \(first.socketPath)", until: "1 queue")
        try command(pane, "servers", until: "OFFLINE")
        #expect(try pane.screen().contains("live"), "the other one goes on")
        try second.restart()
        try fill(second, "letters")
        try pane.wait(without: "OFFLINE")
        try pane.type("q")
        try pane.type("q")
        try pane.waitForPrompt()
    }
}
