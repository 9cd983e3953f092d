import QueueStore
import Queues
import Redis
import TestSupport

/// Measures searches and causes, next to the floor: plain pipelines that read the same fields of the same jobs.
struct FindingBenchmark {
    private static let jobs = 100_000
    private static let queue = QueueID(prefix: Array("bull".utf8), name: Array("found".utf8))

    static func run(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        let connection = try server.connect()
        try fill(connection)
        let store = try StoreBenchmark.discovered(server.endpoint)
        let neighbour = try Neighbour(server)
        try search("name:refund", ["name", "timestamp"], "by name", budget: 1 / 0.6, store, connection, into: &report)
        try search(
            "data:needle", ["data", "timestamp"], "in data of 1 kB", budget: 1 / 0.5, store, connection, into: &report)
        try causes(store, connection, into: &report)
        let wait = neighbour.end()
        report.add("searches and causes: longest wait of another client", wait.longest, "ms", budget: 5)
        report.add("searches and causes: wait of another client, 99 of 100", wait.usual, "ms")
        try flow(connection, store, into: &report)
    }

    /// Measures a flow whose root has 5,000 children: the first reading, and one more while nothing has changed.
    private static func flow(_ connection: Connection, _ store: QueueStore, into report: inout Report) throws {
        let script = Script(
            Array(
                """
                local root = 'bull:found:root'
                redis.call('HSET', root, 'name', 'monthly', 'data', '{}', 'opts', '{}', 'timestamp', '1')
                redis.call('ZADD', 'bull:found:waiting-children', 1, 'root')
                for id = 1, 5000 do
                  redis.call('SADD', root .. ':dependencies', 'bull:found:' .. id)
                  redis.call('HSET', 'bull:found:' .. id, 'parentKey', root)
                end
                """.utf8))
        if let error = try connection.run(script, keys: [], arguments: []).error { throw error }
        let watch = Watch.flow(FlowRequest(of: JobPlace(queue: queue, id: JobID("root"))))
        for (words, budget) in [("first picture", 100.0), ("refresh", 16)] {
            let time = try milliseconds { _ = try store.answer(watch, now: nowMilliseconds()) }
            report.add("flow with 5,000 children: \(words)", time, "ms", budget: budget)
        }
    }

    private static func search(
        _ text: String, _ fields: [String], _ words: String, budget: Double, _ store: QueueStore,
        _ connection: Connection,
        into report: inout Report
    ) throws {
        let floor = try milliseconds { try read(fields, connection) }
        var slowest = 0.0
        let time = try milliseconds {
            let search = try store.search(SearchRequest(try Query(text), in: [queue]))
            var isOver = false
            while !isOver {
                slowest = max(slowest, try milliseconds { isOver = try search.next(now: nowMilliseconds()) == nil })
            }
        }
        let name = "search of 100,000 jobs \(words)"
        report.add(name, time, "ms", floor: floor)
        report.add("\(name): to the floor", time / floor, "", budget: budget)
        report.add("\(name): longest step", slowest, "ms")
    }

    private static func causes(_ store: QueueStore, _ connection: Connection, into report: inout Report) throws {
        let floor = try milliseconds { try read(["name", "finishedOn", "failedReason", "stacktrace"], connection) }
        var first: Double?
        let time = try milliseconds {
            let start = ContinuousClock.now
            let reading = try store.causes(of: [queue])
            while try reading.step() {
                first = first ?? Double((ContinuousClock.now - start) / .microseconds(1)) / 1_000
            }
        }
        report.add("causes of 100,000 failed jobs", time, "ms", floor: floor)
        report.add("causes of 100,000 failed jobs: to the floor", time / floor, "", budget: 1.5)
        report.add("causes of 100,000 failed jobs: first groups", first ?? time, "ms", budget: 100)
        let explained = try milliseconds {
            _ = try store.comparison(ofCause: nil, in: [queue], until: nil)
        }
        report.add("what 1,000 failed jobs share", explained, "ms")
    }

    private static func milliseconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return Double((ContinuousClock.now - start) / .microseconds(1)) / 1_000
    }

    /// Reads fields of all jobs, 250 in each pipeline.
    private static func read(_ fields: [String], _ connection: Connection) throws {
        let names = fields.map { Array($0.utf8) }
        for start in stride(from: 1, through: jobs, by: 250) {
            _ = try connection.pipeline(
                (start..<min(start + 250, jobs + 1)).map { id in
                    Command("HMGET", arguments: [queue.key(of: JobID(String(id)))] + names)
                })
        }
    }

    private static func fill(_ connection: Connection) throws {
        let script = Script(
            Array(
                """
                local base, pad = 'bull:found:', string.rep('x', 960)
                redis.call('HSET', base .. 'meta', 'opts.maxLenEvents', '10000', 'version', 'bullmq:6.1.2')
                for id = tonumber(ARGV[1]), tonumber(ARGV[2]) do
                  local time = string.format('%.0f', tonumber(ARGV[3]) + id)
                  redis.call('HSET', base .. id, 'name', id % 1000 == 0 and 'refund' or 'charge', 'data',
                    '{"order":' .. id .. ',"pad":"' .. pad .. '","note":"' .. (id % 1000 == 0 and 'needle' or 'hay') .. '"}',
                    'opts', '{"attempts":3}', 'timestamp', time, 'finishedOn', time, 'atm', '3',
                    'failedReason', 'connect ECONNREFUSED 10.0.' .. id % 256 .. '.17:5432', 'stacktrace',
                    '["Error: connect\\\\n    at charge' .. id % 7 .. ' (/srv/app/billing.js:10:5)\\\\n    at run (/srv/app/run.js:1:1)"]')
                  redis.call('ZADD', base .. 'failed', time, id)
                end
                """.utf8))
        for start in stride(from: 1, through: jobs, by: 10_000) {
            let arguments = [start, min(start + 9_999, jobs), Int(nowMilliseconds() - 86_400_000)].map {
                Array(String($0).utf8)
            }
            if let error = try connection.run(script, keys: [], arguments: arguments).error { throw error }
        }
    }
}
