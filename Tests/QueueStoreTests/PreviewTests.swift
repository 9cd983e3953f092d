import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The job that a page previews.
@Suite struct PreviewTests {
    private let queue = QueueID("bull:orders")

    private func watch(_ job: String?) -> Watch {
        let preview = job.map { JobID($0) }
        return .page(
            PageRequest(
                queue: queue, list: .state(.failed), order: .newestFirst, offset: 0, limit: 50, preview: preview))
    }

    private func read(_ bench: Bench, _ job: String?) throws -> (page: JobPage, cost: ReadCost) {
        let answer = try bench.store.answer(watch(job), now: Clock.now)
        guard case .page(let page) = answer.content else { throw TestFailure("another content") }
        return (page, answer.cost)
    }

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.send(
            "HSET bull:orders:meta version bullmq:6.1.2", "ZADD bull:orders:failed 1 1 2 2",
            "HSET bull:orders:1 name send data {\"a\":1} failedReason first atm 1 finishedOn 1 stacktrace [\"trace\"]",
            "HSET bull:orders:2 name send data {\"b\":2} failedReason other atm 1 finishedOn 2")
        return bench
    }

    @Test func comesWithThePage() throws {
        let bench = try bench()
        _ = try read(bench, nil)
        let plain = try read(bench, nil)
        #expect(plain.page.preview == nil && plain.cost.roundTrips == 2)
        let (page, cost) = try read(bench, "1")
        #expect(page.rows.count == 2 && page.rows == plain.page.rows)
        let preview = try #require(page.preview)
        #expect(preview.row == page.rows.last)
        #expect(preview.fields[.data]?.bytes.text == "{\"a\":1}")
        #expect(preview.fields[.stacktrace]?.bytes.text == "[\"trace\"]")
        #expect(preview.fields[.failedReason]?.bytes.text == "first")
        #expect(cost.roundTrips == 3, "one more than without")
        #expect(cost.commands == plain.cost.commands + 3)
        #expect(try read(bench, "9").page.preview == nil)
    }

    @Test func isReadAgainOnlyWhenItChanges() throws {
        let bench = try bench()
        let first = try read(bench, "1").page.preview
        let (again, cost) = try read(bench, "1")
        #expect(again.preview == first && cost.roundTrips == 2)
        try bench.send("HSET bull:orders:1 stacktrace [\"trace\",\"more\"]")
        #expect(try read(bench, "1").page.preview?.fields[.stacktrace]?.bytes.text == "[\"trace\",\"more\"]")
        #expect(try read(bench, "2").page.preview?.fields[.data]?.bytes.text == "{\"b\":2}")
    }

    @Test func isBounded() throws {
        let bench = try bench()
        let large = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)
        _ = try bench.connection.send(
            Command("HSET", arguments: [Array("bull:orders:1".utf8), Array("data".utf8), large]))
        let (page, cost) = try read(bench, "1")
        let data = try #require(page.preview?.fields[.data])
        #expect(data.bytes.count == JobPage.previewLength && data.total == 3_000_000)
        #expect(cost.bytes < 2 * JobPage.previewLength)
        try bench.add(user: "reader", "+@read", "~*")
        let poor = try read(Bench(bench.redis, user: "reader"), "1").page.preview
        #expect(poor?.fields[.data]?.isForbidden == true)
    }
}
