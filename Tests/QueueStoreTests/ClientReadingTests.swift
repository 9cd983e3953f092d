import Queues
import TestSupport
import Testing

@testable import QueueStore

/// Checks that the store reads what the official client itself reports.
@Suite struct ClientReadingTests {
    static let queues = ["mails", "paused", "flows", "picks", "scheduled"]

    @Test(arguments: ClientFamily.recent)
    func counts(family: ClientFamily) throws {
        let data = try ClientData.of(family)
        let overview = try data.bench().overview()
        for name in Self.queues {
            let summary = try #require(overview.queues.first { $0.id == QueueID("bull:\(name)") })
            let counts = try #require(data.report["queues"]?[name]?["counts"]).members
            let paused = counts["paused"]?.integer ?? 0
            for (word, count) in counts where word != "paused" {
                let state = try #require(JobState(rawValue: word))
                let wanted = (count.integer ?? -1) + (state == .waiting ? paused : 0)
                #expect(summary.counts[state] == Int(wanted), "\(name) \(word)")
            }
            #expect(summary.isPaused == (name == "paused"))
        }
        #expect(overview.discovery.isComplete)
    }

    @Test(arguments: ClientFamily.recent)
    func pagesInBothOrders(family: ClientFamily) throws {
        let data = try ClientData.of(family)
        let bench = try data.bench()
        for name in Self.queues {
            let lists = try #require(data.report["queues"]?[name]?["lists"])
            for state in JobState.allCases {
                let queue = QueueID("bull:\(name)")
                let rising = try #require(lists[state.rawValue]?["asc"]).strings
                let falling = try #require(lists[state.rawValue]?["desc"]).strings
                #expect(try bench.page(queue, .state(state), .oldestFirst).ids == rising, "\(name) \(state)")
                let page = try bench.page(queue, .state(state), .newestFirst)
                #expect(page.ids == falling, "\(name) \(state)")
                #expect(page.total == falling.count)
                let part = try bench.page(queue, .state(state), .oldestFirst, offset: 1, limit: 2)
                #expect(part.ids == Array(rising.dropFirst().prefix(2)), "\(name) \(state)")
            }
        }
    }

    @Test(arguments: ClientFamily.recent)
    func jobs(family: ClientFamily) throws {
        let data = try ClientData.of(family)
        let bench = try data.bench()
        for name in Self.queues {
            for seen in try #require(data.report["queues"]?[name]?["jobs"]?.array) {
                let id = try #require(seen["id"]?.string)
                let job = try #require(try bench.job(QueueID("bull:\(name)"), id))
                try compare(job, seen)
            }
        }
    }

    private func compare(_ job: JobDetail, _ seen: JSONValue) throws {
        let row = job.row
        #expect(row.state?.rawValue == seen["state"]?.string)
        #expect(row.name.text == seen["name"]?.string)
        #expect(row.timestamp == seen["timestamp"]?.integer)
        #expect(row.delay == seen["delay"]?.integer)
        #expect(row.priority.map(Int64.init) == seen["priority"]?.integer)
        #expect(row.attemptsMade.map(Int64.init) == seen["attemptsMade"]?.integer)
        #expect(row.attemptsAllowed.map(Int64.init) == seen["attempts"]?.integer)
        #expect(row.processedOn ?? 0 == seen["processedOn"]?.integer)
        #expect(row.finishedOn ?? 0 == seen["finishedOn"]?.integer)
        #expect(row.failedReason.text == seen["failedReason"]?.string)
        #expect(job.logs.lines.map(\.text) == seen["logs"]?.strings)
        #expect(json(job, .data) == json(seen["data"]))
        #expect(json(job, .progress) ?? .number(0) == json(seen["progress"]))
        #expect(json(job, .returnvalue) ?? .null == json(seen["returnvalue"]))
        #expect(json(job, .stacktrace)?.array?.count ?? 0 == seen["traces"]?.integer.map { Int($0) })
    }

    private func json(_ job: JobDetail, _ field: LargeField) -> JSONValue? {
        job.fields[field].flatMap { $0.isWhole ? JSONValue($0.bytes) : nil }
    }

    private func json(_ text: JSONValue?) -> JSONValue? { text?.string.flatMap { JSONValue(Array($0.utf8)) } }
}
