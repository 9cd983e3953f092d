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
        /// The median of the wall time, in ms.
        var time = 0.0
    }

    /// A store whose refreshes are measured, and one whose commands are recorded for the floor.
    private struct Way {
        let words: String
        let store: QueueStore
        let recorder: Floor
        let noted: QueueStore

        init(_ words: String, _ server: PrivateRedis, tracksKeys: Bool) throws {
            self.words = words
            store = try opened(server.endpoint, tracksKeys: tracksKeys)
            recorder = try Floor(server)
            noted = try opened(recorder.endpoint, tracksKeys: tracksKeys)
        }
    }

    private static func measure(_ queues: Int, into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        let connection = try server.connect()
        try Population.fill(connection, queues: queues)
        let client = try Client.measure(server, "overview", String(queues))
        let plain = try Way("not tracked", server, tracksKeys: false)
        let ways = [try Way("tracked", server, tracksKeys: true), plain]
        // Everything is read once, and then once more while keys are tracked.
        for _ in 0..<(2 * queues / OverviewRequest.wholeLimit + 4) {
            for store in ways.flatMap({ [$0.store, $0.noted] }) {
                _ = try store.answer(.overview, now: nowMilliseconds())
            }
        }
        let all = try costOfAll(queues, plain.store, connection)
        let title = "overview of \(queues) queues"
        report.add("\(title), all read: server CPU", all.cpu, "ms", client: client.serverMilliseconds)
        report.add("\(title), all read: bytes", all.bytes / 1e3, "kB")
        for busy in [0, 50, 500] {
            for way in ways {
                let refresh = try cost(connection, busy: busy, of: queues) {
                    try way.store.answer(.overview, now: nowMilliseconds()).cost.bytes
                }
                try change(connection, busy: busy, of: queues, round: StoreBenchmark.refreshes)
                let floor = try way.recorder.cost(of: connection) {
                    _ = try way.noted.answer(.overview, now: nowMilliseconds())
                }
                let name = "\(title), \(busy) busy, \(way.words)"
                let isBudgeted = way.words == "tracked" && queues == 2_000 && busy == 50
                report.add(name, refresh.time, "ms", floor: floor.milliseconds, client: client.milliseconds)
                report.add(
                    "\(name): server CPU", refresh.cpu, "ms", floor: floor.serverMilliseconds,
                    client: client.serverMilliseconds)
                report.add("\(name): to reading all", refresh.cpu / all.cpu, "", budget: isBudgeted ? 0.2 : nil)
                report.add("\(name): bytes", refresh.bytes / 1e3, "kB")
                report.add(
                    "\(name): bytes, to reading all", refresh.bytes / all.bytes, "", budget: isBudgeted ? 0.1 : nil)
            }
        }
    }

    /// Returns the mean cost of reading all queues.
    private static func costOfAll(_ queues: Int, _ store: QueueStore, _ connection: Connection) throws -> Cost {
        let ids = (0..<queues).map { QueueID(prefix: Array("bull".utf8), name: Array(name($0).utf8)) }
        return try cost(connection, busy: 0, of: queues) {
            let before = try ServerLoad(connection).bytes
            _ = try store.summaries(of: ids, now: nowMilliseconds())
            return Int(try ServerLoad(connection).bytes - before)
        }
    }

    /// Returns the mean cost of a reading, which returns its bytes, after some queues have changed.
    private static func cost(
        _ connection: Connection, busy: Int, of queues: Int, _ reading: () throws -> Int
    ) throws -> Cost {
        var (sum, times) = (Cost(), [Double]())
        for round in 0..<StoreBenchmark.refreshes {
            try change(connection, busy: busy, of: queues, round: round)
            let before = try ServerLoad(connection).cpu
            let start = ContinuousClock.now
            sum.bytes += Double(try reading())
            times.append((ContinuousClock.now - start).milliseconds)
            sum.cpu += try ServerLoad(connection).cpu - before
        }
        let count = Double(StoreBenchmark.refreshes)
        return Cost(cpu: sum.cpu / count, bytes: sum.bytes / count, time: times.sorted()[times.count / 2])
    }

    /// Changes some of the queues.
    private static func change(_ connection: Connection, busy: Int, of queues: Int, round: Int) throws {
        let commands = (0..<busy).map { index in
            let key = "bull:" + name(index * (queues / max(1, busy))) + ":delayed"
            return Command("ZADD", arguments: [key, "4096", String(round)].map { Array($0.utf8) })
        }
        _ = try connection.pipeline(commands)
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
