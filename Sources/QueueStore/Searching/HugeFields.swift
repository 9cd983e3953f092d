import Queues
import Redis

/// What is known of jobs with huge failed reasons and stack traces: reading one takes a server up to 100 ms, so that each is
/// read once.
struct HugeFields {
    /// The queues that have had such jobs. In these a script measures before it reads.
    private(set) var queues: Set<QueueID> = []
    /// The wanted parts of their fields.
    private var texts = RecentCache<Key, [SearchField: [UInt8]]>(capacity: 500)

    private struct Key: Hashable {
        let job: JobPlace
        /// The number of bytes of its huge fields together, which changes where they change.
        let bytes: Int64
        /// How the fields are cut, as the script has it.
        let plan: [Int]
    }

    /// Returns the parts of a job's huge fields; nil where they are not known.
    mutating func texts(of job: JobPlace, bytes: Int64, _ plan: FieldPlan) -> [SearchField: [UInt8]]? {
        texts[Key(job: job, bytes: bytes, plan: plan.cutModes)]
    }

    /// Keeps the parts of a job's huge fields.
    mutating func keep(_ parts: [SearchField: [UInt8]], of job: JobPlace, bytes: Int64, _ plan: FieldPlan) {
        queues.insert(job.queue)
        texts[Key(job: job, bytes: bytes, plan: plan.cutModes)] = parts
    }
}

extension QueueStore {
    /// Reads the wanted parts of huge fields of a job, each by a script that cuts them. Fields that cannot be read are left out.
    func hugeParts(_ places: [Int], of job: JobPlace, _ plan: FieldPlan) throws(Trouble) -> [SearchField: [UInt8]] {
        let (hash, fields) = (job.queue.key(of: job.id), places.map { plan.fields[$0] })
        var lengths = try ask(fields.map { .on(hash, "HSTRLEN", $0.field.key) })
        try lengths.checkServer()
        var replies = try ask(
            fields.map { entry in
                let length = (try? lengths.nextCount()) ?? 0
                let (first, count) =
                    switch entry.extent {
                    case .whole: (0, length)
                    case .first(let count): (0, count)
                    case .last(let count): (max(0, length - count), count)
                    }
                return StoreScript.excerpt(of: entry.field.key, in: hash, from: first, count: count)
            })
        try replies.checkServer()
        var parts: [SearchField: [UInt8]] = [:]
        for entry in fields { parts[entry.field] = replies.reply().bytes }
        return parts
    }
}
