internal import JSONText
import Queues

extension QueueSummary {
    /// Returns the queue as a value, as it was read at a time on the server's clock.
    func recorded(at time: Milliseconds) -> JSON {
        .object(
            JSON.members(of: id) + [
                .init("library", isLibraryKnown ? .string(family?.isBull == true ? "bull" : "bullmq") : .null),
                .init("family", .number(family.flatMap { $0.isBull ? nil : $0.rawValue })),
                .init("paused", cannotRead("meta") ? .null : .boolean(isPaused)),
                .init("counts", .object(clientCounts.map { .init($0.name, .number($0.count)) })),
                .init("health", .string(health(at: time).verdict.word)),
                .init("failedPerMinute", .number(failedPerMinute)),
                .init("completedPerMinute", .number(completedPerMinute)),
                .init("workers", .number(evidence.workers)), .init("oldestWaiting", .number(oldestWaiting)),
                .init("oldestMalformed", .boolean(isOldestMalformed)), .init("concurrency", .number(concurrency)),
                .init("latestFailure", .bytes(latestFailure)), .init("latestFailureAt", .number(latestFailureAt)),
                .init("facts", evidence.recorded), .init("errors", .errors(unreadable)),
            ])
    }

    init(recorded json: JSON) throws(RecordingProblem) {
        guard let id = json.queueID else { throw RecordingProblem("prefix or name of a queue is missing") }
        self.init(id: id)
        let number = json["family"]?.count
        family = json["library"]?.text == "bull" ? .bull : number.flatMap { Family(rawValue: $0) }
        isLibraryKnown = json["library"]?.text != nil
        isPaused = json["paused"]?.boolean == true
        let counted = json["counts"]
        for state in JobState.allCases { counts[state] = counted?[state.rawValue]?.count }
        waitingInPaused = counted?["paused"] == nil ? 0 : counted?["paused"]?.count
        counts[.waiting] = counts[.waiting].flatMap { waiting in waitingInPaused.map { waiting.plus($0) } }
        (failedPerMinute, completedPerMinute) = (json["failedPerMinute"]?.count, json["completedPerMinute"]?.count)
        (oldestWaiting, isOldestMalformed) = (json["oldestWaiting"]?.integer, json["oldestMalformed"]?.boolean == true)
        concurrency = json["concurrency"]?.count
        (latestFailure, latestFailureAt) = (json["latestFailure"]?.anyBytes, json["latestFailureAt"]?.integer)
        evidence = QueueEvidence(recorded: json["facts"] ?? .null)
        evidence.workers = json["workers"]?.count
        unreadable = Self.unreadable(json["errors"])
    }

    /// Returns the keys that could not be read, from their list.
    static func unreadable(_ json: JSON?) -> [Unreadable] {
        json?.elements?.compactMap { part in
            part["key"]?.anyBytes.map { Unreadable(key: $0, trouble: .server(part["error"]?.text ?? "unknown")) }
        } ?? []
    }
}

extension JSON {
    /// Returns the keys that could not be read, each with its reason.
    static func errors(_ unreadable: [Unreadable]) -> JSON {
        .array(unreadable.map { ["key": .bytes($0.key), "error": .string($0.trouble.reason)] })
    }
}
