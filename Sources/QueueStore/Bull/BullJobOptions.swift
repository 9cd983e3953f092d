import JSONText
import Queues

/// The options of a job to be added to a queue of Bull, checked (data model, section 5).
struct BullJobOptions {
    /// The options as the application writes them, without those that are null.
    private var members: [JSON.Member] = []
    /// The names that the library does not know. Bull keeps such options, and so does bulltop.
    private(set) var unknown: [[UInt8]] = []

    /// Reads the JSON text of an object.
    init(_ text: [UInt8]) throws(NewJobOptions.Complaint) {
        let value: JSON
        do { value = try JSON(text) } catch { throw NewJobOptions.Complaint(error, in: "options") }
        guard let given = value.members else { throw NewJobOptions.Complaint("the options must be a JSON object") }
        for member in given where member.value != .null {
            try check(member)
            members.append(member)
        }
        if let complaint = jobID.flatMap(Self.complaint(ofID:)) {
            throw NewJobOptions.Complaint(complaint)
        }
    }

    /// Returns the value of an option; nil where it is not given.
    subscript(name: String) -> JSON? {
        members.first { $0.name.bytes.elementsEqual(name.utf8) }?.value
    }

    /// The id that the application chose; Bull also takes a number.
    var jobID: [UInt8]? { self["jobId"]?.bytes ?? self["jobId"]?.integer.map { .decimal($0) } }

    private mutating func check(_ member: JSON.Member) throws(NewJobOptions.Complaint) {
        let name = String(decoding: member.name.bytes, as: UTF8.self)
        guard self[name] == nil else { throw NewJobOptions.Complaint("\(name) is given twice") }
        guard let rule = Self.rules.first(where: { $0.name == name }) else {
            guard !OptionTable.hasMeaning(name) else {
                throw NewJobOptions.Complaint(OptionTable.unknown(name, among: Self.rules))
            }
            return unknown.append(member.name.bytes)
        }
        if let complaint = rule.value.complaint(member.value, of: name) { throw NewJobOptions.Complaint(complaint) }
    }

    /// Checks the data of the job: JSON, unless the option says that it is not.
    func check(data: [UInt8]) throws(NewJobOptions.Complaint) {
        guard self["preventParsingData"]?.boolean != true else { return }
        do { try JSON.check(data) } catch { throw NewJobOptions.Complaint(error, in: "data") }
    }

    /// Returns the options as a job's hash stores them: as they are given, with what the client adds.
    func stored(adding added: [JSON.Member]) -> JSON {
        let given = members.map { member in
            guard member.name.bytes.elementsEqual("backoff".utf8), member.value.members == nil else { return member }
            let fixed: [JSON.Member] = [JSON.Member("type", .string("fixed")), JSON.Member("delay", member.value)]
            return JSON.Member(member.name, .object(fixed))
        }
        let missing = ([JSON.Member("attempts", .number(1))] + added).filter { new in
            !members.contains { $0.name.bytes.elementsEqual(new.name.bytes) }
        }
        return .object(given + missing)
    }

    /// Returns the options of the script that adds a job.
    func arguments(_ job: NewJob, now: Milliseconds) -> ScriptOptions {
        let added = [JSON.Member("delay", .number(0)), JSON.Member("timestamp", .number(now))]
        return ScriptOptions(given: [
            "name": job.name, "data": job.data, "opts": job.storedOptions ?? stored(adding: added).text(), "id": jobID,
            "timestamp": .decimal(self["timestamp"]?.integer ?? now), "delay": self["delay"]?.text() ?? .decimal(0),
            "priority": .decimal(self["priority"]?.integer ?? 0), "lifo": .flag(self["lifo"]?.boolean == true),
        ])
    }
}

extension BullJobOptions {
    private static let rules: [OptionRule] = [
        OptionRule("attempts", .whole(0...OptionTable.largest)),
        OptionRule("backoff", .oneOf([.whole(0...OptionTable.largest), backoff])),
        OptionRule("delay", .fraction(0...Double(OptionTable.lastTime))),
        OptionRule("jobId", .oneOf([.text, .whole(0...OptionTable.largest)])),
        OptionRule("keepLogs", .whole(0...OptionTable.largest)),
        OptionRule("lifo", .flag),
        OptionRule("preventParsingData", .flag),
        OptionRule("priority", .whole(-OptionTable.largest...OptionTable.largest)),
        OptionRule("removeOnComplete", kept),
        OptionRule("removeOnFail", kept),
        OptionRule("stackTraceLimit", .whole(0...OptionTable.largest)),
        OptionRule("timeout", .whole(0...OptionTable.largest)),
        OptionRule("timestamp", .whole(1...OptionTable.lastTime)),
    ]

    private static let backoff = OptionType.object(
        [
            OptionRule("type", .text), OptionRule("delay", .whole(0...OptionTable.largest)),
        ], needing: ["type"])

    /// The finished jobs that stay; an age is in seconds.
    private static let kept = OptionType.oneOf([
        .flag, .whole(0...OptionTable.largest),
        .object(
            [
                OptionRule("age", .whole(0...OptionTable.largest)),
                OptionRule("count", .whole(0...OptionTable.largest)),
            ], needing: []),
    ])

    /// The names of a queue's own keys: a job with such an id would overwrite them.
    private static let reserved = [
        "id", "wait", "paused", "active", "delayed", "completed", "failed", "priority", "stalled", "stalled-check",
        "repeat", "meta", "meta-paused", "limiter", "metrics", "waiting", "resumed", "drained", "progress",
        "duplicated", "de",
    ]

    /// Returns the reason why an application may not choose an id; nil where it may. Bull itself allows every id. Its
    /// own ids, of groups and repeatables, contain colons anywhere.
    private static func complaint(ofID id: [UInt8]) -> String? {
        let first = id.prefix { $0 != UInt8(ascii: ":") }
        guard !reserved.contains(where: { first.elementsEqual($0.utf8) }) else {
            return "jobId must not be, or begin with, the name of one of the queue's keys"
        }
        return nil
    }
}
