internal import JSONText
internal import Queues

/// A job as the commands print it, with values of any size. A large value is checked once, and then written in pieces.
struct JobDocument {
    /// The value of a member.
    enum Part {
        case value(JSON)
        /// A large field, with its form.
        case streamed(String, FieldForm)
    }

    private(set) var parts: [(name: String, part: Part)] = []
    let job: StoredJob
    /// The names of the fields that should be JSON and are not.
    private var broken: [String] = []

    /// The maximum length of a text that is parsed in memory, in bytes: its values take up to a hundred times as much.
    static let smallText = 64 * 1_024

    /// Creates the members of a job, in order. Large fields are read once.
    init(_ job: StoredJob, _ session: CommandSession) throws(CommandFailure) {
        self.job = job
        add("queue", .bytes(job.queue.name))
        add("state", job.state.map { .string($0.rawValue) } ?? .null)
        add("id", .bytes(job.id.bytes))
        try add(text: "name", isJSON: false, or: .null, session)
        for field in ["data", "opts"] { try add(text: field, or: .null, session) }
        try add(text: "progress", or: .number(0), session)
        // BullMQ prefers the fields in this order, so that a job from before an upgrade shows its old counter (data
        // model, 2.1).
        for (name, fields) in [
            ("attemptsMade", ["attemptsMade", "atm"]), ("attemptsStarted", ["ats"]),
            ("stalledCounter", ["stc", "stalledCounter"]), ("delay", ["delay"]), ("priority", ["priority"]),
        ] { add(number: name, fields, or: .number(0)) }
        for field in ["timestamp", "processedOn", "finishedOn"] { add(number: field, [field], or: .null) }
        try add(text: "failedReason", isJSON: false, or: .null, session)
        try add(text: "stacktrace", or: .array([]), session)
        try add(text: "returnvalue", or: .null, session)
        for (name, field) in [
            ("parentKey", "parentKey"), ("repeatJobKey", "rjk"), ("deduplicationId", "deid"), ("processedBy", "pb"),
        ] { add(name, .bytes(job[field])) }
        add("runAt", .number(job.runAt))
        add("notJSON", .array(broken.map { .string($0) }))
    }

    /// Adds a member at the end.
    mutating func add(_ name: String, _ value: JSON) { parts.append((name, .value(value))) }

    private mutating func add(
        text field: String, isJSON: Bool = true, or missing: JSON, _ session: CommandSession
    ) throws(CommandFailure) {
        let isStreamed = job.large[Array(field.utf8)] != nil || job[field].map { $0.count > Self.smallText } == true
        guard isStreamed else {
            guard let text = job[field] else { return add(field, missing) }
            if isJSON, let json = try? JSON(text) { return add(field, json) }
            if isJSON { broken.append(field) }
            return add(field, .bytes(text))
        }
        var form = FieldForm(mayBeJSON: isJSON)
        try session.stream(field, of: job) { piece throws(CommandFailure) in form.take(piece) }
        if isJSON, !form.isJSON { broken.append(field) }
        parts.append((field, .streamed(field, form)))
    }

    /// Adds the first of some fields that the job has, as it is written; null where it is not a number.
    private mutating func add(number name: String, _ fields: [String], or missing: JSON) {
        guard let field = fields.first(where: { [job] in job[$0] != nil }), let value = job[field] else {
            return add(name, missing)
        }
        // No library counts beyond 2^53.
        if let json = try? JSON(value), let number = json.double, number.magnitude <= 0x1p53 { return add(name, json) }
        broken.append(name)
        add(name, .null)
    }
}

extension CommandSession {
    /// Prints a job, as a whole document or as an item of a list.
    func print(_ document: JobDocument, isItem: Bool) throws(CommandFailure) {
        let spacing: JSON.Spacing = !isItem && output.format == .json ? .indented(2) : .compact
        if isItem { try output.beginItem() }
        for (index, (name, part)) in document.parts.enumerated() {
            try output.write(Array((index == 0 ? "{" : ",").utf8) + Self.lineBreak(spacing))
            try output.write(JSON.string(name).text() + Array((spacing == .compact ? ":" : ": ").utf8))
            switch part {
            case .value(let value): try output.write(value.text(spacing, level: 1))
            case .streamed(let field, let form):
                var writer = FieldWriter(form, spacing, level: 1)
                try output.write(writer.beginning)
                try stream(field, of: document.job) { piece throws(CommandFailure) in
                    try output.write(writer.take(piece))
                }
                guard let ending = writer.ending() else {
                    let job = "job '\(shown(document.job.id.bytes))' of '\(shown(document.job.queue.name))'"
                    throw .failed("\(field) of \(job) was changed while it was printed: what was printed is not valid")
                }
                try output.write(ending)
            }
        }
        try output.write((spacing == .compact ? [] : [0x0A]) + [UInt8(ascii: "}")])
        if isItem { try output.endItem() } else { try output.write([0x0A]) }
    }

    private static func lineBreak(_ spacing: JSON.Spacing) -> [UInt8] {
        spacing == .compact ? [] : [0x0A, 0x20, 0x20]
    }

    /// Passes the bytes of a field to `take`, from memory or from the server.
    func stream(
        _ field: String, of job: StoredJob, to take: (ArraySlice<UInt8>) throws(CommandFailure) -> Void
    ) throws(CommandFailure) {
        if let held = job[field] { return try take(held[...]) }
        try stream(.field(Array(field.utf8)), of: job.id, in: job.queue, to: take)
    }

    /// Passes a value that is too large to be held to `take`, in pieces.
    func stream(
        _ value: StoredValue, of job: JobID, in queue: QueueID,
        to take: (ArraySlice<UInt8>) throws(CommandFailure) -> Void
    ) throws(CommandFailure) {
        var failure: CommandFailure?
        _ = try ask { store throws(Trouble) in
            try store.stream(value, of: job, in: queue) { piece in
                do throws(CommandFailure) {
                    try take(piece)
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
        }
        if let failure { throw failure }
    }
}
