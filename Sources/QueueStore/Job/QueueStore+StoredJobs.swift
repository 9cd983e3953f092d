public import Queues
import Redis

extension QueueStore {
    /// The most jobs that are read whole in one pipeline.
    private static let jobsAtOnce = 100
    /// Data and return values of a pipeline take about so many bytes, unless one job alone has more.
    private static let bytesAtOnce = 1_024 * 1_024
    /// The most that one pipeline may take, in bytes: a job of two values that are as long as Redis permits.
    private static let longestPipeline = 1_100 * 1_024 * 1_024

    /// Reads jobs whole, whatever their size. `rows` tell how large they are, so that no pipeline brings too much; those
    /// that have vanished since are left out.
    public func storedJobs(_ rows: [JobRow], of queue: QueueID) throws(Trouble) -> [StoredJob] {
        var jobs: [StoredJob] = []
        var rest = rows[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Self.batchLength(rest))
            rest = rest.dropFirst(batch.count)
            let commands = batch.map { Command("HGETALL", queue.key(of: $0.id)) }
            var replies = try ask(commands, limit: Self.longestPipeline)
            try replies.checkServer()
            for row in batch {
                let fields = try replies.next().pairs()
                guard !fields.isEmpty else { continue }
                jobs.append(
                    StoredJob(queue: queue, id: row.id, state: row.state, runAt: row.runAt, fields: fields))
            }
        }
        return jobs
    }

    private static func batchLength(_ rows: ArraySlice<JobRow>) -> Int {
        var bytes = 0
        let fitting = rows.prefix(jobsAtOnce).prefix { row in
            bytes = CountSum([bytes, row.dataLength, row.returnvalueLength]).atLeast
            return bytes <= bytesAtOnce
        }
        return max(1, fitting.count)
    }
}
