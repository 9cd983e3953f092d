import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// A proxy before the server that hangs up at commands that it does not know, as twemproxy does.
@Suite struct ClosingProxyTests {
    /// The commands that such a proxy does not know, of those that are sent.
    static let unknown = [
        "HELLO", "INFO", "TIME", "DBSIZE", "SCAN", "CLIENT", "SELECT", "MULTI", "EXEC", "CONFIG", "ACL", "SUBSCRIBE",
        "XREVRANGE", "XRANGE", "XLEN",
    ]

    private let bench: Bench
    private let proxy: FaultyServer
    private let queue = QueueID("bull:q")

    init() throws {
        let bench = try Bench()
        self.bench = bench
        proxy = try FaultyServer(before: bench.redis.endpoint) { Self.unknown.contains($0) }
        try bench.send(
            "HSET bull:q:meta version bullmq:6.1.2", "RPUSH bull:q:wait 1 2", "ZADD bull:q:failed 1700000000000 3",
            "HSET bull:q:3 name n data {} opts {} timestamp 1 failedReason why")
    }

    private func store(named queues: [QueueID]) throws -> QueueStore {
        let store = QueueStore(
            endpoint: proxy.endpoint, prefixes: [Array("bull".utf8)], named: queues, tracksKeys: true, stop: nil)
        try store.connect()
        return store
    }

    @Test func aNamedQueueIsReadAndChanged() throws {
        let store = try store(named: [queue])
        for _ in 0..<3 {
            while try store.discover(now: Clock.now) {}
            guard case .overview(let overview) = try store.answer(.overview, now: Clock.now).content else {
                throw TestFailure("another content")
            }
            let counts = overview.queues.map(\.counts)
            #expect(counts.map { $0[.waiting] } == [2] && counts.map { $0[.failed] } == [1])
        }
        let page = PageRequest(queue: queue, list: .state(.failed), order: .newestFirst, offset: 0, limit: 10)
        guard case .page(let jobs) = try store.answer(.page(page), now: Clock.now).content else {
            throw TestFailure("another content")
        }
        #expect(jobs.rows.map(\.id) == [JobID("3")])
        let target = Operation.Target(queue: queue, job: JobID("3"), state: .failed)
        #expect(store.perform(.retry(target), now: Clock.now) == .done)
        #expect(try bench.send("LLEN bull:q:wait") == [.integer(3)])
        #expect(try bench.send("ZCARD bull:q:failed") == [.integer(0)])
        guard case .refused(let words, isMissing: true) = store.server.keyTracking else {
            Issue.record("\(String(describing: store.server.keyTracking))")
            return
        }
        #expect(words.contains("unknown command"))
    }

    /// Checks that the search for queues says which command is missing, and that it is said again, without a lost connection.
    @Test func aSearchSaysWhatIsMissing() throws {
        let store = try store(named: [])
        for _ in 0..<3 {
            let trouble = #expect(throws: Trouble.self) { while try store.discover(now: Clock.now) {} }
            guard case .unknownCommand(let words) = trouble else {
                Issue.record("\(String(describing: trouble))")
                return
            }
            #expect(words.contains("'SCAN'") && store.isConnected, "\(words)")
        }
    }

    /// Checks that a server that closes each connection is not taken for one with a proxy.
    @Test func aServerThatClosesEachConnectionIsLost() throws {
        let closing = try FaultyServer(before: bench.redis.endpoint) { _ in true }
        let store = QueueStore(endpoint: closing.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        #expect(throws: Trouble.disconnected("The server closed the connection")) { try store.connect() }
    }
}

/// One address that leads to several servers.
@Suite struct BalancerTests {
    /// Checks that changes are not awaited from a server that does not know what another one has read: neither where it knows the
    /// number of the connection for its reports as that of a stranger, nor where it does not.
    @Test(arguments: [0, 20]) func changesOfAnotherServerAreNotTrusted(strangers: Int) throws {
        let benches = try [Bench(), Bench()]
        let waiting = try benches.flatMap { bench in try (0..<strangers).map { _ in try bench.redis.connect() } }
        for connection in waiting { _ = try connection.send(Command("PING")) }
        let balancer = try Balancer(benches.map(\.redis))
        for bench in benches { try bench.send("HSET bull:q:meta version bullmq:6.1.2", "RPUSH bull:q:wait 1") }
        let store = QueueStore(
            endpoint: balancer.endpoint, prefixes: [Array("bull".utf8)], tracksKeys: true, stop: nil)
        try store.connect()
        for count in 2..<6 {
            for bench in benches { try bench.send("RPUSH bull:q:wait \(count)") }
            while try store.discover(now: Clock.now) {}
            guard case .overview(let overview) = try store.answer(.overview, now: Clock.now).content else {
                throw TestFailure("another content")
            }
            #expect(overview.queues.map { $0.counts[.waiting] } == [count])
        }
        #expect(store.server.keyTracking == .refused(Examination.severalServers, isMissing: true))
        let permissions = try store.examine(now: Clock.now).permissions
        #expect(permissions.first { $0.use == .tracking }?.problem == Examination.severalServers)
    }

    /// Checks that a balancer before one server is no hindrance.
    @Test func oneServerBehindABalancerIsTracked() throws {
        let bench = try Bench()
        let balancer = try Balancer([bench.redis])
        try bench.send("HSET bull:q:meta version bullmq:6.1.2", "RPUSH bull:q:wait 1")
        let store = QueueStore(
            endpoint: balancer.endpoint, prefixes: [Array("bull".utf8)], tracksKeys: true, stop: nil)
        try store.connect()
        for _ in 0..<3 {
            while try store.discover(now: Clock.now) {}
            _ = try store.answer(.overview, now: Clock.now)
        }
        #expect(store.server.keyTracking == .on)
    }
}
