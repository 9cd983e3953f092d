import JSONText

/// The values of a job that are compared with those of others.
public struct ComparedJob: Equatable, Sendable {
    /// The field `data`; nil where it was too large to be read.
    public var data: [UInt8]?
    /// Its length, in bytes.
    public var dataLength: Int
    /// The job's name.
    public var name: [UInt8]
    /// Its queue.
    public var queue: QueueID
    /// The worker's name (`pb`).
    public var worker: [UInt8]?
    /// The maximum number of attempts.
    public var attemptsAllowed: Int?
    /// The time at which it ended, ms since 1970.
    public var endedAt: Milliseconds?
    /// The `prefix:name` of its parent's queue.
    public var parentQueue: [UInt8]?
    /// The job scheduler that produced it.
    public var scheduler: [UInt8]?

    /// Creates a job of which only this is known.
    public init(queue: QueueID, name: [UInt8], data: [UInt8]?, dataLength: Int? = nil) {
        self.queue = queue
        self.name = name
        self.data = data
        self.dataLength = dataLength ?? data?.count ?? 0
    }

    /// The lower bounds of the classes of data by size, in bytes.
    static let sizes = [1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576]

    /// The hour of the day in which it ended.
    var hour: Trait? {
        guard let endedAt, endedAt >= 0 else { return nil }
        let hour = endedAt / 3_600_000 % 24
        return Trait(.hour, hour < 10 ? "0\(hour)" : "\(hour)")
    }

    /// Its traits, each once.
    var traits: Set<Trait> {
        var traits = Set(Self.sizes.filter { dataLength >= $0 }.map { Trait(.size, String($0)) })
        traits.insert(Trait(.name, name))
        traits.insert(Trait(.queue, queue.base))
        if let worker { traits.insert(Trait(.worker, worker)) }
        if let attemptsAllowed { traits.insert(Trait(.attempts, String(attemptsAllowed))) }
        if let hour { traits.insert(hour) }
        if let parentQueue { traits.insert(Trait(.parentQueue, parentQueue)) }
        if let scheduler { traits.insert(Trait(.scheduler, scheduler)) }
        if let data { JSONLeaves.forEach(of: data) { traits.insert(Trait(.data($0), Array($1))) } }
        return traits
    }
}
