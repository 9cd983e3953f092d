internal import JSONText
internal import Queues

/// A line of what `export` wrote, or of what a person wrote like it.
struct ImportedJob {
    private let json: JSON
    /// Of the line, for the user.
    private let number: Int

    /// Options that tie a job to others, or to what it was: they make no sense for a new one (data model, 4.23).
    private static let dropped: Set<String> = [
        "parent", "repeat", "repeatJobKey", "prevMillis", "tm", "telemetry", "omc", "timestamp", "fpof", "cpof", "idof",
        "rdof",
    ]
    /// What stored options are called, and what the official client takes (data model, 2.2).
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

    /// Returns the job that it becomes. `now` is our clock, in ms since 1970.
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

    /// Whether it was exported: nothing else has a state.
    private var isExported: Bool { json["state"] != nil }

    /// Returns a part that is no JSON; nil where it is some, or is not there.
    private func bytes(of part: String) throws(CommandFailure) -> [UInt8]? {
        guard json["notJSON"]?.elements?.contains(where: { $0.bytes == Array(part.utf8) }) == true else { return nil }
        guard let bytes = json[part]?.anyBytes else { throw .failed("line \(number) has \(part) that is not a text") }
        return bytes
    }

    /// Options that were stored as JSON, and are no object.
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

    /// Options as they are by now, where the line says so: a stored job keeps those that it was added with, whatever
    /// became of it since. A delay counts from the timestamp.
    private func changedOptions(now: Milliseconds) -> [(String, Int64)] {
        guard isExported else { return [] }
        let priority = ("priority", json["priority"]?.integer ?? 0)
        guard let runAt = json["runAt"]?.integer, runAt > now else { return [priority, ("delay", 0)] }
        return [priority, ("delay", runAt - now), ("timestamp", now)]
    }
}
