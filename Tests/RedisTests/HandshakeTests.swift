import Redis
import TestSupport
import Testing

@Suite struct HandshakeTests {
    static func refusal(_ body: () throws -> Connection) -> ServerError? {
        do {
            _ = try body()
            return nil
        } catch RedisError.refused(let error) {
            return error
        } catch {
            Issue.record(error)
            return nil
        }
    }

    @Test func asksForThePassword() throws {
        let server = try PrivateRedis(["--requirepass", "secret"])
        var endpoint = server.endpoint
        #expect(Self.refusal { try Connection(endpoint, name: "bulltop") }?.code == "NOAUTH")
        endpoint.password = "wrong"
        #expect(Self.refusal { try Connection(endpoint) }?.code == "WRONGPASS")
        endpoint.password = "secret"
        #expect(try Connection(endpoint).send(Command("PING")).text == "PONG")
        endpoint.user = "default"
        #expect(try Connection(endpoint).send(Command("PING")).text == "PONG")
    }

    @Test func aUserWithoutPasswordIsAskedForNone() throws {
        let server = try PrivateRedis(["--user", "ada", "on", "nopass", "~*", "+@all"])
        var endpoint = server.endpoint
        endpoint.user = "ada"
        #expect(try Connection(endpoint).send(Command("ACL", "WHOAMI")).text == "ada")
    }

    @Test func selectsTheDatabase() throws {
        let server = try PrivateRedis()
        var endpoint = server.endpoint
        endpoint.database = 3
        let connection = try Connection(endpoint)
        #expect(try connection.send(Command("CLIENT", "INFO")).text?.contains(" db=3 ") == true)
        endpoint.database = 16
        #expect(Self.refusal { try Connection(endpoint, name: "x") }?.message == "DB index is out of range")
    }

    @Test func givesItsNameWhereItMay() throws {
        let server = try PrivateRedis(["--user", "viewer", "on", ">pw", "~*", "+get", "+ping"])
        let named = try Connection(server.endpoint, name: "bulltop")
        #expect(try named.send(Command("CLIENT", "GETNAME")).text == "bulltop")
        var endpoint = server.endpoint
        (endpoint.user, endpoint.password) = ("viewer", "pw")
        let viewer = try Connection(endpoint, name: "bulltop")
        #expect(try viewer.send(Command("PING")).text == "PONG")
        #expect(try viewer.send(Command("SET", "a", "b")).error?.code == "NOPERM")
        endpoint.database = 1
        #expect(Self.refusal { try Connection(endpoint) }?.code == "NOPERM")
    }

    @Test func learnsWhoAnswers() throws {
        let server = try PrivateRedis()
        let connection = try Connection(server.endpoint, name: "bulltop")
        let identity = try #require(connection.identity)
        #expect(identity.mode == .standalone && !identity.isReplica)
        #expect(try connection.send(Command("CLIENT", "ID")).integer == identity.connection)
        #expect(try server.connect().identity == nil)
    }

    /// Checks that a server without HELLO, from before Redis 6, is supported.
    @Test func doesWithoutHello() throws {
        let server = try PrivateRedis(["--rename-command", "HELLO", ""])
        let connection = try Connection(server.endpoint, name: "bulltop")
        #expect(connection.identity == nil)
        #expect(try connection.send(Command("CLIENT", "GETNAME")).text == "bulltop")
    }

    @Test func aFullServerSaysSo() throws {
        let server = try PrivateRedis()
        let only = try server.connect()
        // The limit is lowered now, since the probe that found the server ready is a client, too.
        _ = try only.send(Command("CONFIG", "SET", "maxclients", "1"))
        let refusal = Self.refusal { try Connection(server.endpoint, name: "bulltop") }
        #expect(refusal == ServerError(code: "ERR", message: "max number of clients reached"))
    }
}
