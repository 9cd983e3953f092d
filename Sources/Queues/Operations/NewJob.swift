/// A job to be added.
public struct NewJob: Hashable, Sendable {
    /// The name.
    public var name: [UInt8]
    /// The data, JSON text.
    public var data: [UInt8]
    /// The options under the library's names, JSON text of an object; `{}` for none.
    public var options: [UInt8]
    /// Whether it waits for children, which are added after it with the option `parent`.
    public var waitsForChildren = false
    /// Whether it comes from another store: data that the library cannot read, and options that it does not know, stay
    /// as they were.
    public var isAsStored = false
    /// The options as they were stored, where those are not a JSON object; the job is added without options.
    public var storedOptions: [UInt8]?
    /// The library of the queue, where its keys do not show it; nil where none was named.
    public var library: Library?

    /// Creates a job with data and options as JSON text.
    public init(name: [UInt8], data: [UInt8], options: [UInt8] = Array("{}".utf8)) {
        self.name = name
        self.data = data
        self.options = options
    }
}

/// A job scheduler to be added or changed.
public struct NewScheduler: Hashable, Sendable {
    /// The id of the scheduler within its queue.
    public var id: [UInt8]
    /// The interval or the pattern.
    public var rhythm: Rhythm
    /// No run before this, ms since 1970.
    public var startDate: Milliseconds?
    /// No run after this, ms since 1970.
    public var endDate: Milliseconds?
    /// The maximum number of runs; nil for no limit.
    public var limit: Int?
    /// The distance of its runs from the multiples of the interval, in ms; nil keeps the old one, or counts from now
    /// on.
    public var offset: Milliseconds?
    /// The name of its jobs.
    public var name: [UInt8]
    /// The data of its jobs, JSON text.
    public var data: [UInt8]
    /// The options of its jobs, JSON text of an object.
    public var options: [UInt8]

    /// The interval or the pattern of a scheduler.
    public enum Rhythm: Hashable, Sendable {
        /// A fixed interval, in ms.
        case every(Milliseconds)
        /// The times of a cron pattern of five or six fields, in a time zone of the IANA database. Without a zone,
        /// bulltop uses UTC; each worker uses its own zone.
        case cron(String, timeZone: String?)
    }

    /// Creates a scheduler without limits.
    public init(
        id: [UInt8], rhythm: Rhythm, name: [UInt8], data: [UInt8] = Array("{}".utf8),
        options: [UInt8] = Array("{}".utf8)
    ) {
        self.id = id
        self.rhythm = rhythm
        self.name = name
        self.data = data
        self.options = options
    }
}

/// The libraries whose queues bulltop reads, whatever their version.
public enum Library: String, CaseIterable, Sendable {
    case bull
    case bullmq

    /// Whether it is legacy Bull.
    public var isBull: Bool {
        switch self {
        case .bull: true
        case .bullmq: false
        }
    }
}
