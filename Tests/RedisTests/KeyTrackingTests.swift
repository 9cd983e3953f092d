import Redis
import TestSupport
import Testing

/// The server's messages about keys that were read through a connection.
@Suite struct KeyTrackingTests {
    private func tracking(_ server: PrivateRedis, user: String? = nil) throws -> KeyTracking {
        var endpoint = server.endpoint
        (endpoint.user, endpoint.password) = (user, user.map { _ in "p" })
        return try KeyTracking(endpoint, like: server.connect(), name: "test", stop: nil)
    }

    @Test func whatWasReadIsToldOnce() throws {
        let server = try PrivateRedis()
        let other = try server.connect()
        let tracking = try tracking(server)
        #expect(try tracking.changes() == .keys([]))
        _ = try other.send(Command("SET", "a", "1"))
        #expect(try tracking.changes() == .keys([]), "it was not read")
        _ = try tracking.reader.pipeline(
            [Command("GET", "a"), Command("LLEN", "none"), Command("GET", "b")], limit: 1_000, isRepeatable: true)
        _ = try other.pipeline([Command("SET", "a", "2"), Command("SET", "a", "3"), Command("RPUSH", "none", "x")])
        #expect(try tracking.changes() == .keys([Array("a".utf8), Array("none".utf8)]))
        _ = try other.send(Command("SET", "a", "4"))
        #expect(try tracking.changes() == .keys([]), "it was not read again")
        #expect(tracking.traffic.roundTrips > 0 && tracking.traffic.bytes > 0)
    }

    @Test(arguments: ["FLUSHALL", "FLUSHDB"]) func anEmptiedDatabaseChangesEverything(command: String) throws {
        let server = try PrivateRedis()
        let tracking = try tracking(server)
        _ = try tracking.reader.pipeline([Command("GET", "a")], limit: 1_000, isRepeatable: true)
        _ = try server.connect().send(Command(command))
        #expect(try tracking.changes() == .everything)
        #expect(try tracking.changes() == .keys([]))
    }

    /// Checks that nothing is tracked where any one of the necessary permissions is missing, and that the denial names it.
    @Test(arguments: [
        ("-client|tracking", "client|tracking"), ("-client|id", "client|id"), ("-subscribe", "'subscribe'"),
        ("resetchannels", "channel"),
    ])
    func aServerThatRefusesTracksNothing(rule: String, word: String) throws {
        let server = try PrivateRedis()
        let reply = try server.connect().send(
            Command("ACL", "SETUSER", "u", "on", ">p", "~*", "&*", "+@all", rule))
        #expect(reply.error == nil)
        let error = #expect(throws: RedisError.self) { try tracking(server, user: "u") }
        guard case .untracked(let denial) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(denial.code == "NOPERM" && denial.message.contains(word), "\(denial)")
    }

    @Test func whatIsLostIsSaid() throws {
        let server = try PrivateRedis()
        let tracking = try tracking(server)
        _ = try server.connect().send(Command("CLIENT", "KILL", "TYPE", "pubsub"))
        #expect(throws: RedisError.self) { try tracking.changes() }
        #expect(throws: RedisError.self) { try tracking.changes() }
    }
}
