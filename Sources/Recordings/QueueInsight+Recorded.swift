internal import JSONText
import Queues

extension QueueInsight {
    /// The causes and workers as a value.
    var recorded: JSON {
        .object(
            JSON.members(of: queue) + [
                .init("looked", .number(looked)), .init("total", .number(total)),
                .init("causeCount", .number(causeCount)), .init("causes", .array(causes.map(\.recorded))),
                .init("latest", .array(latest.map(\.recorded))),
                .init("comparison", comparison?.recorded ?? .null),
                .init("workers", workers.map { .array($0.map(\.recorded)) } ?? .null),
                .init("errors", .errors(unreadable.entries.map(\.part))),
            ])
    }

    init?(recorded json: JSON) {
        guard let queue = json.queueID, let looked = json["looked"]?.count, let total = json["total"]?.count else {
            return nil
        }
        var report = CauseReport()
        (report.looked, report.total) = (looked, total)
        report.causes = json["causes"]?.elements?.compactMap { Cause(recorded: $0, of: queue, looked: looked) } ?? []
        report.latest = json["latest"]?.elements?.map { FailedJob(recorded: $0, of: queue) } ?? []
        for part in QueueSummary.unreadable(json["errors"]) { report.unreadable.note(part, of: queue) }
        let workers = json["workers"]?.elements?.map { Worker(recorded: $0, of: queue) }
        self.init(
            queue: queue, report: report, isComplete: true, workers: workers,
            comparison: json["comparison"].flatMap { Comparison(recorded: $0) })
        causeCount = max(causes.count, json["causeCount"]?.count ?? 0)
    }
}

extension Cause {
    fileprivate var recorded: JSON {
        [
            "fingerprint": .string(fingerprint.id), "reason": .bytes(fingerprint.reason),
            "frame": .bytes(fingerprint.frame), "count": .number(count), "firstSeen": .number(firstSeen),
            "lastSeen": .number(lastSeen), "names": .array(names.map { .bytes($0) }),
            "example": example.recorded,
        ]
    }

    fileprivate init?(recorded json: JSON, of queue: QueueID, looked: Int) {
        guard let id = json["fingerprint"]?.text, let reason = json["reason"]?.anyBytes,
            let count = json["count"]?.count
        else { return nil }
        var example = FailedJob(recorded: json["example"] ?? .null, of: queue)
        example.failedAt = json["lastSeen"]?.integer
        self.init(
            fingerprint: Fingerprint(folded: reason, frame: json["frame"]?.anyBytes, id: id), count: count,
            share: Double(count) / Double(max(1, looked)), firstSeen: json["firstSeen"]?.integer,
            lastSeen: json["lastSeen"]?.integer, names: json["names"]?.elements?.compactMap(\.anyBytes) ?? [],
            queues: [queue], example: example)
    }
}

extension FailedJob {
    fileprivate var recorded: JSON {
        [
            "id": .bytes(id.bytes), "name": .bytes(name), "failedReason": .bytes(reason), "failedAt": .number(failedAt),
        ]
    }

    fileprivate init(recorded json: JSON, of queue: QueueID) {
        self.init(
            queue: queue, id: JobID(json["id"]?.anyBytes ?? []), name: json["name"]?.anyBytes ?? [],
            reason: json["failedReason"]?.anyBytes ?? [], failedAt: json["failedAt"]?.integer)
    }
}

extension Worker {
    fileprivate var recorded: JSON {
        [
            "name": .bytes(name), "addresses": .array(addresses.map { .bytes($0) }), "age": .number(age),
            "idle": .number(idle), "library": .bytes(library),
        ]
    }

    fileprivate init(recorded json: JSON, of queue: QueueID) {
        self.init(queue: queue, name: json["name"]?.anyBytes, address: [])
        addresses = json["addresses"]?.elements?.compactMap(\.anyBytes) ?? []
        (age, idle, library) = (json["age"]?.integer, json["idle"]?.integer, json["library"]?.anyBytes)
    }
}
