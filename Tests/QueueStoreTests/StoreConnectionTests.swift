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
        guard case .unreachable = trouble(Endpoint(address: .unix(path: redis.directory + "/none"))) else {
            Issue.record("another trouble")
            return
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
        try bench.redis.restart()
        #expect(throws: Trouble.self) { try bench.store.answer(.overview, now: Clock.now) }
        #expect(!bench.store.isConnected)
        try bench.store.connect()
        #expect(bench.store.isConnected)
        // The list is kept until a whole round has gone through the keyspace.
        guard case .overview(let overview) = try bench.store.answer(.overview, now: Clock.now).content else { return }
        #expect(overview.queues.map(\.id.name.text) == ["q"])
        #expect(overview.queues.first?.family == .bull)
    }

    @Test func aStopEndsTheWait() throws {
        let stop = StopSignal()
        stop.stop()
        #expect(trouble(try PrivateRedis().endpoint, stop: stop) == .disconnected("stopped"))
    }
}
