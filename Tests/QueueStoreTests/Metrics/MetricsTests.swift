import Queues
import Redis
import TestSupport
import Testing
import Threads

@testable import QueueStore

/// Metrics of a queue against a plain calculation over the same jobs.
@Suite struct MetricsTests {
    private let queue = QueueID("bull:timing")

    private func metrics(_ bench: Bench, _ range: MetricsRange = .hour) throws -> QueueMetrics {
        let watch = Watch.metrics(MetricsRequest(queue: queue, range: range))
        guard case .metrics(let metrics) = try bench.store.answer(watch, now: Clock.now).content else {
            throw TestFailure("another content")
        }
        return metrics
    }

    private func expect(_ timing: Timing?, like json: JSONValue?) {
        #expect(timing.map { Int64($0.count) } == json?["sampled"]?.integer)
        #expect(timing?.p50 == json?["p50"]?.integer && timing?.p95 == json?["p95"]?.integer)
        #expect(timing?.p99 == json?["p99"]?.integer && timing?.max == json?["max"]?.integer)
    }

    /// Checks counts and percentiles of jobs that the official workers have run, whether they record metrics or not. The worker
    /// of 4 leaves some of many jobs until its next poll, so that it is not waited for.
    @Test(arguments: [ClientFamily.bullmq3, .bullmq5, .bullmq6], [[], ["recording"]]) func theyAreThoseOfPython(
        family: ClientFamily, manner: [String]
    ) throws {
        let bench = try Bench()
        let output = try PythonClient.run(
            family, script: PythonClient.script("timing"), arguments: [bench.redis.socketPath, family.number] + manner)
        // The worker prints the failures before.
        let report = try #require(output.split(separator: "\n").last.flatMap { JSONValue(Array($0.utf8)) })
        let metrics = try metrics(bench)
        expect(metrics.sample.wait, like: report["wait"])
        expect(metrics.sample.run, like: report["run"])
        #expect(metrics.sample.sampled == 60 && metrics.sample.total == 60 && metrics.unreadable.isEmpty)
        #expect(Set(metrics.sample.names.map(\.name.text)) == ["welcome", "flaky", "report"])
        for (state, steps) in [("completed", metrics.completed), ("failed", metrics.failed)] {
            var known: [String: Int64] = [:]
            for (index, count) in steps.counts.enumerated() where count ?? 0 > 0 {
                known[String(metrics.time(of: index) / 60_000)] = count.map { Int64($0) }
            }
            let expected = report[state]?.members.mapValues { $0.integer ?? -1 } ?? [:]
            #expect(known == expected, "\(state) \(steps.source)")
            // The client of 3 does not record.
            if manner.isEmpty { #expect(steps.source == .kept) }
        }
    }

    @Test(arguments: MetricsRange.allCases) func stepsAreThoseOfThePlainCalculation(_ range: MetricsRange) throws {
        let bench = try Bench()
        var random = Dice(seed: 3)
        let now = Clock.now
        let times = (0..<400).map { _ in
            now - Milliseconds.random(in: 0...Milliseconds(range.minutes) * 70_000, using: &random)
        }
        for (index, time) in times.enumerated() { try bench.send("ZADD bull:timing:failed \(time) \(index)") }
        let metrics = try metrics(bench, range)
        #expect(metrics.failed.counts.count == range.count && metrics.start.isMultiple(of: range.step))
        for (index, count) in metrics.failed.counts.enumerated() {
            let step = metrics.time(of: index)..<metrics.time(of: index) + range.step
            #expect(count == times.count { step.contains($0) })
        }
        #expect(metrics.completed.counts == Array(repeating: nil, count: range.count), "none is kept")
    }

    /// Checks that steps before the oldest kept job are gaps, and that what was counted stays when jobs are trimmed.
    @Test func beforeTheOldestKeptJobNothingIsKnown() throws {
        let bench = try Bench()
        let now = Clock.now
        for age in [20, 10, 10] {
            try bench.send(
                "ZADD bull:timing:completed \(now - Milliseconds(age) * 60_000) \(Int.random(in: 0...1 << 40))")
        }
        let first = try metrics(bench).completed.counts
        // Which step is the last one depends on the clock.
        let oldest = try #require(first.firstIndex { $0 != nil })
        #expect((38...40).contains(oldest) && first[oldest] == 1)
        #expect(first[oldest...].compactMap(\.self).count == 60 - oldest && first.compactMap(\.self).reduce(0, +) == 3)
        try bench.send("DEL bull:timing:completed", "ZADD bull:timing:completed \(Clock.now) new")
        bench.store.following.metrics?.nextReading = MonotonicClock.now
        let later = try metrics(bench).completed.counts
        #expect(later.compactMap(\.self).reduce(0, +) == 4)
    }

    /// Checks that a sample is that of the newest jobs of both states, and says of how many.
    @Test func manyJobsAreSampledFromTheNewest() throws {
        let bench = try Bench()
        let now = Clock.now
        for index in 0..<TimingSample.limit + 200 {
            let (state, time) = (index.isMultiple(of: 2) ? "failed" : "completed", now - Milliseconds(index) * 100)
            let run = index < TimingSample.limit ? 7 : 9_999_999
            try bench.send(
                "HSET bull:timing:\(index) name n timestamp \(time - 50 - Milliseconds(run)) processedOn \(time - Milliseconds(run)) finishedOn \(time)",
                "ZADD bull:timing:\(state) \(time) \(index)")
        }
        let sample = try metrics(bench).sample
        #expect(sample.sampled == TimingSample.limit && sample.total == TimingSample.limit + 200)
        #expect(sample.run?.max == 7 && sample.run?.count == TimingSample.limit && sample.wait?.p50 == 50)
    }

    @Test func whatCannotBeReadIsAGapWithItsReason() throws {
        let bench = try Bench()
        try bench.send(
            "SET bull:timing:failed x", "ZADD bull:timing:completed \(Clock.now) 1 \(Clock.now) 2 \(Clock.now) 3",
            "HSET bull:timing:1 name n timestamp 5 processedOn 1e400 finishedOn 99999999999999999999",
            "SET bull:timing:2 x")
        let metrics = try metrics(bench)
        #expect(
            metrics.failed.counts.allSatisfy { $0 == nil }
                && metrics.completed.counts.compactMap(\.self).reduce(0, +) == 3)
        #expect(metrics.sample.total == nil && metrics.sample.sampled == 1)
        #expect(metrics.sample.run == nil && metrics.sample.wait == nil)
        #expect(Set(metrics.unreadable.entries.map { $0.part.key.text }) == ["failed", "2"])
    }

