internal import JSONText
internal import Queues

/// A line of `export`'s output, or of a similar file written by hand.
struct ImportedJob {
    private let json: JSON
    /// The number of the line, for messages.
    private let number: Int

    /// The options that tie a job to others, or to its past; they have no meaning for a new job (data model, 4.23).
    private static let dropped: Set<String> = [
        "parent", "repeat", "repeatJobKey", "prevMillis", "tm", "telemetry", "omc", "timestamp", "fpof", "cpof", "idof",
        "rdof",
    ]
    /// The names of stored options and those that the official client takes (data model, 2.2).
    private static let names = ["de": "deduplication", "kl": "keepLogs"]

    /// Reads a line.
    init(_ line: [UInt8], number: Int) throws(CommandFailure) {
        self.number = number
        do {
            json = try JSON(line)
        } catch {
            throw .failed("line \(number) is not valid JSON: column \(error.column): expected \(error.expected)")
        }
    }

    /// Returns the job to add. `now` is our clock, in ms since 1970.
    func job(now: Milliseconds) throws(CommandFailure) -> NewJob {
        guard let name = json["name"]?.anyBytes else { throw .failed("line \(number) has no name of a job") }
        if json["state"]?.bytes == Array(JobState.waitingChildren.rawValue.utf8) {
            throw .failed("line \(number) is a job that waits for its children, which a new one would not have")
        }
        var job = NewJob(name: name, data: try bytes(of: "data") ?? (json["data"] ?? .object([])).text())
        job.storedOptions = try bytes(of: "opts") ?? strangeOptions
        let opts = job.storedOptions == nil ? json["opts"] ?? .null : .null
        job.options = JSON.object(try options(opts, now: now)).text()
        job.isAsStored = isExported || json["notJSON"] != nil
        return job
    }

    /// Whether it was exported: only exported jobs have a state.
    private var isExported: Bool { json["state"] != nil }

    /// Returns a part that is not JSON; nil where the part is JSON or missing.
    private func bytes(of part: String) throws(CommandFailure) -> [UInt8]? {
        guard json["notJSON"]?.elements?.contains(where: { $0.bytes == Array(part.utf8) }) == true else { return nil }
        guard let bytes = json[part]?.anyBytes else { throw .failed("line \(number) has \(part) that is not a text") }
        return bytes
    }

    /// The options that were stored as JSON, but are not an object; nil otherwise.
    private var strangeOptions: [UInt8]? {
        guard isExported, let opts = json["opts"], opts != .null, opts.members == nil else { return nil }
        return opts.text()
    }

    private func options(_ opts: JSON, now: Milliseconds) throws(CommandFailure) -> [JSON.Member] {
        guard let members = opts == .null ? [] : opts.members else {
            throw .failed("line \(number) has opts that are not an object")
        }
        var dropped = Self.dropped
        let changed = changedOptions(now: now)
        for (name, value) in changed where opts[name]?.integer ?? 0 != value { dropped.insert(name) }
        // The id of a scheduler's run belongs to the scheduler.
        if opts["repeat"] != nil || json["repeatJobKey"] ?? .null != .null { dropped.insert("jobId") }
        let kept = members.filter { !dropped.contains(String(decoding: $0.name.bytes, as: UTF8.self)) }
            .map { member in
                let stored = String(decoding: member.name.bytes, as: UTF8.self)
                return JSON.Member(Self.names[stored] ?? stored, member.value)
            }
        let added = changed.filter { name, value in value != 0 && !kept.contains { $0.name == JSONString(name) } }
        return kept + added.map { .init($0, .number($1)) }
    }

    /// Returns the options with their present values, where the line has them: a stored job keeps the options with
    /// which it was added. A delay counts from the timestamp.
    private func changedOptions(now: Milliseconds) -> [(String, Int64)] {
        guard isExported else { return [] }
        let priority = ("priority", json["priority"]?.integer ?? 0)
        guard let runAt = json["runAt"]?.integer, runAt > now else { return [priority, ("delay", 0)] }
        return [priority, ("delay", runAt - now), ("timestamp", now)]
    }
}
