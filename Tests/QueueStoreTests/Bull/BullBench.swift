import Queues
import Redis
import TestSupport

@testable import QueueStore

extension Outcome {
    /// The outcome without the data that is kept for the trash.
    var withoutUndo: Outcome {
        if case .removed = self { .done } else { self }
    }

    /// The id of a moved job in the other queue.
    var movedJob: JobID? { if case .moved(let id, _) = self { id } else { nil } }
}

/// A server with a queue of Bull, `bull:q`.
struct BullBench {
    static let now: Milliseconds = 1_795_470_000_000

    let bench: Bench
    let queue = QueueID("bull:q")

    /// Creates a queue whose counter is at 100, and runs the commands.
    init(_ commands: String...) throws {
        bench = try Bench()
        try bench.send("SET bull:q:id 100")
        for command in commands { try bench.send(command) }
    }

    @discardableResult
    func send(_ command: String) throws -> Reply { try bench.send(command)[0] }

    /// Returns the ids of a list or sorted set.
    func ids(_ suffix: String, of queue: String = "bull:q") throws -> [String] {
        let isList = try send("TYPE \(queue):\(suffix)").text == "list"
        let reply = try send("\(isList ? "LRANGE" : "ZRANGE") \(queue):\(suffix) 0 -1")
        return reply.array?.compactMap { $0.bytes?.text } ?? []
    }

    func change(_ change: JobChange, _ id: String, _ state: JobState? = nil) -> Outcome {
        self.change(change, JobID(id), state)
    }

    func change(_ change: JobChange, _ id: JobID, _ state: JobState? = nil) -> Outcome {
        let target = Operation.Target(queue: queue, job: id, state: state)
        return bench.store.perform(.job(change, target), now: Self.now)
    }

    func change(_ change: QueueChange) -> Outcome { bench.store.perform(.queue(change, queue), now: Self.now) }

    func snapshot() throws -> Keyspace { try TestSupport.snapshot(of: bench.connection) }

    /// Adds `count` jobs by a script, with ids from 1 on; `place` is Lua that puts `id` into a list or set.
    func fill(_ count: Int, _ place: String) throws {
        let script = """
            for i = 1, \(count) do
                local id, q = tostring(i), 'bull:q:'
                redis.call('HSET', q .. id, 'name', i % 2 == 0 and 'even' or 'odd', 'data', '{}', 'opts', '{}',
                    'timestamp', 1795460000000 + i, 'finishedOn', 1795461000000 + i, 'failedReason', 'x')
                \(place)
            end
            """
        if let error = try bench.connection.send(Command("EVAL", script, "0")).error {
            throw TestFailure(error.message)
        }
    }
}