    /// Checks that what follows costs little: nothing within 5 s, two steps after them, and no sample without a change.
    @Test func readingStaysGentle() throws {
        let bench = try Bench()
        for index in 0..<300 { try bench.send("ZADD bull:timing:failed \(Clock.now - Milliseconds(index)) \(index)") }
        let watch = Watch.metrics(MetricsRequest(queue: queue, range: .day))
        func cost() throws -> Int { try bench.store.answer(watch, now: Clock.now).cost.commands }
        #expect(try cost() > 400)
        #expect(try cost() <= 24)
        bench.store.following.metrics?.nextReading = MonotonicClock.now
        bench.store.following.metrics?.nextSample = MonotonicClock.now
        #expect(try cost() <= 36)
        try bench.send("ZADD bull:timing:failed \(Clock.now) new")
        bench.store.following.metrics?.nextReading = MonotonicClock.now
        #expect(try cost() > 300, "a change of the numbers samples again")
        guard case .metrics(let last) = try bench.store.answer(watch, now: Clock.now).content else { return }
        #expect(last.failed.counts.compactMap(\.self).reduce(0, +) == 301)
    }

    /// Checks that the times for alarms are read only of the queues that need them, again after a while, and missing where a
    /// list cannot be read.
    @Test func timesForAlarmsAreReadWhereTheyAreNeeded() throws {
        let bench = try Bench()
        let now = Clock.now
        for name in ["timing", "other"] {
            try bench.send(
                "HSET bull:\(name):meta version bullmq:6.2.0", "ZADD bull:\(name):completed \(now) 1",
                "HSET bull:\(name):1 name n timestamp \(now - 900) processedOn \(now - 300) finishedOn \(now) atm 1")
        }
        while try bench.store.discover(now: Clock.now) {}
        func overview(_ names: Set<String>?) throws -> (times: [String: FinishedTimes], commands: Int) {
            var request = OverviewRequest()
            request.timed = try names.flatMap { names in
                let condition = try AlarmCondition("waitTime.p95 > 1s")
                return TimedQueues([Alarm(name: "", condition: condition, queues: names.map { Array($0.utf8) })])
            }
            let answer = try bench.store.answer(.overview(request), now: Clock.now)
            guard case .overview(let overview) = answer.content else { throw TestFailure("another content") }
            let times = overview.queues.compactMap { queue in queue.finishedTimes.map { (queue.id.name.text, $0) } }
            return (Dictionary(uniqueKeysWithValues: times), answer.cost.commands)
        }
        _ = try overview(nil)
        let plain = try overview(nil)
        #expect(plain.times.isEmpty)
        let first = try overview(["timing"])
        #expect(first.times.keys.sorted() == ["timing"])
        #expect(first.times["timing"]?.wait?.p95 == 600 && first.times["timing"]?.run?.max == 300)
        let second = try overview(["timing"])
        #expect(second.times == first.times && second.commands < first.commands, "it is not read again at once")
        #expect(try overview([]).times.count == 2)
        try bench.send("DEL bull:timing:failed", "SET bull:timing:failed x")
        bench.store.following.times[queue]?.next = MonotonicClock.now
        #expect(try overview(["timing"]).times.isEmpty)
        #expect(try bench.store.finishedTimes(of: [QueueID("bull:other")], now: Clock.now).count == 1)
    }

    @Test func readPermissionsAreEnough() throws {
        let bench = try Bench()
        try bench.send("ZADD bull:timing:failed \(Clock.now) 1")
        try bench.add(user: "look", "+@read", "+@connection", "~bull:*")
        let metrics = try metrics(try Bench(bench.redis, user: "look"))
        #expect(metrics.failed.counts.compactMap(\.self).reduce(0, +) == 1 && metrics.unreadable.isEmpty)
    }
}
