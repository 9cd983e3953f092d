import Queues
import Redis

/// The small fields of a job, and the lengths of the large ones: eight commands for each job, none of which returns a
/// large value (data model, trap 1).
struct JobFields: Equatable {
    private static let small = [
        "timestamp", "delay", "priority", "processedOn", "finishedOn", "atm", "ats", "attemptsMade", "stc",
        "stalledCounter", "pb", "rjk", "deid", "parentKey",
    ]
    /// Those of them that are numbers.
    private static let numbers = Array(small.prefix { $0 != "pb" })
    /// The fields whose beginning a row shows.
    static let texts = ["name", "opts", "progress", "failedReason"]
    private static let measured = texts + ["data", "returnvalue"]

    private var values: [String: [UInt8]] = [:]
    private(set) var lengths: [String: Int] = [:]
    /// Whether the server has HSTRLEN, which may be renamed. Without it no length is known.
    private(set) var isMeasured = true

    /// The number of `commands`.
    static let commandCount = 1 + measured.count

    static func commands(_ key: [UInt8]) -> [Command] {
        [Command("HMGET", arguments: [key] + small.map { Array($0.utf8) })]
            + measured.map { .on(key, "HSTRLEN", $0) }
    }

    /// Reads the replies to `commands`. Takes all of them, even where it throws.
    init(_ replies: inout Replies) throws(Trouble) {
        var part = replies.take(Self.commandCount)
        var fields = try part.nextFields(Self.small.count)
        for field in Self.small {
            let value = fields.reply()
            // A cut value is longer than any that a library writes there; its beginning is shown.
            values[field] = value.isNull ? nil : try value.excerpt().bytes
        }
        for field in Self.measured {
            let length = part.reply()
            if length.isDeniedCommand { isMeasured = false } else { lengths[field] = try length.count() }
        }
    }

    /// Whether the hash exists, as far as these fields show.
    var exists: Bool { !values.isEmpty || lengths.values.contains { $0 > 0 } }

    func length(_ field: String) -> Int { lengths[field] ?? 0 }

    /// Values that change whenever a job is worked on: while they stay the same, so do the texts, except progress.
    var fingerprint: [[UInt8]] {
        let times = ["processedOn", "finishedOn", "atm", "ats", "attemptsMade", "stc"].map { values[$0] ?? [] }
        return times + Self.measured.map { Array(String(length($0)).utf8) }
    }

    /// Returns the row with these fields.
    func row(_ id: JobID, state: JobState?) -> JobRow {
        var row = JobRow(id: id, state: state)
        row.timestamp = number("timestamp")
        row.processedOn = number("processedOn")
        row.finishedOn = number("finishedOn")
        // BullMQ prefers the fields in this order, so that a job from before an upgrade shows its old counter (data
        // model, 2.1).
        row.attemptsMade = first("attemptsMade", "atm").map { Int(clamping: $0) }
        row.attemptsStarted = number("ats").map { Int(clamping: $0) }
        row.priority = first("priority").map { Int(clamping: $0) }
        row.delay = first("delay")
        row.stalledCounter = first("stc", "stalledCounter").map { Int(clamping: $0) }
        row.processedBy = values["pb"]
        row.scheduler = values["rjk"]
        row.parentKey = values["parentKey"]
        row.deduplicationID = values["deid"]
        row.dataLength = lengths["data"]
        row.returnvalueLength = lengths["returnvalue"]
        row.malformed = Self.numbers.filter { values[$0] != nil && number($0) == nil }
        return row
    }

    private func number(_ field: String) -> Int64? { values[field].flatMap(Number.whole) }

    /// Returns the first of some fields that the job has, as a number; 0 where it has none of them, nil where the field
    /// is not a number.
    private func first(_ fields: String...) -> Int64? {
        guard let value = fields.lazy.compactMap({ values[$0] }).first else { return 0 }
        return Number.whole(value)
    }
}

/// Numbers as Lua and JavaScript write them.
enum Number {
    private static let digits = Set("0123456789+-.eE".utf8)

    /// Returns a whole number from decimal digits, a fraction or an exponent (data model, 2.1). Returns nil beyond
    /// ±2^53, as in `Reply.integer`, so that sums and differences of a few numbers cannot overflow.
    static func whole(_ bytes: [UInt8]) -> Int64? {
        // Swift also reads hexadecimal digits and words such as `inf` as numbers.
        guard bytes.count <= 40, bytes.allSatisfy({ digits.contains($0) }) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let number = Int64(text) ?? Double(text).flatMap { Int64(exactly: $0.rounded(.down)) }
        return number.flatMap { $0.magnitude <= 1 << 53 ? $0 : nil }
    }
}
