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
        _ redis: PrivateRedis, roundTrip: Double, rate: Double = 1_000_000, name: String = "far"
    ) throws -> (QueueStore, DelayingProxy) {
        let proxy = try DelayingProxy(
            server: redis.socketPath, path: redis.directory + "/" + name, roundTrip: roundTrip, rate: rate)
        let endpoint = Endpoint(address: .unix(path: proxy.path))
        let store = QueueStore(endpoint: endpoint, prefixes: [Array("bull".utf8)], stop: nil)
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
            // The doctor tries each permission, and looks closer where one is missing.
            #expect((1...(name == "doctor" ? 8 : 3)).contains(count), "\(name): \(count)")
            #expect(first.isBeginning, "\(name)")
            let second = try EveryScreen.answer(watch, store)
            let whole = try EveryScreen.answer(watch, near.store)
            #expect(!second.isBeginning && !whole.isBeginning, "\(name)")
            EveryScreen.expectSame(second.content, whole.content, name)
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
