import TestSupport
import Testing

@testable import Queues

/// Percentiles, classes and the order of names.
@Suite struct TimingTests {
    @Test(arguments: 1...120) func percentilesAreTheNearestRank(_ count: Int) throws {
        var random = Dice(seed: UInt64(count))
        let lengths = (0..<count).map { _ in Milliseconds.random(in: 0...10_000_000, using: &random) }
        let timing = try #require(Timing(lengths))
        for (percent, value) in [(50, timing.p50), (95, timing.p95), (99, timing.p99)] {
            // The smallest length that this share of them does not exceed.
            let expected = lengths.sorted().first { limit in lengths.count { $0 <= limit } * 100 >= percent * count }
            #expect(value == expected, "p\(percent) of \(count)")
        }
        #expect(timing.max == lengths.max() && timing.count == count)
        #expect(timing.histogram.reduce(0, +) == count && timing.histogram.count == Timing.bounds.count + 1)
        #expect(timing.histogram[0] == lengths.count { $0 < 10 })
        #expect(timing.histogram.last == lengths.count { $0 >= 3_600_000 })
    }

    @Test func nothingHasNoDistribution() { #expect(Timing([]) == nil) }

    private static let jobs: [(job: TimedJob, wait: Milliseconds?, run: Milliseconds?)] = [
        (job(added: 1_000, started: 1_500, finished: 1_700), 500, 200),
        (job(added: 1_000, delay: 400, started: 1_500, finished: 1_700), 100, 200),
        // Promoted before its delay was over, or by a clock that is behind.
        (job(added: 1_000, delay: 9_000, started: 1_500, finished: 1_400), 0, 0),
        (job(added: 1_000, started: 1_500, finished: 1_700, attempts: 2), nil, 200),
        (job(added: nil, started: nil, finished: 1_700), nil, nil),
        (job(added: .min, started: .max, finished: .min), nil, nil),
        (job(added: 1, delay: .max, started: 2, finished: 3), nil, 1),
    ]

    private static func job(
        added: Milliseconds?, delay: Milliseconds = 0, started: Milliseconds?, finished: Milliseconds?,
        attempts: Int = 1
    ) -> TimedJob {
        TimedJob(name: [], added: added, delay: delay, started: started, finished: finished, attempts: attempts)
    }

    @Test(arguments: jobs.indices) func timesOfAJob(_ index: Int) {
        let (job, wait, run) = Self.jobs[index]
        #expect(job.wait == wait && job.run == run)
    }

    @Test func theSlowestNameIsFirst() {
        let jobs = [("b", 5), ("a", 5), ("slow", 900), ("fast", 1), ("slow", 2)].map { name, run in
            TimedJob(
                name: Array(name.utf8), added: 0, delay: 0, started: 10, finished: 10 + Milliseconds(run), attempts: 1)
        }
        let sample = TimingSample(jobs, total: 9)
        #expect(sample.names.map { String(decoding: $0.name, as: UTF8.self) } == ["slow", "a", "b", "fast"])
        #expect(sample.names[0].count == 2 && sample.sampled == 5 && sample.total == 9)
    }
}
