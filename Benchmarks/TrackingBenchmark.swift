import QueueStore
import Queues
import Redis
import TestSupport

/// Measures what an overview of many queues costs a server, with none, some and many of them busy: where changed keys are
/// reported, where they are not, and where everything is read.
struct TrackingBenchmark {
    static func run(into report: inout Report) throws {
        for queues in [2_000, 10_000] { try measure(queues, into: &report) }
        try cluster(into: &report)
    }

    /// The cost of one refresh.
    private struct Cost {
        var cpu = 0.0
        var bytes = 0.0
    }

    private static func measure(_ queues: Int, into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        let connection = try server.connect()
        try Population.fill(connection, queues: queues)
        let client = try Client.measure(server, "overview", String(queues))
        let (tracked, plain) = (
            try opened(server.endpoint, tracksKeys: true), try StoreBenchmark.discovered(server.endpoint)
        )
        // Everything is read once, and then once more while keys are tracked.
        for _ in 0..<(2 * queues / OverviewRequest.wholeLimit + 4) {
            for store in [tracked, plain] { _ = try store.answer(.overview, now: nowMilliseconds()) }
        }
        let ids = (0..<queues).map { QueueID(prefix: Array("bull".utf8), name: Array(name($0).utf8)) }
        let all = try cost(connection, busy: 0, of: queues) {
            let before = try ServerLoad(connection).bytes
            _ = try plain.summaries(of: ids, now: nowMilliseconds())
            return Int(try ServerLoad(connection).bytes - before)
        }
        let title = "overview of \(queues) queues"
        report.add("\(title), all read: server CPU", all.cpu, "ms", client: client.serverMilliseconds)
        report.add("\(title), all read: bytes", all.bytes / 1e3, "kB")
        for busy in [0, 50, 500] {
            let name = "\(title), \(busy) busy"
            for (words, store) in [("tracked", tracked), ("not tracked", plain)] {
                let refresh = try cost(connection, busy: busy, of: queues) {
                    try store.answer(.overview, now: nowMilliseconds()).cost.bytes
                }
                let isBudgeted = words == "tracked" && queues == 2_000 && busy == 50
                report.add("\(name), \(words): server CPU", refresh.cpu, "ms", client: client.serverMilliseconds)
                report.add(
                    "\(name), \(words): to reading all", refresh.cpu / all.cpu, "", budget: isBudgeted ? 0.2 : nil)
                report.add("\(name), \(words): bytes", refresh.bytes / 1e3, "kB")
                report.add(
                    "\(name), \(words): bytes, to reading all", refresh.bytes / all.bytes, "",
                    budget: isBudgeted ? 0.1 : nil)
            }
        }
    }

    /// Returns the mean cost of a reading, which returns its bytes, after some queues have changed.
    private static func cost(
        _ connection: Connection, busy: Int, of queues: Int, _ reading: () throws -> Int
    ) throws -> Cost {
        var sum = Cost()
        for round in 0..<StoreBenchmark.refreshes {
            _ = try connection.pipeline(
                (0..<busy).map { index in
                    let base = "bull:" + name(index * (queues / max(1, busy)))
                    return Command(
                        "ZADD", arguments: [base + ":delayed", "4096", String(round)].map { Array($0.utf8) })
                })
            let before = try ServerLoad(connection).cpu
            sum.bytes += Double(try reading())
            sum.cpu += try ServerLoad(connection).cpu - before
        }
        let count = Double(StoreBenchmark.refreshes)
        return Cost(cpu: sum.cpu / count, bytes: sum.bytes / count)
    }

    private static func name(_ index: Int) -> String {
        let digits = String(index)
        return "queue-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func opened(_ endpoint: Endpoint, tracksKeys: Bool) throws -> QueueStore {
        let store = QueueStore(endpoint: endpoint, prefixes: [Array("bull".utf8)], tracksKeys: tracksKeys, stop: nil)
        try store.connect()
        while try store.discover(now: nowMilliseconds()) {}
        return store
    }

    /// Compares a cluster of three with one server: the overview of 500 queues.
    private static func cluster(into report: inout Report) throws {
        let (cluster, server) = (try PrivateCluster(withReplicas: false), try PrivateRedis())
        defer { server.stop() }
        let commands = (0..<500).flatMap { index -> [Command] in
            let base = "bull:{" + name(index) + "}:"
            return [
                Command("HSET", base + "meta", "version", "bullmq:6.1.2"), Command("RPUSH", base + "wait", "1", "2"),
                Command("ZADD", base + "failed", "1", "3"),
            ]
        }
        var times: [Double] = []
        for endpoint in [server.endpoint, cluster.endpoint] {
            _ = try endpoint.connect(name: "bench").pipeline(commands, limit: 1 << 24, isRepeatable: false)
            let store = try opened(endpoint, tracksKeys: false)
            _ = try store.answer(.overview, now: nowMilliseconds())
            times.append(try medianMilliseconds { _ = try store.answer(.overview, now: nowMilliseconds()) })
        }
        report.add("overview of 500 queues, a cluster of three", times[1], "ms")
        report.add("overview of 500 queues, a cluster of three: to one server", times[1] / times[0], "")
    }
}
