import Foundation
import Redis
import TestSupport
import Testing
import Threads

@Suite struct FailureTests {
    static func failure(_ body: () throws -> Void) -> RedisError? {
        do {
            try body()
            return nil
        } catch {
            return error as? RedisError
        }
    }

    static func endpoint(_ port: UInt16) -> Endpoint { Endpoint(address: .tcp(host: "127.0.0.1", port: port)) }

    @Test func connectsByNameAndByAddress() throws {
        let server = try PrivateRedis(tcp: true)
        for host in ["localhost", "127.0.0.1"] {
            let endpoint = Endpoint(address: .tcp(host: host, port: try #require(server.port)))
            #expect(try Connection(endpoint).send(Command("PING")).text == "PONG")
        }
    }

    @Test func anUnknownHost() {
        let endpoint = Endpoint(address: .tcp(host: "no-such-host.invalid", port: 6379))
        guard case .unknownHost(let words) = Self.failure({ _ = try Connection(endpoint) }) else {
            Issue.record("resolved")
            return
        }
        #expect(!words.isEmpty)
    }

    @Test func nobodyListens() throws {
        let port = try Scratch.freePort()
        #expect(Self.failure { _ = try Connection(Self.endpoint(port)) } == .unreachable("Connection refused"))
        let absent = Endpoint(address: .unix(path: "/nonexistent/s"))
        #expect(Self.failure { _ = try Connection(absent) } == .unreachable("No such file or directory"))
        let long = Endpoint(address: .unix(path: "/" + String(repeating: "x", count: 107)))
        #expect(Self.failure { _ = try Connection(long) } == .unreachable("File name too long"))
    }

    static let foreign: [(answer: String, quoted: String)] = [
        ("220 mail ESMTP\r\n", "220 mail ESMTP"),
        (String(repeating: "x", count: 300), String(repeating: "x", count: 100)),
        ("+" + String(repeating: "y", count: 200_000), "+" + String(repeating: "y", count: 99)),
        ("*1\r\n%1\r\n", "*1"),
        ("$-5\r\n", "$-5"),
        ("*99999999999999999999\r\n", "*99999999999999999999"),
        ("+OK\r\n+PONG\r\n", "more replies than commands"),
    ]

    @Test(arguments: foreign.indices) func notARedis(_ index: Int) throws {
        let listener = try Listener()
        defer { listener.close() }
        listener.answerOnce(Array(Self.foreign[index].answer.utf8), hangUp: false)
        let connection = try Connection(Self.endpoint(listener.port))
        let failure = Self.failure { _ = try connection.send(Command("PING")) }
        #expect(failure == .protocolViolation(Self.foreign[index].quoted))
        #expect(!connection.isOpen)
    }

    @Test(arguments: ["", "$10\r\nabc", "*2\r\n:1\r\n"]) func closedInTheMiddle(_ answer: String) throws {
        let listener = try Listener()
        defer { listener.close() }
        listener.answerOnce(Array(answer.utf8), hangUp: true)
        let connection = try Connection(Self.endpoint(listener.port))
        let failure = Self.failure { _ = try connection.send(Command("PING")) }
        #expect(failure == .closed("The server closed the connection"))
    }

    @Test func aKilledServer() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        server.kill()
        guard case .closed = Self.failure({ _ = try connection.send(Command("PING")) }) else {
            Issue.record("still open")
            return
        }
        try server.restart()
        #expect(try server.connect().send(Command("PING")).text == "PONG")
    }

    @Test func aSilentServer() throws {
        let server = try PrivateRedis()
        let connection = try server.connect(timeouts: Timeouts(reply: 50))
        server.pause()
        #expect(Self.failure { _ = try connection.send(Command("PING")) } == .silent(milliseconds: 50))
        #expect(!connection.isOpen)
        server.resume()
        #expect(try server.connect().send(Command("PING")).text == "PONG")
    }

    /// Checks that the handshake does not wait for ever either.
    @Test func aServerThatAcceptsAndSaysNothing() throws {
        let server = try PrivateRedis()
        server.pause()
        let failure = Self.failure {
            _ = try Connection(server.endpoint, name: "bulltop", timeouts: Timeouts(reply: 50))
        }
        #expect(failure == .silent(milliseconds: 50))
    }

    /// Lengths beyond the limit that a server claims or sends; `limit` is 100,000 bytes.
    static let large: [String] = [
        "$500000000\r\nabc", "$9223372036854775807\r\nx", "$100001\r\n", "*2147483647\r\n:1\r\n", "*100001\r\n",
        "*2\r\n$60000\r\n" + String(repeating: "x", count: 60_000) + "\r\n$60000\r\n",
        "*2\r\n*3000\r\n" + String(repeating: ":1\r\n", count: 3_000) + "*3000\r\n",
    ]

    @Test(arguments: large.indices) func aReplyBeyondItsBoundIsNotTaken(_ index: Int) throws {
        let listener = try Listener()
        defer { listener.close() }
        listener.answerOnce(Array(Self.large[index].utf8), hangUp: false)
        let connection = try Connection(Self.endpoint(listener.port))
        let failure = Self.failure { _ = try connection.pipeline([Command("PING")], limit: 100_000) }
        #expect(failure == .tooLarge(limit: 100_000))
        #expect(!connection.isOpen)
    }

    @Test func aCallerMayAllowMore() throws {
        let server = try PrivateRedis()
        let value = [UInt8](repeating: 0x61, count: 70 * 1024 * 1024)
        let connection = try server.connect()
        #expect(try connection.send(Command("SET", Array("k".utf8), value)).text == "OK")
        #expect(try connection.pipeline([Command("GET", "k")], limit: 80 * 1024 * 1024).first?.bytes == value)
        #expect(
            Self.failure { _ = try connection.send(Command("GET", "k")) } == .tooLarge(limit: Connection.replyLimit))
    }

    @Test(arguments: [Int64.max, .min, 1 << 53 + 1, -(1 << 53) - 1]) func aNumberThatNoServerCountsIsNone(
        _ number: Int64
    ) {
        #expect(Reply.integer(number).integer == nil)
        #expect(Reply.bulk(Array(String(number).utf8)).integer == nil)
        #expect(Reply.integer(1 << 53).integer == 1 << 53)
    }

    @Test func theStopSignalEndsAWait() throws {
        let server = try PrivateRedis()
        let stop = StopSignal()
        let connection = try server.connect(timeouts: Timeouts(reply: 600_000), stop: stop)
        let endpoint = server.endpoint
        // The other thread stops the reading only when the server has reported that the client waits.
        Thread.detachNewThread {
            let observer = try? Connection(endpoint)
            while (try? observer?.send(Command("INFO", "clients")).text?.contains("blocked_clients:1")) == false {}
            stop.stop()
        }
        #expect(Self.failure { _ = try connection.send(Command("BLPOP", "absent", "0")) } == .stopped)
        #expect(stop.isStopped && !connection.isOpen)
        #expect(Self.failure { _ = try server.connect(stop: stop) } == .stopped)
    }
}
