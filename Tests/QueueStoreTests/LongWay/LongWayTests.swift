import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// A server at the end of a long, narrow way: 150 ms there and back, 1 Mbit/s.
@Suite struct LongWayTests {
    private static let queue = QueueID("bull:q")

    /// A queue with jobs in some states, a log and an event.
    private static func server() throws -> PrivateRedis {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:5.60.0", "SET bull:q:id 9")
        for id in 1...9 {
            try bench.send(
                "HSET bull:q:\(id) name n data {\"a\":\(id)} opts {} timestamp \(id) processedOn 1 finishedOn 2 failedReason x"
            )
        }
        try bench.send(
            "RPUSH bull:q:wait 1 2", "LPUSH bull:q:active 3", "ZADD bull:q:failed 1 4 2 5", "ZADD bull:q:completed 3 6",
            "ZADD bull:q:delayed 4096 7", "RPUSH bull:q:4:logs one two", "XADD bull:q:events * event failed jobId 4",
            "ZADD bull:q:repeat 1900000000000 s", "HSET bull:q:4 parentKey bull:q:8",
            "ZADD bull:q:waiting-children 1 8", "SADD bull:q:8:dependencies bull:q:4")
        return bench.redis
    }

    private static var watches: [(name: String, watch: Watch)] {
        let job = JobPlace(queue: queue, id: JobID("4"))
        let pages = [JobList.latest] + JobState.allCases.map { .state($0) }
        var all: [(String, Watch)] = pages.map { list in
            let page = PageRequest(queue: queue, list: list, order: .newestFirst, offset: 0, limit: 40)
            return ("page of \(list)", .page(page))
        }
        all += [
            ("job", .job(JobRequest(queue: queue, id: job.id))), ("schedulers", .schedulers(nil)),
            ("causes", .causes(CausesRequest(queue: queue))), ("workers", .workers(nil)),
            ("events", .events(EventsWatch(queue: queue))), ("flow", .flow(FlowRequest(of: job))),
            ("pair", .pair(PairRequest(left: job))), ("doctor", .doctor),
        ]
        if let query = try? Query("x") { all.append(("search", .search(SearchWatch(query, queue: queue)))) }
        return all
    }

    /// Returns a store at the end of a way of this length, in ms there and back, and the way.
    private static func store(_ redis: PrivateRedis, roundTrip: Double) throws -> (QueueStore, DelayingProxy) {
        let proxy = try DelayingProxy(
            server: redis.socketPath, path: redis.directory + "/far", roundTrip: roundTrip)
        let endpoint = Endpoint(address: .unix(path: proxy.path))
        let store = QueueStore(endpoint: endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        store.allowBeginnings()
        return (store, proxy)
    }

    /// Checks that the first answer to each watch takes three round trips, and the next one has the rest. The way is
    /// short, so that the test is; the store takes it for a long one.
    @Test func aScreenShowsDataWithinThreeRoundTrips() throws {
        let redis = try Self.server()
        let (store, proxy) = try Self.store(redis, roundTrip: 4)
        store.farAway = 1
        try store.connect()
        #expect(proxy.roundTrips <= 3, "connect: \(proxy.roundTrips)")
        while try store.discover(now: Clock.now) {}
        let near = try Bench(redis)
        _ = try near.overview()
        for (name, watch) in [("overview", Watch.overview)] + Self.watches {
            let before = proxy.roundTrips
            let first = try store.answer(watch, now: Clock.now)
            let count = proxy.roundTrips - before
            #expect((1...3).contains(count), "\(name): \(count)")
            #expect(first.isBeginning, "\(name)")
            var second = try store.answer(watch, now: Clock.now)
            while second.content.goesOn { second = try store.answer(watch, now: Clock.now) }
            var whole = try near.store.answer(watch, now: Clock.now)
            while whole.content.goesOn { whole = try near.store.answer(watch, now: Clock.now) }
            #expect(!second.isBeginning && !whole.isBeginning, "\(name)")
            switch (second.content, whole.content) {
            case (.page(let one), .page(let other)): #expect(one.rows == other.rows, "\(name)")
            case (.job(let one), .job(let other)): #expect(one == other, "\(name)")
            case (.workers(let one), .workers(let other)): #expect(one.jobs == other.jobs, "\(name)")
            case (.flow(let one), .flow(let other)): #expect(one == other, "\(name)")
            case (.pair(let one), .pair(let other)): #expect(one == other, "\(name)")
            case (.search(let one), .search(let other)): #expect(one.progress == other.progress, "\(name)")
            case (.overview(let one), .overview(let other)):
                #expect(one.queues.map(\.counts) == other.queues.map(\.counts))
                #expect(one.queues.map(\.latestFailure) == other.queues.map(\.latestFailure))
            case (.schedulers(let one), .schedulers(let other)): #expect(one == other, "\(name)")
            default: break
            }
        }
    }

    /// Checks that 150 ms and 1 Mbit/s count as a long way.
    @Test func aLongWayIsFound() throws {
        let redis = try Self.server()
        defer { redis.stop() }
        let (store, proxy) = try Self.store(redis, roundTrip: 150)
        try store.connect()
        while try store.discover(now: Clock.now) {}
        #expect(try store.answer(.overview, now: Clock.now).isBeginning)
        #expect(try !store.answer(.overview, now: Clock.now).isBeginning)
        #expect(proxy.roundTrips > 0)
    }
}
