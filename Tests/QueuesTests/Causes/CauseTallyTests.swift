import Testing

@testable import Queues

@Suite struct CauseTallyTests {
    private let hooks = QueueID(prefix: Array("bull".utf8), name: Array("hooks".utf8))
    private let mails = QueueID(prefix: Array("bull".utf8), name: Array("mails".utf8))

    private func job(_ id: Int, _ reason: String, at time: Milliseconds?, queue: QueueID? = nil, name: String = "a")
        -> FailedJob
    {
        FailedJob(
            queue: queue ?? hooks, id: JobID(String(id)), name: Array(name.utf8), reason: Array(reason.utf8),
            failedAt: time)
    }

    @Test func countsByCause() throws {
        var tally = CauseTally()
        tally.add(job(1, "timeout of 10ms", at: 5_000))
        tally.add(job(2, "timeout of 20ms", at: 9_000, queue: mails, name: "b"))
        tally.add(job(3, "boom", at: 7_000))
        tally.add(job(4, "timeout of 30ms", at: nil))
        let report = tally.report(total: 4)
        #expect(report.causes.map(\.count) == [3, 1])
        let first = try #require(report.causes.first)
        #expect((first.firstSeen, first.lastSeen, first.share) == (5_000, 9_000, 0.75))
        #expect(first.queues == [hooks, mails])
        #expect(first.names == [Array("a".utf8), Array("b".utf8)])
        #expect(first.example.id == JobID("2"))
        #expect(first.times.reduce(0, +) == 2)
        #expect(!report.isSampled)
        #expect(tally.report(total: 5).isSampled)
    }

    @Test func theNewestOfEquallyFrequentCausesComesFirst() {
        var tally = CauseTally()
        for (id, reason, time) in [(1, "old", 1), (2, "new", 3), (3, "middle", 2)] as [(Int, String, Milliseconds)] {
            tally.add(job(id, reason, at: time))
        }
        #expect(
            tally.report(total: 3).causes.map { String(decoding: $0.fingerprint.reason, as: UTF8.self) } == [
                "new", "middle", "old",
            ])
    }

    @Test func theOrderOfJobsDoesNotMatter() {
        let start: Milliseconds = 1_790_000_000_000
        let jobs = (0..<500).map {
            job($0, "cause \(["a", "b", "c"][$0 % 3])", at: start + Milliseconds($0 * $0) * 997)
        }
        var (left, right) = (CauseTally(), CauseTally())
        for job in jobs { left.add(job) }
        for job in jobs.reversed() { right.add(job) }
        let (one, other) = (left.report(total: 500), right.report(total: 500))
        #expect(one.causes.map(\.count) == other.causes.map(\.count))
        #expect(one.causes.map(\.firstSeen) == other.causes.map(\.firstSeen))
        #expect(one.causes.map { $0.times.reduce(0, +) } == other.causes.map { $0.times.reduce(0, +) })
    }

    @Test func theLatestFailuresAreKeptInTheirOrder() {
        let limit = CauseTally.latestLimit
        let times = (0..<3 * limit).map { Milliseconds($0 * 7_919 % (3 * limit)) }
        var tally = CauseTally()
        for (id, time) in times.enumerated() {
            tally.add(job(id, String(repeating: "x", count: 9_000), at: id % 10 == 0 ? nil : time))
        }
        let latest = tally.report(total: times.count).latest
        let known = times.enumerated().filter { $0.offset % 10 != 0 }.map(\.element)
        #expect(latest.map(\.failedAt) == known.sorted(by: >).prefix(limit).map { $0 })
        #expect(latest.allSatisfy { $0.reason.count == CauseTally.latestReasonLimit })
    }

    @Test func isBounded() {
        var tally = CauseTally()
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        for index in 0..<6_000 {
            let word = String([letters[index % 26], letters[index / 26 % 26], letters[index / 676 % 26]])
            tally.add(job(index, "cause \(word)", at: nil, name: "\(index)"))
        }
        let report = tally.report(total: 6_000)
        #expect(report.causes.count == CauseTally.causeLimit)
        #expect(report.unlisted == 1_000)
        #expect(report.looked == 6_000)
    }

    @Test(arguments: [Milliseconds.min, -1, .max, 1 << 60]) func aTimeThatIsNoneIsLeftOut(time: Milliseconds) {
        var tally = CauseTally()
        tally.add(job(1, "x", at: time))
        tally.add(job(2, "x", at: 1_790_000_000_000))
        #expect(tally.report(total: 2).causes.first?.firstSeen == 1_790_000_000_000)
    }

    @Test func theAxisKeepsEveryTime() {
        var dice = SystemRandomNumberGenerator()
        for _ in 0..<50 {
            var axis = TimeAxis()
            var counts = Array(repeating: 0, count: TimeAxis.steps)
            let span = Milliseconds(1) << Milliseconds.random(in: 1...46, using: &dice)
            for _ in 0..<200 {
                let time = Milliseconds.random(in: 0...span, using: &dice)
                let older = axis
                if axis.include(time), !older.isEmpty { counts = axis.moved(counts, from: older) }
                counts[axis.step(of: time)] += 1
            }
            #expect(counts.reduce(0, +) == 200)
        }
    }
}
