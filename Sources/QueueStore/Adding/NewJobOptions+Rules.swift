import JSONText
import Queues

extension NewJobOptions {
    /// Checks the rules that concern several options together.
    func checkTogether() throws(Complaint) {
        let onFailure = OptionTable.onFailure.filter { self[$0]?.boolean == true }
        guard onFailure.count < 2 else {
            throw Complaint("only one of \(onFailure.joined(separator: " and ")) may be true")
        }
        guard self["deduplication"] == nil || self["parent"] == nil else {
            throw Complaint("deduplication cannot be combined with a parent")
        }
        if let complaint = self["jobId"]?.bytes.flatMap(Self.complaint(ofID:)) { throw Complaint(complaint) }
        if let parent = self["parent"]?["queue"]?.bytes, Self.queue(ofBase: parent) == nil {
            throw Complaint("parent.queue must be prefix:name")
        }
    }

    /// Checks the data of the job: JSON, and not larger than `sizeLimit` bytes.
    func check(data: [UInt8]) throws(Complaint) {
        do { try JSON.check(data) } catch { throw Complaint(error, in: "data") }
        if let limit = self["sizeLimit"]?.integer, data.count > limit {
            throw Complaint("the data has \(data.count) bytes, more than sizeLimit (\(limit))")
        }
    }

    /// The suffixes of a queue's own keys (data model, 1.2): a job with such an id would overwrite them.
    private static let reserved = [
        "id", "meta", "wait", "paused", "prioritized", "pc", "delayed", "active", "waiting-children", "completed",
        "failed", "stalled", "stalled-check", "limiter", "marker", "events", "repeat", "priority", "waiting", "resumed",
        "drained", "progress", "delay", "metrics", "de", "dn",
    ]

    /// Returns the reason why an application may not choose an id; nil where it may. The library allows ids that are a
    /// queue's own keys; the add then fails half done, or reports a duplicate (data model, 4.22).
    private static func complaint(ofID id: [UInt8]) -> String? {
        let text = String(decoding: id, as: UTF8.self)
        let parts = id.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        if let number = Int(text), String(number) == text { return "jobId must not be a number" }
        if parts[0] == [UInt8(ascii: "0")] { return "jobId must not begin with 0:" }
        guard parts.count == 1 || parts.count == 3 else { return "jobId must have three parts if it contains colons" }
        guard !reserved.contains(where: { parts[0].elementsEqual($0.utf8) }) else {
            return "jobId must not be, or begin with, the name of one of the queue's keys"
        }
        return nil
    }

    /// Returns the queue of a base `prefix:name`.
    private static func queue(ofBase base: [UInt8]) -> QueueID? {
        guard let colon = base.lastIndex(of: UInt8(ascii: ":")), colon > 0, colon + 1 < base.count else { return nil }
        return QueueID(prefix: Array(base[..<colon]), name: Array(base[(colon + 1)...]))
    }
}

extension NewJobOptions {
    /// The parent of the job as its hash names it: `{id, queueKey}`, with the policy on failure.
    var parent: Parent? {
        guard let id = self["parent"]?["id"], let base = self["parent"]?["queue"] else { return nil }
        var members = [JSON.Member("id", id), JSON.Member("queueKey", base)]
        if families.mayHave(.parentPolicies) {
            for rule in OptionTable.rules where OptionTable.onFailure.contains(rule.name) {
                if self[rule.name]?.boolean == true { members.append(JSON.Member(rule.stored, .boolean(true))) }
            }
        }
        return Parent(id: id.bytes ?? [], base: base.bytes ?? [], text: JSON.object(members).text())
    }

    struct Parent {
        let id: [UInt8]
        let base: [UInt8]
        let text: [UInt8]

        var key: [UInt8] { base + [UInt8(ascii: ":")] + id }
    }
}
