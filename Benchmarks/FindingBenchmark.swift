import QueueStore
import Queues
import Redis
import TestSupport

/// Measures searches and causes, next to the floor: plain pipelines that read the same ids, scores and fields.
struct FindingBenchmark {
    private static let jobs = 100_000
    /// The number of times that a reading and its floor are measured in turns.
    private static let pairs = 7
    private static let queue = QueueID(prefix: Array("bull".utf8), name: Array("found".utf8))

    private let connection: Connection
    private let store: QueueStore
    private let neighbour: Neighbour
    /// How long the neighbour has waited during the floors and during what is measured, in ms.
    private var waits: (floor: [Double], work: [Double]) = ([], [])

    static func run(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        var benchmark = try FindingBenchmark(server)
        try benchmark.search("name:refund", ["name", "timestamp"], "by name", budget: 1 / 0.6, into: &report)
        try benchmark.search("data:needle", ["data", "timestamp"], "in data of 1 kB", budget: 1 / 0.5, into: &report)
        try benchmark.causes(into: &report)
        benchmark.neighbour.end()
        try benchmark.others(into: &report)
        try flow(benchmark.connection, benchmark.store, into: &report)
    }

    private init(_ server: PrivateRedis) throws {
        connection = try server.connect()
        try Self.fill(connection)
        store = try StoreBenchmark.discovered(server.endpoint)
        // What filled the server is in its log already.
        _ = try connection.send(Command("SLOWLOG", "RESET"))
        for (parameter, value) in [("slowlog-log-slower-than", "1000"), ("slowlog-max-len", "100000")] {
            _ = try connection.send(Command("CONFIG", "SET", parameter, value))
        }
        neighbour = try Neighbour(server)
    }

    /// Reports what others had to wait for: the longest script by the server's own clock, and the waits of another client.
    private func others(into report: inout Report) throws {
        let entries = try connection.send(Command("SLOWLOG", "GET", "-1")).array ?? []
        // A command that waits for the processor counts, too: the longest plain one says how long that takes.
        func longest(_ names: [String]) -> Double {
            let times = entries.compactMap(\.array).filter { names.contains($0[3].array?.first?.text ?? "") }.compactMap
            { $0[2].integer }
            return Double(times.max() ?? 0) / 1_000
        }
        report.add(
            "searches and causes: longest script", longest(["EVAL", "EVALSHA"]), "ms", budget: 2,
            floor: longest(["HMGET", "ZREVRANGE"]))
        let (floor, work) = (waits.floor.sorted(), waits.work.sorted())
        for (words, part, budget) in [
            ("longest wait of another client", 1.0, 5.0), ("wait of another client, 99 of 100", 0.99, nil),
        ] {
            func wait(_ waits: [Double]) -> Double { waits[min(waits.count - 1, Int(Double(waits.count) * part))] }
            report.add("searches and causes: \(words)", wait(work), "ms", budget: budget, floor: wait(floor))
        }
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

    private mutating func search(
        _ text: String, _ fields: [String], _ words: String, budget: Double, into report: inout Report
    ) throws {
        let store = store
        var slowest = 0.0
        let pair = try inPairs(fields) {
            let search = try store.search(SearchRequest(try Query(text), in: [Self.queue]))
            var isOver = false
            while !isOver {
                let step = try Self.milliseconds { isOver = try search.next(now: nowMilliseconds()) == nil }
                slowest = max(slowest, step)
            }
        }
        let name = "search of 100,000 jobs \(words)"
        report.add(name, pair.time, "ms", floor: pair.floor)
        report.add("\(name): to the floor", pair.ratio, "", budget: budget)
        report.add("\(name): longest step", slowest, "ms")
    }

    private mutating func causes(into report: inout Report) throws {
        let store = store
        var first: Double?
        let pair = try inPairs(["name", "failedReason", "stacktrace"]) {
            let start = ContinuousClock.now
            let reading = try store.causes(of: [Self.queue])
            while try reading.step() {
                first = first ?? Double((ContinuousClock.now - start) / .microseconds(1)) / 1_000
            }
        }
        report.add("causes of 100,000 failed jobs", pair.time, "ms", floor: pair.floor)
        report.add("causes of 100,000 failed jobs: to the floor", pair.ratio, "", budget: 1.5)
        report.add("causes of 100,000 failed jobs: first groups", first ?? pair.time, "ms", budget: 100)
        let explained = try Self.milliseconds {
            _ = try store.comparison(ofCause: nil, in: [Self.queue], until: nil)
        }
        report.add("what 1,000 failed jobs share", explained, "ms")
    }

    /// Measures a plain reading of some fields and a work in turns, since the machine's speed changes meanwhile. Returns
    /// the median times, in ms, and the median of their ratios.
    private mutating func inPairs(
        _ fields: [String], _ work: () throws -> Void
    ) throws -> (floor: Double, time: Double, ratio: Double) {
        var pairs: [(floor: Double, time: Double)] = []
        for _ in 0..<Self.pairs {
            _ = neighbour.takeWaits()
            let floor = try Self.milliseconds { try read(fields) }
            waits.floor += neighbour.takeWaits()
            pairs.append((floor, try Self.milliseconds(work)))
            waits.work += neighbour.takeWaits()
        }
        func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        return (median(pairs.map(\.floor)), median(pairs.map(\.time)), median(pairs.map { $0.time / $0.floor }))
    }

    private static func milliseconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return Double((ContinuousClock.now - start) / .microseconds(1)) / 1_000
    }

    /// Reads the ids and scores of all jobs, and fields of each: 250 jobs in each pipeline, with the next ids.
    private func read(_ fields: [String]) throws {
        let (names, set) = (fields.map { Array($0.utf8) }, Self.queue.base + Array(":failed".utf8))
        var ids: [[UInt8]] = []
        for start in stride(from: 0, through: Self.jobs, by: 250) {
            let page = Command(
                "ZREVRANGE",
                arguments: [set] + [start, start + 249].map { Array(String($0).utf8) } + [Array("WITHSCORES".utf8)])
            let replies = try connection.pipeline(
                [page] + ids.map { Command("HMGET", arguments: [Self.queue.key(of: JobID($0))] + names) })
            let words = replies.first?.array ?? []
            ids = stride(from: 0, to: words.count, by: 2).compactMap { words[$0].bytes }
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
