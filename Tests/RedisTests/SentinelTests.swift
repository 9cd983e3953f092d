import Foundation
import Redis
import TestSupport
import Testing

@Suite struct SentinelTests {
    private func port(_ client: any RedisClient) throws -> Int64? {
        let reply = try client.pipeline(
            [Command("CONFIG", "GET", "port")], limit: Connection.replyLimit, isRepeatable: true)
        return reply.first?.array?.last?.integer
    }

    @Test func theMasterIsFollowed() throws {
        let sentinels = try PrivateSentinels()
        let endpoint = try sentinels.endpoint
        let client = try endpoint.connect(name: "bulltop")
        let ports = sentinels.servers.map { Int64($0.port ?? 0) }
        #expect(try port(client) == ports[0])
        #expect(!client.hasEnded())
        sentinels.servers[0].kill()
        try eventually("an announcement") { client.hasEnded() }
        // The old primary is refused until the Sentinels name another one; connecting waits for that.
        let next = try endpoint.connect(name: "bulltop")
        #expect(try port(next) == ports[1])
        #expect(!next.hasEnded())
    }

    /// Checks that the Sentinels' own user is enough, who may do only what following a primary takes: it is found, its failover is
    /// seen before it is announced, and the announcement is heard.
    @Test func theSentinelsMayHaveUsersOfTheirOwn() throws {
        let sentinels = try PrivateSentinels()
        let endpoint = try sentinels.endpointOfUser
        let client = try endpoint.connect(name: "bulltop")
        #expect(try port(client) == sentinels.servers[0].port.map(Int64.init))
        #expect(try client.failover(of: []) == .none)
        try eventually("a failover") {
            try sentinels.send(sentinels.ports[1], "SENTINEL", "FAILOVER", "mymaster").text == "OK"
        }
        #expect(try client.failover(of: []) == .underWay)
        try eventually("an announcement") { client.hasEnded() }
        #expect(try port(try endpoint.connect(name: "bulltop")) == sentinels.servers[1].port.map(Int64.init))
    }

    /// Checks that a primary is left after a failover that was requested, although it accepts commands for seconds:
    /// only the Sentinels report it.
    @Test func aMasterThatLivesOnIsLeft() throws {
        let sentinels = try PrivateSentinels()
        let client = try sentinels.endpoint.connect(name: "bulltop")
        // The Sentinel whose messages are read is lost meanwhile, or not.
        try eventually("a failover") {
            try sentinels.send(sentinels.ports[1], "SENTINEL", "FAILOVER", "mymaster").text == "OK"
        }
        try eventually("an announcement") { client.hasEnded() }
        #expect(client.isOpen)
        #expect(try port(try sentinels.endpoint.connect(name: "bulltop")) == sentinels.servers[1].port.map(Int64.init))
    }

    /// Checks that a primary that hangs is given up when the Sentinels name another one, long before its time is over, and
    /// that one that hangs while it is connected is left for the other.
    @Test func aMasterThatHangsIsNotWaitedFor() throws {
        let sentinels = try PrivateSentinels()
        let patient = Timeouts(connect: 60_000, reply: 60_000)
        let client = try sentinels.endpoint.connect(name: "bulltop", timeouts: patient)
        sentinels.servers[0].pause()
        defer { sentinels.servers[0].resume() }
        let failure = FailureTests.failure { _ = try port(client) }
        #expect(failure == .closed("The Sentinels name another server as primary"))
        #expect(try port(sentinels.endpoint.connect(name: "bulltop")) == sentinels.servers[1].port.map(Int64.init))
    }

    /// Checks that a primary that falls silent together with the Sentinel whose messages are read is given up, too.
    @Test func aMasterThatHangsWithItsSentinelIsNotWaitedFor() throws {
        let sentinels = try PrivateSentinels()
        let patient = Timeouts(connect: 60_000, reply: 60_000)
        let client = try sentinels.endpoint.connect(name: "bulltop", timeouts: patient)
        sentinels.servers[0].pause()
        sentinels.setPaused(true, 0)
        defer {
            sentinels.servers[0].resume()
            sentinels.setPaused(false, 0)
        }
        let failure = FailureTests.failure { _ = try port(client) }
        #expect(failure == .closed("The Sentinels name another server as primary"))
        #expect(try port(sentinels.endpoint.connect(name: "bulltop")) == sentinels.servers[1].port.map(Int64.init))
    }

