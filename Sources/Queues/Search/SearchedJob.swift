/// A job that a query is tested on, with the fields that the query needs.
public struct SearchedJob: Equatable, Sendable {
    /// Its queue.
    public var queue: QueueID
    /// Its id.
    public var id: JobID
    /// The state whose list has its id.
    public var state: JobState?
    /// Its log, oldest line first; only where the query needs it.
    public var logs: [[UInt8]] = []
    /// Whether the log has lines that were not read.
    public var hasMoreLogs = false
    /// The fields that exist but were not read, because they are too large.
    public var unread: Set<SearchField> = []
    private var values: [[UInt8]?] = Array(repeating: nil, count: SearchField.allCases.count)

    /// Creates a job without fields.
    public init(queue: QueueID, id: JobID, state: JobState?) {
        self.queue = queue
        self.id = id
        self.state = state
    }

    /// Accesses the value of a field; nil where the job has none.
    public subscript(field: SearchField) -> [UInt8]? {
        get { values[field.rawValue] }
        set { values[field.rawValue] = newValue }
    }

    /// The reason from which its cause is made; empty without one.
    public var causeReason: [UInt8] {
        self[.failedReason] ?? (unread.contains(.failedReason) ? Fingerprint.unreadReason : [])
    }

    /// The characters of a number. Swift also reads hexadecimal digits and words such as `inf`.
    private static let digits = Set("0123456789+-.eE".utf8)

    /// Returns a field as a number; nil where the field is absent or not a number.
    func time(_ field: SearchField) -> Double? {
        self[field].flatMap { bytes in
            let isPlain = bytes.allSatisfy { Self.digits.contains($0) }
            return isPlain ? Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil } : nil
        }
    }

    /// Returns the first of some fields that the job has, as a number; 0 where it has none of them, nil where the field
    /// is not a number.
    func number(_ fields: SearchField...) -> Double? {
        guard let field = fields.first(where: { self[$0] != nil }) else { return 0 }
        return time(field)
    }
}

extension SearchedJob {
    /// Creates a job with all of its fields.
    public init(_ job: StoredJob) {
        self.init(queue: job.queue, id: job.id, state: job.state)
        for field in SearchField.allCases { self[field] = job[field.key] }
    }
}
