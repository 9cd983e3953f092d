internal import JSONText
internal import Queues

extension JSON {
    /// A job as the commands print it: its queue and state, and the names of BullMQ's own Job. Every name is always there.
    static func job(_ job: StoredJob) -> JSON {
        var broken: [String] = []
        func text(_ field: String) -> JSON? {
            guard let text = job[field] else { return nil }
            if let json = try? JSON(text) { return json }
            broken.append(field)
            return .bytes(text)
        }
        let members = [
            Member("queue", .bytes(job.queue.name)), Member("state", job.state.map { .string($0.rawValue) } ?? .null),
            Member("id", .bytes(job.id.bytes)), Member("name", .bytes(job["name"])),
            Member("data", text("data") ?? .null), Member("opts", text("opts") ?? .null),
            Member("progress", text("progress") ?? .number(0)),
            // In this order upstream, so that a job from before an upgrade shows its old counter (data model, 2.1).
            Member("attemptsMade", number(job, "attemptsMade", "atm") ?? .number(0)),
            Member("attemptsStarted", number(job, "ats") ?? .number(0)),
            Member("stalledCounter", number(job, "stc", "stalledCounter") ?? .number(0)),
            Member("delay", number(job, "delay") ?? .number(0)),
            Member("priority", number(job, "priority") ?? .number(0)),
            Member("timestamp", number(job, "timestamp") ?? .null),
            Member("processedOn", number(job, "processedOn") ?? .null),
            Member("finishedOn", number(job, "finishedOn") ?? .null),
            Member("failedReason", .bytes(job["failedReason"])),
            Member("stacktrace", text("stacktrace") ?? .array([])),
            Member("returnvalue", text("returnvalue") ?? .null), Member("parentKey", .bytes(job["parentKey"])),
            Member("repeatJobKey", .bytes(job["rjk"])), Member("deduplicationId", .bytes(job["deid"])),
            Member("processedBy", .bytes(job["pb"])), Member("runAt", .number(job.runAt)),
        ]
        return .object(members + [Member("notJSON", .array(broken.map { .string($0) }))])
    }

    /// The first of some fields that is a number, as it is written.
    private static func number(_ job: StoredJob, _ names: String...) -> JSON? {
        names.lazy.compactMap { job[$0] }.compactMap { try? JSON($0) }.first { $0.double != nil }
    }
}
