import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Finished jobs by the minute: from the times of kept jobs, and from what workers record.
@Suite struct MinutesTests {
    private let queue = QueueID("bull:hooks")
    /// A time on the server's clock in the middle of a minute, which the tests choose.
    private static let now: Milliseconds = 1_795_475_070_000

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:hooks:meta opts.maxLenEvents 10")
        return bench
    }

    /// Counts the minutes as an overview does that finds this number of jobs, at a time of the tests' own.
    private func minutes(
        _ followed: inout FollowedMinutes, _ bench: Bench, now: Milliseconds = now
    ) throws -> QueueMinutes {
        var summary = QueueSummary(id: queue)
        let counts = try bench.connection.pipeline([
            Command("ZCARD", arguments: [queue.key("failed")]), Command("ZCARD", arguments: [queue.key("completed")]),
        ])
        (summary.counts[.failed], summary.counts[.completed]) = (try? counts[0].count(), try? counts[1].count())
        (summary.failedPerMinute, summary.completedPerMinute) = (0, 0)
        var replies = try bench.store.askToRead(followed.commands(for: summary, at: now / 60_000))
        followed.absorb(&replies)
        return followed.minutes(of: queue)
    }

    /// Checks the counts of each minute against a plain calculation over the same times.
    @Test(arguments: 0..<3 as Range<UInt64>) func theyAreThoseOfThePlainCalculation(_ seed: UInt64) throws {
        let bench = try bench()
        var random = Dice(seed: seed)
        var times: [String: [Milliseconds]] = [:]
        for state in ["failed", "completed"] {
            for index in 0..<300 {
                let time = Self.now - Milliseconds.random(in: 0...1_200_000, using: &random) / 10_000 * 10_000
                times[state, default: []].append(time)
                try bench.send("ZADD bull:hooks:\(state) \(time) \(index)")
            }
        }
        var followed = FollowedMinutes(queue)
        for _ in 0..<2 {
            let minutes = try minutes(&followed, bench)
            for (state, counts) in [("failed", minutes.failed), ("completed", minutes.completed)] {
                let expected = (0..<QueueMinutes.count).map { index -> Int? in
                    let minute = Self.now / 60_000 - Int64(QueueMinutes.count - 1 - index)
                    return times[state, default: []].count { $0 / 60_000 == minute }
                }
                #expect(counts == MinuteCounts(last: Self.now / 60_000, counts: expected, source: .kept))
            }
        }
    }

    @Test func whatWorkersRecordCountsJobsThatAreNotKept() throws {
        let (bench, last) = (try bench(), Self.now - 120_000)
        try bench.send(
            "HSET bull:hooks:metrics:completed count 60 prevTS \(last) prevCount 55",
            "RPUSH bull:hooks:metrics:completed:data 20 0 30 5", "ZADD bull:hooks:completed \(last) 1",
            "ZADD bull:hooks:failed \(last) 2")
        var followed = FollowedMinutes(queue)
        let minutes = try minutes(&followed, bench)
        let gaps = Array(repeating: Int?.none, count: 9)
        #expect(minutes.completed.counts == gaps + [5, 30, 0, 20, 5, 0, 0] && minutes.completed.source == .recorded)
        #expect(
            minutes.failed.counts == Array(repeating: nil, count: 13) + [1, 0, 0] && minutes.failed.source == .kept)
        // Where nothing is recorded any more, the kept jobs count.
        try bench.send("DEL bull:hooks:metrics:completed bull:hooks:metrics:completed:data")
        _ = try self.minutes(&followed, bench)
        let later = try self.minutes(&followed, bench)
        #expect(later.completed.source == .kept && later.completed.counts.suffix(4) == [nil, 1, 0, 0])
    }

    /// Checks that numbers from a server are claims.
    @Test(arguments: [
        ["HSET bull:hooks:metrics:completed count x prevTS 1 prevCount 0"],
        ["HSET bull:hooks:metrics:completed count 1 prevTS 99999999999999999999 prevCount 0"],
        ["SET bull:hooks:metrics:completed 1"],
        [
            "HSET bull:hooks:metrics:completed count 9 prevTS 5", "SET bull:hooks:metrics:completed:data 1",
        ],
        ["HSET bull:hooks:metrics:completed count 9 prevTS 5", "RPUSH bull:hooks:metrics:completed:data 1 inf"],
    ]) func nonsenseIsNotRecorded(_ lines: [String]) throws {
        let bench = try bench()
        for line in lines { try bench.send(line) }
        try bench.send("ZADD bull:hooks:completed \(Self.now) 1")
        var followed = FollowedMinutes(queue)
        let minutes = try minutes(&followed, bench)
        #expect(minutes.completed.source == .kept && minutes.completed.counts.last == 1)
    }

    @Test func whatCannotBeReadIsAGapWithItsReason() throws {
        let bench = try bench()
        try bench.send("SET bull:hooks:failed 1", "ZADD bull:hooks:completed \(Self.now) 1")
        var followed = FollowedMinutes(queue)
        let minutes = try minutes(&followed, bench)
        #expect(minutes.failed.counts.allSatisfy { $0 == nil } && minutes.failed.trouble == .wrongType(nil))
        #expect(minutes.completed.counts.last == 1 && minutes.completed.trouble == nil)
        try bench.send("DEL bull:hooks:failed", "ZADD bull:hooks:failed \(Self.now) 1")
        let later = try self.minutes(&followed, bench)
        #expect(later.failed.counts.last == 1 && later.failed.trouble == nil)
    }

    @Test func aJobThatIsRemovedLaterHasFailedAllTheSame() throws {
        let bench = try bench()
        for minute in 0..<6 {
            try bench.send("ZADD bull:hooks:failed \(Self.now - Milliseconds(minute) * 60_000) \(minute)")
        }
        var followed = FollowedMinutes(queue)
        _ = try minutes(&followed, bench)
        try bench.send("DEL bull:hooks:failed")
        let counts = try minutes(&followed, bench).failed.counts
        #expect(counts.suffix(7) == [nil, 1, 1, 1, 1, 1, 1])
        let later = try minutes(&followed, bench, now: Self.now + 120_000).failed
        #expect(later.last == Self.now / 60_000 + 2 && later.counts.suffix(9) == [nil, 1, 1, 1, 1, 1, 1, 0, 0])
        // A clock that is set back counts anew, and a long pause leaves nothing of the past.
        let earlier = try minutes(&followed, bench, now: Self.now - 600_000).failed
        #expect(earlier.last == Self.now / 60_000 - 10 && earlier.counts == Array(repeating: 0, count: 16))
        #expect(try minutes(&followed, bench, now: Self.now * 2).failed.counts == Array(repeating: 0, count: 16))
    }

    /// Checks which minutes are known: none before the oldest kept job, whether jobs were trimmed before or not; all where there
    /// is an older one, and where no failed job is kept. What was followed stays known when jobs are trimmed.
    @Test(arguments: [
        ([Int](), [Int?](repeating: 0, count: 16), [Int?](repeating: nil, count: 16)),
        ([3, 3, 0], [Int?](repeating: nil, count: 12) + [2, 0, 0, 1], nil),
        ([15, 2], [1] + [Int?](repeating: 0, count: 12) + [1, 0, 0], nil),
        ([40, 2], [Int?](repeating: 0, count: 13) + [1, 0, 0], nil),
    ]) func beforeTheOldestKeptJobNothingIsKnown(_ ages: [Int], _ failed: [Int?], _ completed: [Int?]?) throws {
        let bench = try bench()
        for state in ["failed", "completed"] {
            for (index, age) in ages.enumerated() {
                try bench.send("ZADD bull:hooks:\(state) \(Self.now - Milliseconds(age) * 60_000) \(index)")
            }
        }
        var followed = FollowedMinutes(queue)
        let minutes = try minutes(&followed, bench)
        #expect(minutes.failed.counts == failed && minutes.completed.counts == completed ?? failed)
        // Two minutes later all of them are trimmed for newer ones.
        try bench.send("DEL bull:hooks:failed bull:hooks:completed")
        let later = Self.now + 120_000
        for state in ["failed", "completed"] { try bench.send("ZADD bull:hooks:\(state) \(later) new") }
        let after = try self.minutes(&followed, bench, now: later)
        #expect(after.failed.counts.prefix(13) == failed.dropFirst(2).prefix(13))
        #expect(after.failed.counts.last == 1 && after.completed.counts.last == 1)
    }

    /// Checks an overview, for Bull and BullMQ alike, and its cost: nothing for a queue without changes, little for one
    /// with some.
    @Test(arguments: ["HSET bull:hooks:meta opts.maxLenEvents 10", "SET bull:hooks:id 7"])
    func anOverviewCountsThemGently(_ trace: String) throws {
        let bench = try Bench()
        try bench.send(trace, "ZADD bull:hooks:failed \(Clock.now - 600_000) 1")
        func answer(_ queues: [QueueID]) throws -> (minutes: [QueueMinutes], commands: Int) {
            bench.store.lastOverview = nil
            let answer = try bench.store.answer(.overview(OverviewRequest(counted: queues)), now: Clock.now)
            guard case .overview(let overview) = answer.content else { throw TestFailure("another content") }
            return (overview.minutes, answer.cost.commands)
        }
        try bench.discoverAll()
        for _ in 0..<3 { _ = try answer([]) }
        let (first, again, plain) = (try answer([queue]), try answer([queue]), try answer([]))
        #expect(first.minutes.map { $0.failed.counts.compactMap(\.self).reduce(0, +) } == [1])
        // A minute may end between two of them.
        #expect(first.commands <= plain.commands + 38 && again.commands <= plain.commands + 12)
        try bench.send("ZADD bull:hooks:failed \(Clock.now) 2")
        let changed = try answer([queue, QueueID("bull:other")])
        #expect(changed.minutes.map { $0.failed.counts.compactMap(\.self).reduce(0, +) } == [2])
        #expect(changed.commands <= plain.commands + 12)
    }

    @Test func readPermissionsAreEnough() throws {
        let bench = try bench()
        try bench.send("ZADD bull:hooks:failed \(Clock.now) 1")
        try bench.add(user: "look", "+@read", "+@connection", "~bull:*")
        let looking = try Bench(bench.redis, user: "look")
        try looking.discoverAll()
        let answer = try looking.store.answer(.overview(OverviewRequest(counted: [queue])), now: Clock.now)
        guard case .overview(let overview) = answer.content else { throw TestFailure("another content") }
        #expect(overview.minutes.map { $0.failed.counts.compactMap(\.self).reduce(0, +) } == [1])
    }
}
