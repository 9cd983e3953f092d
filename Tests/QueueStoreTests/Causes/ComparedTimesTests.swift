import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Failed jobs are compared with completed ones of the same time, and again when a comparison no longer fits.
@Suite struct ComparedTimesTests {
    private static let now: Milliseconds = 1_795_880_000_000
    private static let hour: Milliseconds = 3_600_000
    private static let queue = QueueID("bull:q")

    /// A finished job.
    private struct Ended {
        var state: String
        /// ms before now.
        var ago: Milliseconds
        var worker = "w"
    }

    private func comparison(_ jobs: [Ended], hasScripts: Bool = true) throws -> Comparison {
        let bench = try Bench()
        bench.store.abilities.canRunScripts = hasScripts
        let commands = jobs.enumerated().flatMap { index, job in
            let end = String(Self.now - job.ago)
            let data = "{\"day\":\"\((Self.now - job.ago) / Self.hour)\",\"tenant\":\"t\(index % 7)\"}"
            let fields = ["name", "n", "finishedOn", end, "pb", job.worker, "data", data, "failedReason", "boom"]
            return [
                Command("HSET", arguments: (["bull:q:\(index)"] + fields).map { Array($0.utf8) }),
                Command("ZADD", arguments: ["bull:q:\(job.state)", end, String(index)].map { Array($0.utf8) }),
            ]
        }
        for reply in try bench.connection.pipeline(commands) { #expect(reply.error == nil) }
        return try bench.store.comparison(ofCause: nil, in: [Self.queue], until: nil)
    }

    /// Checks that an incident is compared although more jobs than are looked at have failed since by another cause.
    @Test func anOlderCauseUnderAFloodIsCompared() throws {
        let bench = try Bench()
        let commands = (0..<10_300).flatMap { index in
            let end = String(Self.now - Self.hour + Milliseconds(index))
            let fields = ["name", "n", "finishedOn", end, "data", "{}", "failedReason", index < 300 ? "boom" : "flood"]
            return [
                Command("HSET", arguments: (["bull:q:\(index)"] + fields).map { Array($0.utf8) }),
                Command("ZADD", arguments: ["bull:q:failed", end, String(index)].map { Array($0.utf8) }),
            ]
        }
        for reply in try bench.connection.pipeline(commands) { #expect(reply.error == nil) }
        let causes = try bench.store.causes(of: [Self.queue])
        while try causes.step() {}
        let cause = try #require(causes.report.causes.first { $0.fingerprint.reason == Array("boom".utf8) })
        #expect(cause.lastSeen == Self.now - Self.hour + 299)
        let comparison = try bench.store.comparison(
            ofCause: cause.fingerprint.id, in: cause.queues, until: cause.lastSeen)
        #expect(comparison.failed == 300)
    }

    /// The sampling alone makes no difference that is then found.
    @Test(arguments: [true, false]) func whatChangesWithTimeIsNotFound(hasScripts: Bool) throws {
        // Two hours apart, the newest of either side in a minute.
        let apart = (0..<100).flatMap { index in
            [
                Ended(state: "failed", ago: 2 * Self.hour + Milliseconds(index) * 500, worker: "w\(index % 2)"),
                Ended(state: "completed", ago: Milliseconds(index) * 500, worker: "w\(index % 2)"),
            ]
        }
        let silent = try comparison(apart, hasScripts: hasScripts)
        #expect(silent.shared.isEmpty && !silent.comparesTimes)
        #expect((silent.failed, silent.completed) == (100, 100))
        // Another worker came an hour ago, and by now has most of the completed jobs.
        func worker(_ ago: Milliseconds) -> String { ago < Self.hour ? "new" : "old" }
        let failed: [Milliseconds] = (0..<100).map { Milliseconds($0) * Self.hour / 2 }
        let completed: [Milliseconds] = (0..<1_500).flatMap { index -> [Milliseconds] in
            [Milliseconds(index) * 2_000, Self.hour + Milliseconds(index) * 100_000]
        }
        let deployed = try comparison(
            failed.map { Ended(state: "failed", ago: $0, worker: worker($0)) }
                + completed.map { Ended(state: "completed", ago: $0, worker: worker($0)) },
            hasScripts: hasScripts)
        #expect(deployed.shared.isEmpty, "\(deployed.shared)")
        #expect(deployed.comparesTimes && deployed.completed > 900)
        let times = try #require(deployed.completedTimes)
        #expect(times.upperBound - times.lowerBound > 30 * Self.hour)
    }

    /// Where few have completed in the same time, others are compared: first those before.
    @Test func fewOfTheSameTimeAreNotAlone() throws {
        let failed = (0..<50).map { index in
            Ended(state: "failed", ago: Self.hour + Milliseconds(index) * 1_000, worker: "bad")
        }
        let starts: [Milliseconds] = [Self.hour / 2, 2 * Self.hour, 3 * Self.hour]
        let completed = starts.flatMap { start in
            (0..<60).map { index in Ended(state: "completed", ago: start + Milliseconds(index) * 1_000) }
        }
        let found = try comparison(failed + completed)
        #expect(found.completed == 120)
        #expect(found.shared.map(\.trait.kind) == [.worker])
        #expect(try #require(found.completedTimes).upperBound < Self.now - Self.hour)
    }

    /// When a cause is compared again: its count then and now, the age and the duration of the comparison in ms.
    @Test(arguments: [
        (count: 1_000, now: 1_000, age: 59_000, took: 50, isSmall: false, isDue: false),
        (1_000, 1_000, 60_000, 50, false, true), (1_000, 1_400, 30_000, 50, false, false),
        (1_000, 1_500, 2_000, 50, false, true), (1_000, 500, 2_000, 50, false, true),
        (1_000, 1_500, 900, 50, false, false), (1_000, 1_500, 2_000, 500, false, false),
        (1_000, 1_500, 5_000, 500, false, true), (14, 15, 1_000, 5, true, true), (14, 14, 1_000, 5, true, false),
        (14, 14, 5_000, 5, true, true), (0, 1, 1_000, 5, true, true),
        (Int.max, 0, 2_000, 5, false, true), (1_000, 1_000, 5_000, 5, false, false),
    ]) func isComparedAgain(_ row: (count: Int, now: Int, age: Int, took: Int, isSmall: Bool, isDue: Bool)) {
        let jobs = (0..<(row.isSmall ? 10 : 30)).map { _ in
            ComparedJob(queue: Self.queue, name: Array("n".utf8), data: nil)
        }
        let explained = CausesPart.Explanation(
            cause: "0123456789ab", comparison: Comparison(failed: jobs, completed: jobs), count: row.count,
            comparedAt: 0)
        let followed = FollowedExplanation(explanation: explained, start: 0, end: Milliseconds(row.took))
        #expect(followed.isDue(count: row.now, age: Milliseconds(row.age)) == row.isDue, "\(row)")
    }

    /// On a screen the comparison goes with the list: 14 failed jobs prove nothing, 60 do.
    @Test func aGroupThatGrowsIsComparedAgain() throws {
        let bench = try Bench()
        func add(_ state: String, _ range: Range<Int>, tenant: String) throws {
            for index in range {
                try bench.send(
                    "HSET bull:q:\(index) name n finishedOn \(index) failedReason boom data {\"tenant\":\"\(tenant)\"}",
                    "ZADD bull:q:\(state) \(index) \(index)")
            }
        }
        var request = CausesRequest(queue: Self.queue)
        func explanation(of count: Int) throws -> CausesPart.Explanation? {
            var last: CausesPart.Explanation?
            try eventually("comparing \(count) jobs") {
                let answer = try bench.store.answer(.causes(request), now: Self.now)
                guard case .causes(let part) = answer.content else { throw TestFailure("another content") }
                request.explained = part.report.causes.first?.fingerprint.id
                last = part.explanation
                return last?.count == count
            }
            return last
        }
        try add("failed", 0..<14, tenant: "acme")
        try add("completed", 100..<200, tenant: "other")
        #expect(try explanation(of: 14)?.comparison.isTooSmall == true)
        try add("failed", 14..<60, tenant: "acme")
        let grown = try #require(try explanation(of: 60)).comparison
        #expect(grown.failed == 60 && grown.shared.map(\.trait.text) == [Array(#"data.tenant = "acme""#.utf8)])
    }
}
