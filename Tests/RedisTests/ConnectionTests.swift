import Redis
import TestSupport
import Testing

@Suite struct ConnectionTests {
    let server: PrivateRedis

    init() throws { server = try PrivateRedis() }

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func countsWhatGoesAndComes() throws {
        let connection = try server.connect()
        #expect(connection.commandsSent == 0 && connection.bytesSent == 0 && connection.roundTrips == 0)
        #expect(try connection.send(Command("PING")) == .status(Self.bytes("PONG")))
        #expect(connection.bytesSent == "*1\r\n$4\r\nPING\r\n".utf8.count)
        #expect(connection.bytesReceived == "+PONG\r\n".utf8.count)
        #expect(connection.commandsSent == 1 && connection.roundTrips == 1)
        #expect(try connection.pipeline([]).isEmpty)
        #expect(connection.roundTrips == 1)
    }

    @Test func readsEveryKindOfReply() throws {
        let connection = try server.connect()
        let script = "return {1, 'two', {3, {}}, false, {err = 'ODD words'}, {ok = 'fine'}}"
        let reply = try connection.send(Command("EVAL", script, "0"))
        #expect(
            reply
                == .array([
                    .integer(1), .bulk(Self.bytes("two")), .array([.integer(3), .array([])]), .null,
                    .error(ServerError(code: "ODD", message: "words")), .status(Self.bytes("fine")),
                ]))
        #expect(try connection.send(Command("GET", "absent")).isNull)
        #expect(try connection.send(Command("BLPOP", "absent", "0.001")).isNull)
        #expect(try connection.send(Command("SET", "n", "-12")).text == "OK")
        #expect(try connection.send(Command("GET", "n")).integer == -12)
    }

    @Test func errorsAreValues() throws {
        let connection = try server.connect()
        let replies = try connection.pipeline([
            Command("SET", "k", "v"), Command("LPUSH", "k", "x"), Command("NOSUCH"), Command("GET", "k"),
        ])
        #expect(replies.map { $0.error?.code } == [nil, "WRONGTYPE", "ERR", nil])
        #expect(replies[1].error?.message.hasPrefix("Operation against a key") == true)
        #expect(replies[3].text == "v")
        #expect(connection.isOpen)
    }

    @Test func keepsEveryByte() throws {
        let connection = try server.connect()
        let all = (0...255).map { UInt8($0) } + [0x0D, 0x0A, 0]
        _ = try connection.send(Command("SET", all, all))
        #expect(try connection.send(Command("GET", all)) == .bulk(all))
        #expect(try connection.send(Command("SET", [], [])).text == "OK")
        #expect(try connection.send(Command("GET", [])) == .bulk([]))
    }

    @Test func pipelinesKeepTheirOrder() throws {
        let connection = try server.connect()
        let replies = try connection.pipeline((0..<10_000).map { Command("ECHO", String($0)) })
        #expect(replies == (0..<10_000).map { .bulk(Self.bytes(String($0))) })
        #expect(connection.roundTrips == 1 && connection.commandsSent == 10_000)
    }

    /// Checks that a pipeline does not stall that exceeds all buffers between client and server, in both directions at
    /// once.
    @Test func aPipelineLargerThanAllBuffersDoesNotStall() throws {
        let connection = try server.connect()
        let value = [UInt8](repeating: 0x61, count: 1_000_000)
        let replies = try connection.pipeline((0..<40).map { _ in Command("ECHO", value) })
        #expect(replies.count == 40)
        #expect(replies.allSatisfy { $0 == .bulk(value) })
    }

    @Test func largeValuesGoThereAndBack() throws {
        let connection = try server.connect()
        let value = (0..<30_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        #expect(try connection.send(Command("SET", Self.bytes("large"), value)).text == "OK")
        #expect(try connection.send(Command("GET", "large")).bytes == value)
        #expect(try connection.send(Command("PING")).text == "PONG")
    }

    @Test func manySmallElementsInOneReply() throws {
        let connection = try server.connect()
        let reply = try connection.send(Command("EVAL", "local t = {} for i = 1, 200000 do t[i] = i end return t", "0"))
        #expect(reply == .array((1...200_000).map { .integer($0) }))
    }

    @Test func nestingBeyondTheProtocolReadersDepthIsRefused() throws {
        let connection = try server.connect()
        #expect {
            try connection.send(Command("EVAL", "return {{{{{{{{{{1}}}}}}}}}}", "0"))
        } throws: {
            guard case .protocolViolation = $0 as? RedisError else { return false }
            return true
        }
        #expect(!connection.isOpen)
        #expect(throws: RedisError.closed("The connection is closed")) { try connection.send(Command("PING")) }
    }

    @Test func scriptsRunBeforeAndAfterTheServerForgetsThem() throws {
        let connection = try server.connect()
        let script = Script(Self.bytes("return {KEYS[1], ARGV[1], redis.call('INCR', KEYS[1])}"))
        for (count, commands) in [(1, 2), (2, 1)] as [(Int64, Int)] {
            let before = connection.commandsSent
            let reply = try connection.run(script, keys: [Self.bytes("n")], arguments: [[0, 0xFF]])
            #expect(reply == .array([.bulk(Self.bytes("n")), .bulk([0, 0xFF]), .integer(count)]))
            #expect(connection.commandsSent - before == commands)
        }
        _ = try connection.send(Command("SCRIPT", "FLUSH"))
        let reply = try connection.run(script, keys: [Self.bytes("n")], arguments: [[]])
        #expect(reply.array?.last == .integer(3))
        #expect(try connection.send(Command("SCRIPT", Self.bytes("LOAD"), script.source)).bytes == script.sha1)
    }

    @Test func theDigestIsSHA1() {
        #expect(String(decoding: Script([]).sha1, as: UTF8.self) == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    }
}
