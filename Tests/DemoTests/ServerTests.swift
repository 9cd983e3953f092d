import Foundation
import Redis
import TestSupport
import Testing
import Threads

@testable import Demo

@Suite struct ServerTests {
    @Test func nothingIsLeftOfAServerThatWasStopped() throws {
        let server = try DemoServer()
        let connection = try Connection(server.endpoint)
        #expect(try connection.send(Command("CONFIG", "GET", "save")).array?.last?.text == "")
        let port = try connection.send(Command("CONFIG", "GET", "port")).array?.last?.text
        #expect(port == "0")
        let process = try connection.send(Command("INFO", "server")).text ?? ""
        let id = process.split(whereSeparator: \.isNewline).first { $0.hasPrefix("process_id:") }?.dropFirst(11)
        server.stop()
        #expect(!FileManager.default.fileExists(atPath: server.directory))
        #expect(kill(try #require(id.flatMap { Int32($0) }), 0) == -1)
    }

    @Test func aServerThatDoesNotEndIsKilled() throws {
        let server = try DemoServer()
        let connection = try Connection(server.endpoint)
        let info = try connection.send(Command("INFO", "server")).text ?? ""
        let line = info.split(whereSeparator: \.isNewline).first { $0.hasPrefix("process_id:") }?.dropFirst(11)
        let id = try #require(line.flatMap { Int32($0) })
        kill(id, SIGSTOP)
        server.stop()
        #expect(kill(id, 0) == -1)
        #expect(!FileManager.default.fileExists(atPath: server.directory))
    }

    @Test func whatWasPostedArrivesOnce() {
        let mailbox = Mailbox<Int>()
        let thread = PlainThread { for number in 1...3 { mailbox.post(number) } }
        var received: [Int] = []
        while received.count < 3, mailbox.bell.wait(milliseconds: 10_000) { received += mailbox.takeAll() }
        thread?.join()
        #expect(received == [1, 2, 3])
        #expect(!mailbox.bell.wait(milliseconds: 0))
    }
}
