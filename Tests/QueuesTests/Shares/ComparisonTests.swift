import Queues
import TestSupport
import Testing

@Suite struct ComparisonTests {
    private static let queue = QueueID(prefix: Array("bull".utf8), name: Array("q".utf8))

    /// Returns a job whose data has a hundred ordinary values.
    private static func job(_ dice: inout Dice, tenant: String? = nil, worker: String? = nil, size: Int = 300)
        -> ComparedJob
    {
        let tenant = tenant ?? "t\(Int.random(in: 0..<40, using: &dice))"
        let currency = ["EUR", "USD", "GBP"].randomElement(using: &dice) ?? ""
        let number = Int.random(in: 0..<1_000_000, using: &dice)
        let flags = (0..<20).map { "\"f\($0)\":\(Bool.random(using: &dice))" }.joined(separator: ",")
        let data =
            #"{"tenant":{"id":"\#(tenant)"},"currency":"\#(currency)","order":\#(number),"lines":[{"sku":"s\#(number % 30)"}],\#(flags)}"#
        var job = ComparedJob(queue: queue, name: Array("charge".utf8), data: Array(data.utf8), dataLength: size)
        job.worker = Array((worker ?? "w\(Int.random(in: 0..<6, using: &dice))").utf8)
        job.attemptsAllowed = 3
        job.endedAt = 1_790_000_000_000 + Milliseconds.random(in: 0..<86_400_000, using: &dice)
        return job
    }

    private func traits(_ comparison: Comparison) -> [String] {
        comparison.shared.map { String(decoding: $0.trait.text, as: UTF8.self) }
    }

    @Test func namesATenant() throws {
        var dice = Dice(seed: 1)
        let failed = (0..<60).map { Self.job(&dice, tenant: $0 % 20 == 0 ? nil : "acme") }
        let completed = (0..<500).map { _ in Self.job(&dice) }
        let comparison = Comparison(failed: failed, completed: completed)
        #expect(traits(comparison) == [#"data.tenant.id = "acme""#])
        let shared = try #require(comparison.shared.first)
        #expect((shared.failed, shared.completed, comparison.failed, comparison.completed) == (57, 0, 60, 500))
        #expect(shared.lift > 100 && shared.probability < 1e-20)
    }

    @Test func namesACurrency() {
        var dice = Dice(seed: 2)
        let all = (0..<3_000).map { _ in Self.job(&dice) }
        let failed = all.filter { String(decoding: $0.data ?? [], as: UTF8.self).contains("EUR") }.prefix(80)
        #expect(traits(Comparison(failed: failed, completed: all.suffix(900))) == [#"data.currency = "EUR""#])
    }

    @Test func namesAWorker() {
        var dice = Dice(seed: 3)
        let failed = (0..<50).map { Self.job(&dice, worker: $0 % 10 == 0 ? nil : "w7") }
        #expect(
            traits(Comparison(failed: failed, completed: (0..<400).map { _ in Self.job(&dice) })) == ["worker = w7"])
    }

    /// The largest bound that nearly all failed jobs have is named, however small the others are.
    @Test(arguments: [
        (65_536...200_000, 200...65_000, "data of 64 kB or more"),
        (70_000...70_000, 100...100, "data of 64 kB or more"),
        (1_100...4_000, 100...1_000, "data of 1 kB or more"), (20_000...60_000, 10...900, "data of 16 kB or more"),
        (1_048_576...9_000_000, 1...300, "data of 1 MB or more"),
    ]) func namesTheSizeOfAPayload(failed: ClosedRange<Int>, completed: ClosedRange<Int>, words: String) {
        var dice = Dice(seed: 4)
        let failed = (0..<50).map { _ in Self.job(&dice, size: .random(in: failed, using: &dice)) }
        let completed = (0..<400).map { _ in Self.job(&dice, size: .random(in: completed, using: &dice)) }
        #expect(traits(Comparison(failed: failed, completed: completed)) == [words])
    }

    @Test(arguments: 0..<40) func isSilentOnNoise(seed: UInt64) {
        var dice = Dice(seed: 100 + seed)
        let failed = (0..<Int.random(in: 20...300, using: &dice)).map { _ in Self.job(&dice) }
        let completed = (0..<Int.random(in: 20...300, using: &dice)).map { _ in Self.job(&dice) }
        #expect(Comparison(failed: failed, completed: completed).shared.isEmpty)
    }

    @Test func tenJobsProveNothing() {
        var dice = Dice(seed: 5)
        let failed = (0..<10).map { _ in Self.job(&dice, tenant: "acme") }
        let comparison = Comparison(failed: failed, completed: (0..<500).map { _ in Self.job(&dice) })
        #expect(comparison.shared.isEmpty && comparison.isTooSmall)
    }

    @Test func nothingIsComparedWithNothing() {
        #expect(Comparison(failed: [], completed: []).isTooSmall)
    }

    @Test func samplesAreBounded() {
        var dice = Dice(seed: 6)
        let jobs = (0..<1_500).map { _ in Self.job(&dice) }
        let comparison = Comparison(failed: jobs, completed: jobs)
        #expect((comparison.failed, comparison.completed) == (1_000, 1_000))
        #expect(comparison.shared.isEmpty)
    }

    @Test func dataThatIsNoJSONIsNoDanger() {
        let jobs = (0..<30).map { index in
            ComparedJob(queue: Self.queue, name: [0xFF], data: Array("{\"a\":[[[{\"b\":1}]],\(index)".utf8) + [0xC3])
        }
        #expect(Comparison(failed: jobs, completed: jobs).shared.isEmpty)
    }
}
