import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that the readings of the official clients' queues are the same on every server.
@Suite struct ServerMatrixTests {
    private static let now: Milliseconds = 1_795_466_000_000

    /// Returns the results of every kind of reading, in the order of the queues.
    private func readings(_ program: ServerProgram, _ family: ClientFamily) throws -> [String] {
        let bench = try Bench(PrivateRedis(program: program))
        try ClientData.of(family).keyspace.load(into: bench.connection)
        var readings: [String] = []
        for summary in try bench.overview().queues {
            let queue = summary.id
            readings.append("\(summary.id) \(summary.counts) \(summary.isPaused) \(summary.unreadable)")
            readings.append("\(String(describing: summary.family)) \(String(describing: summary.oldestWaiting))")
            for list in JobState.allCases.map(JobList.state) + [.latest] {
                let page = try bench.page(queue, list)
                // The remaining time of a lock differs each time.
                let rows = page.rows.map { row in
                    var row = row
                    if case .held = row.lock { row.lock = nil }
                    return row
                }
                readings.append("\(list) \(rows) \(page.missing) \(page.unreadable)")
                for row in page.rows.prefix(2) {
                    let detail = try bench.job(queue, row.id.bytes.text)
                    let fields = LargeField.allCases.map { detail?.fields[$0] }
                    readings.append("\(fields) \(String(describing: detail?.row.state))")
                    let flow = try bench.store.flow(of: row.id, in: queue, limit: 50)
                    readings.append(
                        "\(String(describing: flow?.ancestors)) \(String(describing: flow?.job.withoutLocks))")
                }
            }
            readings.append("\(try bench.store.newestEvents(of: queue, count: 100))")
            readings.append("\(try bench.store.readSchedulers(of: queue, now: Self.now))")
            let leftovers = try bench.store.leftovers(of: queue, limit: 10, now: Self.now)
            let jobs = leftovers.jobs.map(\.id.bytes.text).sorted()
            readings.append("\(jobs) \(leftovers.dangling) \(String(describing: leftovers.refusal))")
        }
        readings += try found(bench)
        return readings
    }

    /// Returns the results of a search and the causes.
    private func found(_ bench: Bench) throws -> [String] {
        var ids: [String] = []
        let search = try bench.store.search(SearchRequest(try Query("!nothing"), in: bench.store.listed.map(\.id)))
        while let matches = try search.next(now: Self.now) { ids += matches.map { "\($0.queue) \($0.row.id)" } }
        let causes = try bench.store.causes(of: bench.store.listed.map(\.id))
        while try causes.step() {}
        return ids.sorted() + ["\(causes.report)"]
    }

    @Test(arguments: ClientFamily.recent) func everyServerIsReadAlike(family: ClientFamily) throws {
        let expected = try readings(.debian, family)
        #expect(expected.count > 50)
        for program in [ServerProgram.redis62, .valkey9] {
            let actual = try readings(program, family)
            #expect(actual.count == expected.count)
            for (one, other) in zip(expected, actual) { #expect(one == other, "\(program)") }
        }
    }
}

extension FlowNode {
    /// The node and all below it without the time that locks last, which differs from reading to reading.
    fileprivate var withoutLocks: FlowNode {
        var node = self
        if case .held = row?.lock { node.row?.lock = nil }
        node.children = children.map(\.withoutLocks)
        return node
    }
}
