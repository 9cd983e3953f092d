import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// A server at the end of a long, narrow way: 150 ms there and back, 1 Mbit/s.
@Suite struct LongWayTests {
    /// Returns a store at the end of a way of this length, in ms there and back, and this width, in bits/s; and the way.
    static func store(
        _ redis: PrivateRedis, roundTrip: Double, rate: Double = 1_000_000, name: String = "far",
        named: [QueueID] = []
    ) throws -> (QueueStore, DelayingProxy) {
        let proxy = try DelayingProxy(
            server: redis.socketPath, path: redis.directory + "/" + name, roundTrip: roundTrip, rate: rate)
        let endpoint = Endpoint(address: .unix(path: proxy.path))
        let store = QueueStore(endpoint: endpoint, prefixes: [Array("bull".utf8)], named: named, stop: nil)
        return (store, proxy)
    }

    /// Checks that the first answer to each watch takes three round trips, and the next one has the rest. The way is
    /// short, so that the test is; the store takes it for a long one.
    @Test func aScreenShowsDataWithinThreeRoundTrips() throws {
        let redis = try EveryScreen.server()
        let (store, proxy) = try Self.store(redis, roundTrip: 4)
        store.allowBeginnings()
        store.farAway = 1
        try store.connect()
        #expect(proxy.roundTrips <= 3, "connect: \(proxy.roundTrips)")
        while try store.discover(now: Clock.now) {}
        let near = try Bench(redis)
        _ = try near.overview()
        for (name, watch) in [("overview", Watch.overview)] + EveryScreen.watches {
            let before = proxy.roundTrips
            let first = try store.answer(watch, now: Clock.now)
            let count = proxy.roundTrips - before
            // A round trip of the reading before may be on the way when a key asks for this one.
            #expect((1...(watch == .doctor ? 3 : 2)).contains(count), "\(name): \(count)")
            #expect(first.isBeginning, "\(name)")
            let second = try EveryScreen.answer(watch, store)
            let whole = try EveryScreen.answer(watch, near.store)
            #expect(!second.isBeginning && !whole.isBeginning, "\(name)")
            EveryScreen.expectSame(second.content, whole.content, name)
        }
    }

    /// Checks that the first queues are known three round trips after the connection stands, by a search and by name, also
    /// Bull's, of which only another round of the search knows.
    @Test(arguments: [(false, false), (false, true), (true, false)])
    func theFirstQueuesTakeThreeRoundTrips(isBull: Bool, isNamed: Bool) throws {
        let redis = isBull ? try PrivateRedis() : try EveryScreen.server()
        defer { redis.stop() }
        if isBull {
            try redis.connect().send(lines: ["SET bull:q:id 3", "RPUSH bull:q:wait 1", "HSET bull:q:1 opts {} data {}"])
        }
        let (store, proxy) = try Self.store(redis, roundTrip: 4, named: isNamed ? [EveryScreen.queue] : [])
        store.allowBeginnings()
        store.farAway = 1
        try store.connect()
        while store.listed.isEmpty, try store.discover(now: Clock.now) {}
        let first = try store.answer(.overview, now: Clock.now)
        #expect(proxy.roundTrips <= (isBull ? 4 : 3), "\(proxy.roundTrips)")
        guard case .overview(let overview) = first.content else { throw TestFailure("no overview") }
        #expect(overview.queues.map(\.id) == [EveryScreen.queue])
        #expect(overview.queues.first?.counts[.waiting] == (isBull ? 1 : 2))
        // What was read so far and what is not are told apart, and the next answer has everything.
        while try store.discover(now: Clock.now) {}
        let second = try EveryScreen.answer(.overview, store)
        let near = try Bench(redis)
        _ = try near.overview()
        EveryScreen.expectSame(second.content, try EveryScreen.answer(.overview, near.store).content, "overview")
    }

    /// Checks that a reading ends with the round trip under way once a key asks for something else, and that the next one
    /// has what it left out.
    @Test func aReadingGivesWayToWhatAKeyAsksFor() throws {
        let redis = try EveryScreen.server()
        defer { redis.stop() }
        let (store, proxy) = try Self.store(redis, roundTrip: 4)
        try store.connect()
        while try store.discover(now: Clock.now) {}
        var isOtherWanted = true
        store.yield { isOtherWanted }
        let request = OverviewRequest(explained: EveryScreen.queue, counted: [EveryScreen.queue])
        let before = proxy.roundTrips
        let first = try store.answer(.overview(request), now: Clock.now)
        #expect(proxy.roundTrips - before == 1)
        #expect(first.isBeginning)
        isOtherWanted = false
        store.lastOverview = nil
        let second = try EveryScreen.answer(.overview(request), store)
        let near = try Bench(redis)
        _ = try near.overview()
        let whole = try EveryScreen.answer(.overview(request), near.store)
        #expect(!second.isBeginning)
        EveryScreen.expectSame(second.content, whole.content, "overview")
        guard case .overview(let one) = second.content, case .overview(let other) = whole.content else { return }
        #expect(one.insight?.causes == other.insight?.causes)
        #expect(one.minutes == other.minutes)
    }

    /// Checks that a key that comes while a reading is on the way has its screen's first data within three round trips, those of
    /// that reading included.
    @Test func aKeyDuringAReadingTakesThreeRoundTrips() throws {
        let redis = try EveryScreen.server()
        defer { redis.stop() }
        let (store, proxy) = try Self.store(redis, roundTrip: 4)
        store.allowBeginnings()
        store.farAway = 1
        try store.connect()
        while try store.discover(now: Clock.now) {}
        for _ in 0..<2 { _ = try store.answer(.overview, now: Clock.now) }
        var isOtherWanted = false
        store.yield { isOtherWanted }
        let reading = Watch.overview(OverviewRequest(explained: EveryScreen.queue, counted: [EveryScreen.queue]))
        for (name, watch) in EveryScreen.watches {
            store.lastOverview = nil
            let before = proxy.roundTrips
            isOtherWanted = true
            _ = try store.answer(reading, now: Clock.now)
            isOtherWanted = false
            let under = proxy.roundTrips - before
            let first = try store.answer(watch, now: Clock.now)
            let count = proxy.roundTrips - before
            // The doctor tries every command, and tracking in three steps.
            #expect((2...(watch == .doctor ? 4 : 3)).contains(count), "\(name): \(under) \(count)")
            #expect(first.isBeginning, "\(name)")
        }
    }

    /// Checks that 150 ms and 1 Mbit/s count as a long way.
    @Test func aLongWayIsFound() throws {
        let redis = try EveryScreen.server()
        defer { redis.stop() }
        let (store, proxy) = try Self.store(redis, roundTrip: 150)
        store.allowBeginnings()
        try store.connect()
        while try store.discover(now: Clock.now) {}
        #expect(try store.answer(.overview, now: Clock.now).isBeginning)
        #expect(try !store.answer(.overview, now: Clock.now).isBeginning)
        #expect(proxy.roundTrips > 0)
    }
}
