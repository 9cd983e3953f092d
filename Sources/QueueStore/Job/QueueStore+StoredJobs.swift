public import Queues
import Redis

extension QueueStore {
    /// The maximum number of jobs that are read whole in one pipeline.
    private static let jobsAtOnce = 100
    /// The approximate number of bytes of data and return values in one pipeline.
    private static let bytesAtOnce = 1_024 * 1_024
    /// The maximum size of one pipeline, in bytes.
    private static let longestPipeline = 8 * 1_024 * 1_024

    /// A job, as it was listed.
    public typealias PlacedRow = (queue: QueueID, row: JobRow)

    /// Reads jobs with every field that is not too large to be held, and the lengths of the others (`StoredJob.large`).
    /// Vanished jobs are left out.
    public func storedJobs(_ rows: [PlacedRow]) throws(Trouble) -> [StoredJob] {
        var jobs: [StoredJob] = []
        var rest = rows[...]
        while let first = rest.first {
            let batch = Array(rest.prefix(Self.batchLength(rest)))
            rest = rest.dropFirst(max(1, batch.count))
            jobs += batch.isEmpty ? try boundedJob(first) : try storedBatch(batch)
        }
        return jobs
    }

    private func storedBatch(_ batch: [PlacedRow]) throws(Trouble) -> [StoredJob] {
        var replies: Replies
        do {
            replies = try ask(
                batch.map { Command("HGETALL", $0.queue.key(of: $0.row.id)) }, limit: Self.longestPipeline)
        } catch .tooLarge {
            // Rows have only the lengths of data and return value. The connection is closed when a reply is too large.
            try connect()
            var jobs: [StoredJob] = []
            for placed in batch { jobs += try boundedJob(placed) }
            return jobs
        }
        try replies.checkServer()
        var jobs: [StoredJob] = []
        for (queue, row) in batch {
            let fields = try replies.next().pairs()
            if !fields.isEmpty { jobs.append(StoredJob(row, of: queue, fields: fields)) }
        }
        return jobs
    }

    /// Reads one job by the lengths of its fields; returns an empty list where it has vanished.
    private func boundedJob(_ placed: PlacedRow) throws(Trouble) -> [StoredJob] {
        let (queue, row) = placed
        let key = queue.key(of: row.id)
        var replies = try ask([Command("HKEYS", key)], limit: Self.longestPipeline)
        let names = try replies.nextList()
        guard !names.isEmpty else { return [] }
        var lengths = try ask(names.map { Command("HSTRLEN", arguments: [key, $0]) })
        var (held, large): ([[UInt8]], [[UInt8]: Int]) = ([], [:])
        var room = StoredJob.heldBytes
        for name in names {
            let length = try lengths.nextCount()
            if length <= min(room, StoredJob.fieldLimit) {
                held.append(name)
                room -= length
            } else {
                large[name] = length
            }
        }
        var job = StoredJob(row, of: queue, fields: [:])
        job.large = large
        guard !held.isEmpty else { return [job] }
        replies = try ask([Command("HMGET", arguments: [key] + held)], limit: Self.longestPipeline)
        var values = try replies.nextFields(held.count)
        for name in held { job.fields[name] = try values.nextBytes() }
        return [job]
    }

    /// Returns the number of jobs that are read together; 0 where the first one may have a field that is too large.
    private static func batchLength(_ rows: ArraySlice<PlacedRow>) -> Int {
        var bytes = 0
        return rows.prefix(jobsAtOnce).prefix { _, row in
            bytes = CountSum([bytes, row.dataLength ?? 0, row.returnvalueLength ?? 0]).atLeast
            return bytes <= bytesAtOnce
        }.count
    }

    /// Reads a value of a job piece by piece; it is never held as a whole.
    public func stream(
        _ value: StoredValue, of job: JobID, in queue: QueueID, to take: (ArraySlice<UInt8>) -> Bool
    ) throws(Trouble) -> Bool {
        let hash = queue.key(of: job)
        let command =
            switch value {
            case .field(let name): Command("HGET", arguments: [hash, name])
            case .logLine(let index): Command.on(hash + ":logs".utf8, "LINDEX", String(index))
            }
        let connection = try living()
        let reply: Reply?
        do {
            reply = try connection.stream(command, to: take)
        } catch {
            self.connection = nil
            throw Trouble(error, database: endpoint.database)
        }
        if !connection.isOpen { self.connection = nil }
        return try reply?.optionalBytes() == nil ? reply == nil : true
    }
}

extension StoredJob {
    /// The maximum number of bytes of one job that are held.
    fileprivate static let heldBytes = 4 * 1_024 * 1_024

    fileprivate init(_ row: JobRow, of queue: QueueID, fields: [[UInt8]: [UInt8]]) {
        self.init(queue: queue, id: row.id, state: row.state, runAt: row.runAt, fields: fields)
    }
}
