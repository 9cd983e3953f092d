import Foundation
import Redis
import TestSupport
import Testing

/// A server that goes away under the dashboard, and comes back.
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
        let pane = try Pane()
        try pane.run("'\(Program.path)' --url unix://\(server.socketPath)")
        try pane.wait(for: "live")
        server.kill()
        let down = try pane.wait(for: "OFFLINE")
        #expect(down.contains("invoices"))
        try server.restart()
        try fill(server)
        let up = try pane.wait(for: "live")
        #expect(up.contains("invoices") && !up.contains("OFFLINE"))
        try pane.type("q")
        try pane.wait(for: "ready$")
    }

    @Test func theFirstPictureDoesNotWaitForTheServer() throws {
        let pane = try Pane()
        try pane.run("'\(Program.path)' --url unix:///nonexistent/socket")
        let screen = try pane.wait(for: "No such file or directory")
        #expect(screen.contains("OFFLINE"))
        try pane.type("q")
        try pane.wait(for: "ready$")
        #expect(try pane.answer(to: "echo $?") == "0")
    }

    @Test func aServerThatHangsDoesNotKeepTheKeys() throws {
        let server = try PrivateRedis()
        try fill(server)
        let pane = try Pane()
        try pane.run("'\(Program.path)' --url unix://\(server.socketPath)")
        try pane.wait(for: "live")
        server.pause()
        defer { server.resume() }
        try pane.type("?")
        try pane.wait(for: "Esc closes")
        try pane.press("Escape")
        // Keys that come right after an Escape are one chord with it.
        try pane.wait(without: "Esc closes")
        try pane.press("C-c")
        try pane.press("C-c")
        try pane.wait(for: "ready$")
    }
}
