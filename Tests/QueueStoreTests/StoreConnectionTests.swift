import Queues
import Redis
import TestSupport
import Testing
import Threads

@testable import QueueStore

@Suite struct StoreConnectionTests {
    private func trouble(_ endpoint: Endpoint, stop: StopSignal? = nil) -> Trouble? {
        let store = QueueStore(endpoint: endpoint, prefixes: [Array("bull".utf8)], stop: stop)
        do {
            try store.connect()
            return nil
        } catch {
            #expect(!store.isConnected)
            return error
        }
    }

    @Test func saysWhyItCannotConnect() throws {
        let redis = try PrivateRedis(["--requirepass", "right"])
        var endpoint = redis.endpoint
        #expect(trouble(endpoint) == .passwordRequired)
        endpoint.password = "wrong"
        #expect(trouble(endpoint) == .wrongPassword)
        endpoint.password = "right"
        #expect(trouble(endpoint) == nil)
        endpoint.database = 99
        #expect(trouble(endpoint) == .noDatabase(99))
        let cluster = try PrivateRedis(["--cluster-enabled", "yes"])
        endpoint = cluster.endpoint
        endpoint.database = 1
        #expect(trouble(endpoint) == .onlyFirstDatabase(1))
        guard case .unreachable = trouble(Endpoint(address: .unix(path: redis.directory + "/none"))) else {
            Issue.record("another trouble")
            return
        }
    }

    /// Checks that what Sentinels refuse is told apart from what the server refuses, and that other refusals stay.
    @Test func aRefusalOfSentinelsIsTheirs() {
        let table: [(SentinelFailure, Trouble)] = [
            (.refused(ServerError(code: "NOAUTH", message: "x")), .sentinels(.passwordRequired)),
            (.refused(ServerError(code: "WRONGPASS", message: "x")), .sentinels(.wrongPassword)),
            (.refused(ServerError(code: "NOPERM", message: "x")), .sentinels(.noPermission("x"))),
            (.refused(ServerError(code: "LOADING", message: "x")), .loading),
            (.unwatched("a", watched: ["b"]), .sentinels(.unwatched("a", watched: ["b"]))),
            (.unnamed(watched: []), .sentinels(.unnamed(watched: []))), (.noSentinel, .sentinels(.noSentinel)),
            (.wantsTLS, .sentinels(.needsTLS)), (.wantsPlain, .sentinels(.needsNoTLS)),
        ]
        for (failure, trouble) in table {
            #expect(Trouble(.sentinels(failure), database: 0) == trouble)
        }
    }

    @Test func doesNothingUnconnected() throws {
        let store = QueueStore(endpoint: try PrivateRedis().endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        #expect(throws: Trouble.disconnected("not connected")) { try store.answer(.overview, now: 0) }
        #expect(throws: Trouble.disconnected("not connected")) { try store.discover(now: 0) }
    }

    @Test func beginsAnewAfterALoss() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:6.1.2")
        #expect(try bench.names() == ["bull:q"])
        bench.redis.kill()
        #expect(throws: Trouble.self) { try bench.store.answer(.overview, now: Clock.now) }
        #expect(!bench.store.isConnected)
        try bench.redis.restart()
        try bench.store.connect()
        #expect(bench.store.isConnected)
        // The list is kept until a whole round has scanned the keyspace.
        guard case .overview(let overview) = try bench.store.answer(.overview, now: Clock.now).content else { return }
        #expect(overview.queues.map(\.id.name.text) == ["q"])
        #expect(overview.queues.first?.family == .bull)
    }

    /// Checks that an idle connection that the server closed is opened again. A server closes idle ones (`timeout`),
    /// and all when it is restarted.
    @Test func anIdleConnectionThatWasClosedIsOpenedAgain() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta version bullmq:6.1.2", "LPUSH bull:q:wait 1",
            "HSET bull:q:1 name n timestamp 1 opts {} data {}")
        #expect(try bench.names() == ["bull:q"])
        let redis = try bench.redis.connect()
        func closeIdle() throws {
            _ = try redis.send(Command("CLIENT", "KILL", "SKIPME", "yes"))
            try eventually("the end") { bench.store.connection?.hasEnded() == true }
        }
        try closeIdle()
        guard case .overview(let overview) = try bench.store.answer(.overview, now: Clock.now).content else { return }
        #expect(overview.queues.first?.counts[.waiting] == 1)
        // Nothing was sent, so a change is sent again too, once.
        try closeIdle()
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("q".utf8))
        let outcome = bench.store.perform(.queue(.pause, queue), now: Clock.now)
        guard case .done = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(try redis.send(Command("HGET", "bull:q:meta", "paused")).text == "1")
    }

    @Test func aChangeIsNotSentTwice() throws {
        let bench = try Bench()
        try bench.store.connect()
        let commands = [Command("INCR", "n"), Command("QUIT"), Command("PING")]
        #expect(throws: Trouble.self) { try bench.store.exchange(commands) }
        #expect(try bench.redis.connect().send(Command("GET", "n")).text == "1")
    }

    @Test func aStopEndsTheWait() throws {
        let stop = StopSignal()
        stop.stop()
        #expect(trouble(try PrivateRedis().endpoint, stop: stop) == .disconnected("stopped"))
    }
}
