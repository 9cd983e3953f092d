import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that an unreadable value never counts as zero, whatever the key and whatever the reason.
@Suite struct UnreadableTests {
    private static let queue = QueueID("bull:q")
    /// The counted keys, each with its state and its type.
    private static let keys: [(name: String, state: JobState?, type: String)] = [
        ("wait", .waiting, "list"), ("active", .active, "list"), ("prioritized", .prioritized, "zset"),
        ("delayed", .delayed, "zset"), ("completed", .completed, "zset"), ("failed", .failed, "zset"),
        ("waiting-children", .waitingChildren, "zset"), ("meta", nil, "hash"),
    ]
    private static let types = ["string", "list", "set", "hash", "zset", "stream"]

    private static func filling(_ key: String, _ type: String) -> String {
        switch type {
        case "string": "SET \(key) oops"
        case "list": "RPUSH \(key) 7"
        case "set": "SADD \(key) 7"
        case "hash": "HSET \(key) 7 7"
        case "zset": "ZADD \(key) 7 7"
        default: "XADD \(key) * 7 7"
        }
    }

    /// Creates a queue with a job in each state.
    private func bench(_ endpoint: (PrivateRedis) throws -> PrivateRedis = { $0 }) throws -> Bench {
        let bench = try Bench()
        try fill(bench)
        return bench
    }

    private func fill(_ bench: Bench) throws {
        try bench.send(
            "FLUSHALL", "HSET bull:q:meta version bullmq:6.1.2 opts.maxLenEvents 10000", "SET bull:q:id 7",
            "RPUSH bull:q:wait 1", "RPUSH bull:q:active 2", "ZADD bull:q:prioritized 1 3", "ZADD bull:q:delayed 1 4",
            "ZADD bull:q:completed 1 5", "ZADD bull:q:failed 1 6", "ZADD bull:q:waiting-children 1 7",
            "XADD bull:q:events * event added")
        for id in 1...7 { try bench.send("HSET bull:q:\(id) name n timestamp 1700000000000") }
    }

    @Test func noKeyOfAWrongTypeIsCountedAsZero() throws {
        let bench = try Bench()
        for key in Self.keys {
            for type in Self.types where type != key.type {
                try fill(bench)
                try bench.send("DEL bull:q:\(key.name)", Self.filling("bull:q:\(key.name)", type))
                let store = try Bench(bench.redis).store
                let summary = try #require(try store.summaries(of: [Self.queue], now: Clock.now).first)
                #expect(summary.unreadable == [Unreadable(key.name, .wrongType(type))], "\(key.name) \(type)")
                for state in JobState.allCases {
                    #expect((summary.counts[state] == nil) == (state == key.state), "\(key.name) \(type) \(state)")
                }
                #expect(summary.counts.total.isExact == (key.state == nil))
                try expectPages(store, without: key.state, key.name)
            }
        }
    }

    /// Checks that every list has its job except the unreadable one, which says so.
    private func expectPages(_ store: QueueStore, without state: JobState?, _ key: String) throws {
        for list in JobState.allCases.map(JobList.state) + [.latest] {
            let request = PageRequest(queue: Self.queue, list: list, order: .newestFirst, offset: 0, limit: 10)
            guard case .page(let page) = try store.answer(.page(request), now: Clock.now).content else { continue }
            let isConcerned = state.map { list == .state($0) || list == .latest } ?? false
            #expect(page.unreadable.map(\.key.text) == (isConcerned ? [key] : []), "\(list)")
            #expect(page.rows.count == (list == .latest ? isConcerned ? 6 : 7 : isConcerned ? 0 : 1), "\(list)")
            #expect((page.total == nil) == isConcerned)
        }
    }

    @Test func aKeyThatIsMendedIsReadAgain() throws {
        let bench = try bench()
        try bench.send("DEL bull:q:delayed", "SET bull:q:delayed oops")
        #expect(try bench.overview().queues[0].counts[.delayed] == nil)
        try bench.send("DEL bull:q:delayed", "ZADD bull:q:delayed 1 4")
        let summary = try bench.overview().queues[0]
        #expect(summary.counts[.delayed] == 1)
        #expect(summary.unreadable == [])
    }

