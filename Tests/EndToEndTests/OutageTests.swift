import Foundation
import Redis
import TestSupport
import Testing

/// A server that becomes unreachable while the dashboard runs, and returns.
@Suite struct OutageTests {
    private func fill(_ server: PrivateRedis) throws {
        let connection = try server.connect()
        _ = try connection.send(Command("HSET", "bull:invoices:meta", "version", "bullmq:6.2.0"))
        _ = try connection.send(Command("HSET", "bull:invoices:7", "name", "n", "opts", "{}", "timestamp", "1"))
        _ = try connection.send(Command("LPUSH", "bull:invoices:wait", "7"))
    }

    @Test func theLastDataStaysAndTheServerIsFoundAgain() throws {
        let server = try PrivateRedis()
        try fill(server)
        let pane = try watch(server)
        server.kill()
        let down = try pane.wait(for: "OFFLINE")
        #expect(down.contains("invoices"))
        try server.restart()
        try fill(server)
        let up = try pane.wait(for: "live")
        #expect(up.contains("invoices") && !up.contains("OFFLINE"))
        try pane.type("q")
        try pane.waitForPrompt()
    }

    @Test func theFirstPictureDoesNotWaitForTheServer() throws {
        let pane = try Pane()
        try pane.run("'\(Program.path)' --url unix:///nonexistent/socket")
        let screen = try pane.wait(for: "No such file or directory")
        #expect(screen.contains("OFFLINE"))
        try pane.type("q")
        try pane.waitForPrompt()
        #expect(try pane.answer(to: "echo $?") == "0")
    }

    /// Opens the screen on a server, and waits until it shows its queues.
    private func watch(_ server: PrivateRedis, _ options: String = "") throws -> Pane {
        let pane = try Pane()
        try pane.run("'\(Program.path)' --url unix://\(server.socketPath) \(options)")
        try pane.wait(for: "live")
        return pane
    }

    @Test func aServerThatHangsDoesNotKeepTheKeys() throws {
        let server = try PrivateRedis()
        try fill(server)
        let pane = try watch(server)
        server.pause()
        defer { server.resume() }
        try pane.type("?")
        try pane.wait(for: "Esc closes")
        try pane.press("Escape")
        // A terminal reads keys that come directly after an Escape as one chord with it.
        try pane.wait(without: "Esc closes")
        try pane.press("C-c")
        try pane.press("C-c")
        try pane.waitForPrompt()
    }

    /// Checks that no refresh is sent while another is under way: they are wanted each 100 ms, and take 600 ms and more.
    @Test func aRefreshNeverQueuesBehindAnother() throws {
        let server = try PrivateRedis()
        try fill(server)
        let way = try DelayingProxy(server: server.socketPath, path: server.directory + "/far", roundTrip: 600)
        let pane = try Pane()
        try pane.run("'\(Program.path)' --url unix://\(way.path) --interval 0.1")
        try pane.wait(for: "invoices")
        let (trips, early) = (way.roundTrips, way.sentEarly)
        try eventually("five refreshes") { way.roundTrips >= trips + 5 }
        #expect(way.sentEarly == early)
        try pane.press("C-c")
        try pane.press("C-c")
        try pane.waitForPrompt()
    }

    /// Checks that a server that a script keeps busy is shown as such, and that the last data stays with its age.
    @Test func aBusyServerIsNamed() throws {
        let server = try PrivateRedis()
        try fill(server)
        let connection = try server.connect()
        _ = try connection.send(Command("CONFIG", "SET", "busy-reply-threshold", "100"))
        let pane = try watch(server, "--interval 0.2")
        let script = try Child("redis-cli", ["-s", server.socketPath, "EVAL", "while true do end", "0"])
        let busy = try pane.wait(for: "BUSY")
        #expect(busy.contains("A script keeps the server busy") && busy.contains("invoices"))
        _ = try connection.send(Command("SCRIPT", "KILL"))
        try pane.wait(for: "live")
        _ = script.wait()
        try pane.type("q")
        try pane.waitForPrompt()
    }

    /// Checks that the age of the data is shown from the second missing refresh on, and that a server that accepts
    /// commands and never answers is shown as such.
    @Test func aStoppedServerIsNamed() throws {
        let server = try PrivateRedis()
        try fill(server)
        let pane = try watch(server, "--interval 0.5")
        server.pause()
        let old = try pane.wait(for: "s old")
        #expect(!old.contains("live") && !old.contains("NO ANSWER") && old.contains("invoices"))
        let silent = try pane.wait(for: "NO ANSWER")
        #expect(silent.contains("its host accepts what is sent"))
        server.resume()
        try pane.wait(for: "live")
        try pane.type("q")
        try pane.waitForPrompt()
    }

    /// Checks that an idle connection that the server closes is opened again without a message.
    @Test func aClosedConnectionIsOpenedAgainWithoutAWord() throws {
        let server = try PrivateRedis()
        try fill(server)
        let connection = try server.connect()
        let pane = try watch(server, "--interval 0.5")
        for _ in 0..<3 {
            _ = try connection.send(Command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"))
            let count = try pane.wait("another reading") { $0.contains("live") }
            #expect(!count.contains("OFFLINE"))
        }
        // A key that appears later is read by a new connection.
        _ = try connection.send(Command("HSET", "bull:later:meta", "version", "bullmq:6.2.0"))
        let later = try pane.wait(for: "later")
        #expect(!later.contains("answers again") && !later.contains("OFFLINE"))
        try pane.type(":messages")
        try pane.press("Enter")
        let messages = try pane.wait(for: "› messages")
        #expect(!messages.contains("answers again") && !messages.contains("lost"))
        try pane.type("q")
        try pane.type("q")
        try pane.waitForPrompt()
    }
}