    @Test func aMasterThatHangsIsNotConnectedTo() throws {
        let sentinels = try PrivateSentinels()
        sentinels.servers[0].pause()
        defer { sentinels.servers[0].resume() }
        let client = try sentinels.endpoint.connect(
            name: "bulltop", timeouts: Timeouts(connect: 60_000, reply: 60_000))
        #expect(try port(client) == sentinels.servers[1].port.map(Int64.init))
    }

    @Test func whatIsMissingIsSaid() throws {
        let sentinels = try PrivateSentinels()
        func failure(_ change: (inout Endpoint) -> Void) throws -> RedisError? {
            var endpoint = try sentinels.endpoint
            change(&endpoint)
            return FailureTests.failure { _ = try endpoint.connect(name: "bulltop") }
        }
        #expect(
            try failure { $0.sentinel?.master = "other" } == .sentinels(.unwatched("other", watched: ["mymaster"])))
        #expect(try failure { $0.sentinel?.master = nil } == nil)
        let mistakes: [((inout Endpoint) -> Void, String)] = [
            ({ $0.sentinel?.password = nil }, "NOAUTH"), ({ $0.sentinel?.password = "wrong" }, "WRONGPASS"),
            ({ $0.sentinel?.user = "nobody" }, "WRONGPASS"),
        ]
        for (mistake, code) in mistakes {
            guard case .sentinels(.refused(let error)) = try failure(mistake) else {
                Issue.record("a Sentinel took wrong credentials, not \(code)")
                continue
            }
            #expect(error.code == code)
        }
        #expect(try failure { $0.tls = TLSSettings() } == .sentinels(.wantsPlain))
        try sentinels.send(sentinels.ports[0], "SENTINEL", "MONITOR", "second", "127.0.0.1", "1", "2")
        let several = try failure { endpoint in
            endpoint.others = []
            endpoint.sentinel?.master = nil
        }
        guard case .sentinels(.unnamed(let watched)) = several else {
            Issue.record("one of several primaries was taken: \(String(describing: several))")
            return
        }
        #expect(Set(watched) == ["mymaster", "second"])
        guard case .refused(let refusal) = try failure({ $0.password = "wrong" }) else {
            Issue.record("a master took a wrong password")
            return
        }
        #expect(refusal.code == "WRONGPASS")
    }

    /// Checks that an ordinary server at the address of Sentinels is recognized, with a password for Sentinels and without.
    @Test func aServerThatIsNoSentinelIsTold() throws {
        let papers = try TLSTests.papers.get()
        let plain = try PrivateRedis(tcp: true)
        let secure = try PrivateRedis(certificate: papers.local)
        let address = Address.tcp(host: "127.0.0.1", port: try #require(plain.port))
        for settings in [
            SentinelSettings(master: "mymaster"), SentinelSettings(), SentinelSettings(password: "x"),
            SentinelSettings(user: "x", password: "x"),
        ] {
            for name in ["bulltop", nil] where name != nil || settings.password == nil {
                var endpoint = Endpoint(address: address)
                endpoint.sentinel = settings
                let found = FailureTests.failure { _ = try endpoint.connect(name: name) }
                #expect(found == .sentinels(.noSentinel), "\(settings)")
            }
        }
        var endpoint = Endpoint(address: .tcp(host: "127.0.0.1", port: try #require(secure.tlsPort)))
        endpoint.sentinel = SentinelSettings()
        #expect(FailureTests.failure { _ = try endpoint.connect(name: "bulltop") } == .sentinels(.wantsTLS))
    }

    @Test func theAddressOfThePrimaryIsKnown() throws {
        let sentinels = try PrivateSentinels()
        let client = try sentinels.endpoint.connect(name: "bulltop")
        #expect(client.nodes.map(\.address) == ["127.0.0.1:\(sentinels.servers[0].port ?? 0)"])
    }
}
