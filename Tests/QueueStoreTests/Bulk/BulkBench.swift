import Queues
import Redis
import TestSupport

@testable import QueueStore

/// A server with a queue `bull:q`, in which many jobs are in one state.
struct BulkBench {
    enum Family: CaseIterable { case bull, bullmq5, bullmq6 }

    let bench: Bench
    let family: Family
    let queue = QueueID("bull:q")

    init(_ family: Family = .bullmq6) throws {
        self.family = family
        bench = try Bench()
        switch family {
        case .bull: try bench.send("SET bull:q:id 5000")
        case .bullmq5: try bench.send("HSET bull:q:meta opts.maxLenEvents 10000 version bullmq:5.81.3")
        case .bullmq6: try bench.send("HSET bull:q:meta opts.maxLenEvents 10000 version bullmq:6.2.1")
        }
    }

    @discardableResult
    func send(_ command: String) throws -> Reply { try bench.send(command)[0] }

    /// Creates jobs with the ids from 1 on in a state, the oldest first. Every second one is named `Odd-job`.
    func fill(_ count: Int, _ state: JobState, paused: Bool = false) throws {
        let place =
            switch state {
            case .waiting: paused ? "redis.call('LPUSH', q .. 'paused', i)" : "redis.call('LPUSH', q .. 'wait', i)"
            case .active: "redis.call('LPUSH', q .. 'active', i)"
            case .delayed: "redis.call('ZADD', q .. 'delayed', (1700000000000 + i) * 4096, i)"
            case .prioritized:
                "redis.call('ZADD', q .. 'prioritized', 4294967296 + i, i) redis.call('HSET', q .. i, 'priority', 1)"
            default: "redis.call('ZADD', q .. '\(state.rawValue)', 1700000000000 + i, i)"
            }
        let script = """
            local q = 'bull:q:'
            for i = 1, \(count) do
                redis.call('HSET', q .. i, 'name', i % 2 == 0 and 'even' or 'Odd-job', 'data', '{}', 'opts', '{}',
                    'timestamp', 1700000000000 + i, 'delay', 0, 'failedReason', 'reason <' .. i .. '>')
                \(place)
            end
            """
        if let error = try bench.connection.send(Command("EVAL", script, "0")).error {
            throw TestFailure(error.message)
        }
    }

    func perform(
        _ change: JobChange, _ state: JobState, _ scope: Selection.Scope = .all,
        keeping budget: UndoBudget = UndoBudget(), report: @escaping (Progress) -> Bool = { _ in true }
    ) -> Outcome {
        bench.store.perform(
            .jobs(change, Selection(queue: queue, state: state, scope: scope)), now: Clock.now, keeping: budget,
            report: report)
    }

    /// Returns the report of an operation that was begun.
    func tally(
        _ change: JobChange, _ state: JobState, _ scope: Selection.Scope = .all,
        keeping budget: UndoBudget = UndoBudget(), report: @escaping (Progress) -> Bool = { _ in true }
    ) throws -> Tally {
        let outcome = perform(change, state, scope, keeping: budget, report: report)
        guard case .counted(let tally) = outcome else { throw TestFailure("\(outcome)") }
        return tally
    }

    func count(_ state: JobState, _ scope: Selection.Scope = .all) throws -> (count: Int, sample: [JobRow]) {
        try bench.store.count(Selection(queue: queue, state: state, scope: scope))
    }

    /// Returns the number of ids in a list or sorted set.
    func length(_ suffix: String) throws -> Int {
        let isList = try send("TYPE bull:q:\(suffix)").text == "list"
        return Int(try send("\(isList ? "LLEN" : "ZCARD") bull:q:\(suffix)").integer ?? 0)
    }

    /// Returns the ids of a list or sorted set.
    func ids(_ suffix: String) throws -> [String] {
        let isList = try send("TYPE bull:q:\(suffix)").text == "list"
        return try send("\(isList ? "LRANGE" : "ZRANGE") bull:q:\(suffix) 0 -1").byteStrings.map(\.text)
    }

    /// Returns the number of scripts that the server has run.
    func scriptsRun() throws -> Int {
        let info = try send("INFO commandstats").text ?? ""
        return info.split(whereSeparator: \.isNewline).reduce(0) { sum, line in
            guard line.hasPrefix("cmdstat_eval"),
                let calls = line.split(separator: ",").first?.split(separator: "=").last
            else { return sum }
            return sum + (Int(calls) ?? 0)
        }
    }
}
