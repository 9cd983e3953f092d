import Foundation
import QueueStore
import Queues
import Redis
import TestSupport

/// Measures bulk operations, and how long another client of the server waits meanwhile.
struct BulkBenchmark {
    static func run(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        let connection = try server.connect()
        try Population.fill(connection, failedJobs: 100_000)
        let store = try StoreBenchmark.discovered(server.endpoint)
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("failures".utf8))
        try search(store, queue, into: &report)
        let before = try ServerLoad(connection)
        let neighbour = try Neighbour(server)
        var outcome = Outcome.done
        var batches = 0
        let wall = ContinuousClock().measure {
            let selection = Selection(queue: queue, state: .failed, scope: .all)
            outcome = store.perform(.jobs(.retry(), selection), now: nowMilliseconds()) { _ in
                batches += 1
                return true
            }
        }
        let wait = neighbour.end()
        let after = try ServerLoad(connection)
        guard case .counted(let tally) = outcome, tally.done == 100_000 else { throw TestFailure("\(outcome)") }
        let name = "bulk retry of 100,000 failed jobs"
        let cpu = after.cpu - before.cpu
        report.add(name, wall.milliseconds, "ms", floor: cpu)
        report.add("\(name): to the server's own time", wall.milliseconds / cpu, "", budget: 1.5)
        report.add("\(name): longest wait of another client", wait.longest, "ms", budget: 5)
        report.add("\(name): wait of another client, 99 of 100", wait.usual, "ms")
        report.add("\(name): scripts", Double(batches), "")
    }
}

extension BulkBenchmark {
    /// Measures a search that looks at every job.
    private static func search(_ store: QueueStore, _ queue: QueueID, into report: inout Report) throws {
        let selection = Selection(queue: queue, state: .failed, scope: .matching(Array("etimedout".utf8)))
        var finding = Finding.jobs(count: 0, sample: [])
        let wall = medianMilliseconds(runs: 5) {
            finding = store.find(.selections([selection]), now: nowMilliseconds())
        }
        guard finding == .jobs(count: 0, sample: []) else { throw TestFailure("\(finding)") }
        report.add("search through 100,000 failed jobs", wall, "ms")
    }
}
