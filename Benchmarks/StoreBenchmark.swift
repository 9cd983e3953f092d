import QueueStore
import Queues
import Redis
import TestSupport

/// Measures reading: the overview of 20, 200 and 2,000 queues, and a page of a queue with a million failed jobs; and
/// retrying.
struct StoreBenchmark {
    static let refreshes = 20

    static func run(into report: inout Report) throws {
        for queues in [20, 200, 2_000] { try overview(of: queues, into: &report) }
        try page(into: &report)
        try BulkBenchmark.run(into: &report)
    }

    private static func overview(of queues: Int, into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        let connection = try server.connect()
        try Population.fill(connection, queues: queues)
        let store = try discovered(server.endpoint)
        _ = try store.answer(.overview, now: nowMilliseconds())
        var cost = ReadCost()
        let wall = try medianMilliseconds { cost = try store.answer(.overview, now: nowMilliseconds()).cost }
        let recorder = try Floor(server)
        let noted = try discovered(recorder.endpoint)
        _ = try noted.answer(.overview, now: nowMilliseconds())
        let floor = try recorder.milliseconds(of: connection) {
            _ = try noted.answer(.overview, now: nowMilliseconds())
        }
        let before = try ServerLoad(connection)
        for _ in 0..<refreshes { _ = try store.answer(.overview, now: nowMilliseconds()) }
        let after = try ServerLoad(connection)
        let client = try Client.measure(server, "overview", String(queues))

        // The design has a budget for 200.
        func budget(_ limit: Double) -> Double? { queues == 200 ? limit : nil }
        let name = "overview of \(queues) queues"
        report.add(name, wall, "ms", floor: floor, client: client.milliseconds)
        report.add("\(name): to the floor", wall / floor, "", budget: budget(2))
        report.add("\(name): to the client", wall / client.milliseconds, "", budget: budget(0.125))
        report.add(
            "\(name): server CPU", (after.cpu - before.cpu) / Double(refreshes), "ms",
            client: client.serverMilliseconds)
        report.add(
            "\(name): commands", Double(cost.commands), "commands", budget: budget(2_400), client: client.commands)
        report.add("\(name): round trips", Double(cost.roundTrips), "", budget: budget(1))
    }

    private static func page(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        let connection = try server.connect()
        try Population.fill(connection, failedJobs: 1_000_000)
        let store = try discovered(server.endpoint)
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("failures".utf8))
        let request = PageRequest(queue: queue, list: .state(.failed), order: .newestFirst, offset: 0, limit: 40)
        let wall = try medianMilliseconds { _ = try store.answer(.page(request), now: nowMilliseconds()) }
        let before = try ServerLoad(connection)
        var cost = ReadCost()
        for _ in 0..<refreshes { cost = try store.answer(.page(request), now: nowMilliseconds()).cost }
        let after = try ServerLoad(connection)
        let client = try Client.measure(server, "page", "failures", "40")
        let recorder = try Floor(server)
        let noted = try discovered(recorder.endpoint)
        _ = try noted.answer(.page(request), now: nowMilliseconds())
        let floor = try recorder.milliseconds(of: connection) {
            _ = try noted.answer(.page(request), now: nowMilliseconds())
        }
        let name = "page of 40 of 1,000,000 failed jobs"
        report.add(name, wall, "ms", floor: floor, client: client.milliseconds)
        report.add("\(name): to the floor", wall / floor, "")
        report.add(
            "\(name): server CPU", (after.cpu - before.cpu) / Double(refreshes), "ms",
            client: client.serverMilliseconds)
        report.add("\(name): commands", Double(cost.commands), "commands", client: client.commands)
    }

    /// Returns a store that has found every queue.
    static func discovered(_ endpoint: Endpoint) throws -> QueueStore {
        let store = QueueStore(endpoint: endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
        while try store.discover(now: nowMilliseconds()) {}
        return store
    }
}
