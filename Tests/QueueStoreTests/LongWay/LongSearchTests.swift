import Queues
import TestSupport
import Testing

@testable import QueueStore

/// Searches on a server at the end of a long way: many scripts are on their way at a time.
@Suite struct LongSearchTests {
    private let bench: BulkBench
    private let store: QueueStore
    private let proxy: DelayingProxy

    /// A way of 20 ms there and back, as wide as a home's.
    init() throws {
        bench = try BulkBench()
        (store, proxy) = try LongWayTests.store(bench.bench.redis, roundTrip: 20, rate: 100_000_000)
        try store.connect()
        while try store.discover(now: Clock.now) {}
    }

    private func ids(_ query: String) throws -> [String] {
        let search = try store.search(SearchRequest(try Query(query), in: [bench.queue]))
        var ids: [String] = []
        while let found = try search.next(now: Clock.now) {
            ids += found.map(\.row.id.bytes.text)
        }
        return ids
    }

    /// Finds each job once, newest first, over several pages of ids, and waits for few of the scripts.
    @Test func scriptsAreSentTogether() throws {
        try bench.fill(20_000, .failed)
        let (trips, scripts) = (proxy.roundTrips, try bench.scriptsRun())
        #expect(try ids("failed:1999") == (19_990...19_999).reversed().map { String($0) } + ["11999", "1999"])
        let sent = try bench.scriptsRun() - scripts
        #expect(sent >= 20, "\(sent) scripts")
        #expect(proxy.roundTrips - trips < sent, "\(proxy.roundTrips - trips) round trips for \(sent) scripts")
    }

    /// Finds the jobs of a list, whose ids come without times.
    @Test func listsAreRead() throws {
        try bench.fill(5_000, .waiting)
        let found = try ids("name:even")
        #expect(found.count == 2_500 && Set(found).count == 2_500)
    }
}
