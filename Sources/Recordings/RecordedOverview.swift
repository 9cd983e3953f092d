internal import JSONText
import Queues

/// The line of a reading: all queues, or those that have changed since the line before.
struct RecordedOverview: Equatable, Sendable {
    /// When it was read, in ms since 1970 on the server's clock.
    var time: Milliseconds
    /// Whether it has every queue.
    var isWhole: Bool
    /// Whether all queues had been found.
    var isComplete: Bool
    var server: ServerStatus
    var queues: [QueueSummary] = []
    /// The queues that have vanished since the line before.
    var gone: [QueueID] = []
    var minutes: [QueueMinutes] = []
    /// The causes of failures and the workers of one queue.
    var insight: QueueInsight?

    /// The overview as a line's value.
    var json: JSON {
        var members: [JSON.Member] = [
            .init("type", "overview"), .init("time", .number(time)), .init("whole", .boolean(isWhole)),
            .init("complete", .boolean(isComplete)), .init("server", server.recorded),
            .init("queues", .array(queues.map { $0.recorded(at: time) })),
            .init("gone", .array(gone.map { .object(JSON.members(of: $0)) })),
            .init("minutes", .array(minutes.map(\.recorded))),
        ]
        if let insight { members.append(.init("insight", insight.recorded)) }
        return .object(members)
    }

    init(time: Milliseconds, isWhole: Bool, isComplete: Bool, server: ServerStatus) {
        (self.time, self.isWhole, self.isComplete, self.server) = (time, isWhole, isComplete, server)
    }

    init(_ json: JSON) throws(RecordingProblem) {
        guard let time = json["time"]?.integer, 0..<TimeText.limit ~= time, let queues = json["queues"]?.elements else {
            throw RecordingProblem("time or queues of an overview are missing")
        }
        self.init(
            time: time, isWhole: json["whole"]?.boolean == true, isComplete: json["complete"]?.boolean != false,
            server: ServerStatus(recorded: json["server"] ?? .null))
        for queue in queues { self.queues.append(try QueueSummary(recorded: queue)) }
        gone = json["gone"]?.elements?.compactMap(\.queueID) ?? []
        minutes = json["minutes"]?.elements?.compactMap { QueueMinutes(recorded: $0) } ?? []
        insight = json["insight"].flatMap { QueueInsight(recorded: $0) }
    }
}

extension QueueMinutes {
    /// The minutes as a value.
    fileprivate var recorded: JSON {
        .object(JSON.members(of: queue) + [.init("failed", failed.recorded), .init("completed", completed.recorded)])
    }

    fileprivate init?(recorded json: JSON) {
        guard let queue = json.queueID, let failed = json["failed"].flatMap({ MinuteCounts(recorded: $0) }),
            let completed = json["completed"].flatMap({ MinuteCounts(recorded: $0) })
        else { return nil }
        self.init(queue: queue, failed: failed, completed: completed)
    }
}

extension MinuteCounts {
    fileprivate var recorded: JSON {
        [
            "end": .number(last * 60_000), "counts": .array(counts.map { .number($0) }),
            "source": .string(source.rawValue),
        ]
    }

    fileprivate init?(recorded json: JSON) {
        guard let end = json["end"]?.integer, let counts = json["counts"]?.elements,
            let source = json["source"]?.text.flatMap(CountSource.init)
        else { return nil }
        self.init(last: end / 60_000, counts: counts.prefix(QueueMinutes.count).map(\.count), source: source)
    }
}
