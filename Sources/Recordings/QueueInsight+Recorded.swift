internal import JSONText
import Queues

extension QueueInsight {
    /// The causes and workers as a value.
    var recorded: JSON {
        .object(
            JSON.members(of: queue) + [
                .init("looked", .number(looked)), .init("total", .number(total)),
                .init("causeCount", .number(causeCount)), .init("causes", .array(causes.map(\.recorded))),
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
        for part in QueueSummary.unreadable(json["errors"]) { report.unreadable.note(part, of: queue) }
        let workers = json["workers"]?.elements?.map { Worker(recorded: $0, of: queue) }
        self.init(queue: queue, report: report, isComplete: true, workers: workers)
        causeCount = max(causes.count, json["causeCount"]?.count ?? 0)
    }
}

extension Cause {
    fileprivate var recorded: JSON {
        [
            "fingerprint": .string(fingerprint.id), "reason": .bytes(fingerprint.reason),
            "frame": .bytes(fingerprint.frame), "count": .number(count), "firstSeen": .number(firstSeen),
            "lastSeen": .number(lastSeen), "names": .array(names.map { .bytes($0) }),
            "example": [
                "id": .bytes(example.id.bytes), "name": .bytes(example.name), "failedReason": .bytes(example.reason),
            ],
        ]
    }

    fileprivate init?(recorded json: JSON, of queue: QueueID, looked: Int) {
        guard let id = json["fingerprint"]?.text, let reason = json["reason"]?.anyBytes,
            let count = json["count"]?.count
        else { return nil }
        let example = json["example"]
        self.init(
            fingerprint: Fingerprint(folded: reason, frame: json["frame"]?.anyBytes, id: id), count: count,
            share: Double(count) / Double(max(1, looked)), firstSeen: json["firstSeen"]?.integer,
            lastSeen: json["lastSeen"]?.integer, names: json["names"]?.elements?.compactMap(\.anyBytes) ?? [],
            queues: [queue],
            example: FailedJob(
                queue: queue, id: JobID(example?["id"]?.anyBytes ?? []), name: example?["name"]?.anyBytes ?? [],
                reason: example?["failedReason"]?.anyBytes ?? [], failedAt: json["lastSeen"]?.integer))
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
