import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that the store reads from queues of Bull what the library itself reports.
@Suite struct BullReadingTests {
    private let queue = QueueID("bull:email")

    private func bench(_ name: String) throws -> (Bench, Fixture) {
        let fixture = try Fixture("bull4/\(name)")
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        return (bench, fixture)
    }

    @Test func counts() throws {
        let (bench, fixture) = try bench("counts")
        let summary = try #require(try bench.overview().queues.first)
        #expect(summary.id == queue && summary.family == .bull && !summary.isPaused)
        for state in JobState.allCases {
            let wanted = fixture.result[state.rawValue]?.integer ?? 0
            #expect(summary.counts[state] == Int(wanted), "\(state)")
        }
    }

    /// The states of the library's words. It calls the waiting jobs of a paused queue `paused`.
    private static let words = ["waiting": JobState.waiting, "paused": .waiting, "wait,paused": .waiting]

    @Test(arguments: ["pages", "pages-paused"])
    func idsInPageOrder(name: String) throws {
        let (bench, fixture) = try bench(name)
        let isPaused = name == "pages-paused"
        var compared: [String: Int] = [:]
        for wanted in try #require(fixture.result.array) {
            guard let word = wanted["state"]?.string, let start = wanted["start"]?.integer,
                let end = wanted["end"]?.integer, word != (isPaused ? "waiting" : "paused"),
                let state = Self.words[word] ?? JobState(rawValue: word)
            else { continue }
            let order: JobOrder = wanted["order"]?.string == "asc" ? .oldestFirst : .newestFirst
            let limit = end < 0 ? 100 : Int(end - start) + 1
            let page = try bench.page(queue, .state(state), order, offset: Int(start), limit: limit)
            #expect(page.ids == wanted["ids"]?.strings, "\(word) \(start) \(end) \(order)")
            #expect(page.queue.isPaused == isPaused)
            compared[word, default: 0] += 1
        }
        let wanted =
            isPaused
            ? ["paused": 6, "wait,paused": 6]
            : [
                "waiting": 10, "active": 10, "delayed": 10,
                "completed": 10, "failed": 10,
            ]
        #expect(compared == wanted)
    }

    @Test func states() throws {
        let (bench, fixture) = try bench("states")
        for (id, state) in fixture.result.members {
            let job = try bench.job(queue, id)
            #expect((job == nil) == (state == .null), "\(id)")
            #expect(job?.row.state?.rawValue ?? "stuck" == state.string ?? "stuck", "\(id)")
        }
        #expect(fixture.result.members.count == 8)
    }

    @Test func fieldsByTheirLongNames() throws {
        let (bench, fixture) = try bench("stalled-too-often")
        try fixture.after.load(into: bench.connection)
        let stalled = try #require(try bench.job(queue, "1")?.row)
        #expect(stalled.stalledCounter == 2 && stalled.state == .failed)
        #expect(stalled.failedReason.text == "job stalled more than allowable limit")

        try Fixture("bull4/fail-exponential-backoff").after.load(into: bench.connection)
        let delayed = try #require(try bench.job(queue, "1")?.row)
        #expect(delayed.attemptsMade == 2 && delayed.attemptsStarted == nil && delayed.state == .delayed)
        #expect(delayed.runAt == 1_795_465_985_587)

        try Fixture("bull4/process-completed").after.load(into: bench.connection)
        let completed = try #require(try bench.job(queue, "1"))
        #expect(completed.row.state == .completed && completed.row.progress.text == "50")
        #expect(completed.logs.lines.map(\.text) == ["connected to smtp.example.com"])
        let value = #"{"messageId":"<m1@example.com>","accepted":["ada@example.com"]}"#
        #expect(completed.fields[.returnvalue]?.bytes.text == value)

        try Fixture("bull4/add-options").after.load(into: bench.connection)
        #expect(try bench.job(queue, "2")?.row.attemptsAllowed == 3)
    }

    @Test func repeatables() throws {
        let (bench, fixture) = try bench("list-repeatables")
        let read = try bench.schedulers(queue)
        let listed = try #require(fixture.result.array)
        #expect(read.total == 3 && listed.count == 3)
        for (scheduler, wanted) in zip(read.schedulers, listed) {
            #expect(scheduler.id.text == wanted["key"]?.string)
            #expect(scheduler.name.text == wanted["name"]?.string)
            #expect(scheduler.nextRun == wanted["next"]?.integer)
            #expect(scheduler.endDate == wanted["endDate"]?.integer)
            #expect(scheduler.isLegacy && scheduler.hasPendingJob, "\(scheduler.id.text)")
            switch scheduler.rhythm {
            case .every(let interval): #expect(interval == wanted["every"]?.integer)
            case .cron(let pattern, let zone):
                #expect(pattern == wanted["cron"]?.string && zone == wanted["tz"]?.string)
            case nil: Issue.record("no rhythm")
            }
        }
    }

    /// Checks that a queue of Bull before 3.18, which writes nothing into `meta`, is paused by its own key.
    @Test func isPausedByItsOwnKey() throws {
        let bench = try Bench()
        try bench.send("SET bull:old:id 2", "SET bull:old:meta-paused 1", "RPUSH bull:old:paused 2 1")
        for id in 1...2 { try bench.send("HSET bull:old:\(id) name n opts {} timestamp \(id)") }
        let queue = QueueID("bull:old")
        for _ in 1...3 {
            let summary = try #require(try bench.overview().queues.first)
            #expect(summary.isPaused && summary.family == .bull)
            #expect(summary.counts[.waiting] == 2 && summary.oldestWaiting == 1)
        }
        #expect(try bench.page(queue, .state(.waiting), .oldestFirst).ids == ["1", "2"])
        try bench.send("RENAME bull:old:paused bull:old:wait", "DEL bull:old:meta-paused")
        let summary = try #require(try bench.overview().queues.first)
        #expect(!summary.isPaused && summary.counts[.waiting] == 2)
    }

    @Test func standsBesideBullMQ() throws {
        let bench = try Bench()
        let fixtures = ["bull4/counts", "bullmq5/counts", "bullmq6/counts-paused"]
        var together = Keyspace()
        for (fixture, name) in zip(try fixtures.map { try Fixture($0) }, ["bull", "five", "six"]) {
            for (key, entry) in fixture.before.entries {
                together.entries[Array("bull:\(name)".utf8) + key.dropFirst(fixture.queue.utf8.count)] = entry
            }
        }
        try together.load(into: bench.connection)
        let queues = try bench.overview().queues
        #expect(queues.map(\.id.name.text) == ["bull", "five", "six"])
        #expect(queues.map(\.family) == [.bull, .bullmq5, .bullmq6])
        #expect(queues.map(\.isPaused) == [false, false, true])
        #expect(queues.map { $0.counts[.waiting] } == [3, 2, 2])
    }
}