    @Test(arguments: [
        ("MOVED 3999 127.0.0.1:7001", Trouble.server("MOVED 3999 127.0.0.1:7001")),
        ("ASK 3999 127.0.0.1:7001", .server("ASK 3999 127.0.0.1:7001")),
        ("CLUSTERDOWN Hash slot not served", .clusterDown("Hash slot not served")),
        ("TRYAGAIN Multiple keys request", .slotMoving("Multiple keys request")),
        ("NOPERM this user has no permissions", .noPermission("this user has no permissions")),
        ("ERR unknown command 'X', with args", .unknownCommand("unknown command 'X', with args")),
        ("ERR something else", .server("something else")),
    ])
    func anErrorOfOneKeyIsKnown(line: String, trouble: Trouble) throws {
        let bench = try bench()
        for key in Self.keys.map(\.name) {
            let server = try FaultyServer(before: bench.redis.endpoint) { words in
                words.count > 1 && words[1] == "bull:q:\(key)" && words[0] != "TYPE" ? line : nil
            }
            let store = QueueStore(endpoint: server.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
            try store.connect()
            let summary = try #require(try store.summaries(of: [Self.queue], now: Clock.now).first)
            #expect(summary.unreadable == [Unreadable(key, trouble)], "\(key)")
            #expect(store.status.isCluster == (line.hasPrefix("MOVED") || line.hasPrefix("ASK")))
        }
    }

    @Test(arguments: ["LOADING Redis is loading", "BUSY Redis is busy", "MASTERDOWN Link with MASTER is down"])
    func anErrorOfTheWholeServerEndsTheReading(line: String) throws {
        let bench = try bench()
        let server = try FaultyServer(before: bench.redis.endpoint) { $0[0] == "LLEN" ? line : nil }
        let store = QueueStore(endpoint: server.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
        let trouble = #expect(throws: Trouble.self) { try store.summaries(of: [Self.queue], now: Clock.now) }
        switch trouble {
        case .loading: #expect(line.hasPrefix("LOADING"))
        case .busy: #expect(line.hasPrefix("BUSY"))
        case .masterDown: #expect(line.hasPrefix("MASTERDOWN"))
        default: Issue.record("\(String(describing: trouble))")
        }
        #expect(store.isConnected)
    }

    @Test(arguments: [-1, .max, .min, 1 << 49]) func countsThatCannotBeAreNotBelieved(number: Int64) {
        let trouble = #expect(throws: Trouble.self) { try Reply.integer(number).count() }
        guard case .implausible = trouble else {
            Issue.record("\(String(describing: trouble))")
            return
        }
    }

    @Test func timestampsThatAreNoNumbersAreMarked() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 timestamp yesterday", "HSET bull:q:2 processedOn soon")
        let summary = try bench.overview().queues[0]
        #expect(summary.oldestWaiting == nil && summary.isOldestMalformed)
        #expect(try bench.page(Self.queue, .state(.waiting)).rows.map(\.malformed) == [["timestamp"]])
        #expect(try bench.page(Self.queue, .state(.active)).rows.map(\.malformed) == [["processedOn"]])
        #expect(try bench.page(Self.queue, .state(.delayed)).rows.map(\.malformed) == [[]])
    }

    @Test func theOldestJobIsOneThatIsNotAhead() throws {
        let bench = try bench()
        let now = Clock.now
        try bench.send("DEL bull:q:wait", "RPUSH bull:q:wait 3 2 1", "HSET bull:q:1 timestamp \(now + 7_200_000)")
        try bench.send("HSET bull:q:2 timestamp \(now - 50_000)", "HSET bull:q:3 timestamp \(now - 40_000)")
        #expect(try bench.overview().queues[0].oldestWaiting == now - 50_000)
        try bench.send("DEL bull:q:wait", "RPUSH bull:q:wait 1")
        // It is looked for again with the slow readings.
        for _ in 0..<21 { _ = try bench.store.summaries(of: [Self.queue], now: now) }
        #expect(try bench.store.summaries(of: [Self.queue], now: now)[0].oldestWaiting == now + 7_200_000)
    }

    @Test func aJobThatIsNoHashIsNoMissingJob() throws {
        let bench = try bench()
        try bench.send("DEL bull:q:6", "RPUSH bull:q:6 x")
        let page = try bench.page(Self.queue, .state(.failed))
        #expect(page.unreadable.map(\.key.text) == ["6"])
        #expect(page.missing == [] && page.rows == [])
        let detail = try #require(try bench.job(Self.queue, "6"))
        #expect(detail.isUnreadable && detail.unreadable == [Unreadable("6", .wrongType("list"))])
    }
}
