internal import Queues

/// The data that a reading command could not read. It is reported on standard error after the data, and determines the
/// exit status.
struct ReadingFindings {
    /// The unreadable keys, each once, with their queues.
    private(set) var unreadable: [(queue: QueueID, part: Unreadable)] = []
    /// Whether anything could be read.
    private(set) var hasRead = false
    /// The number of missing jobs in the lists.
    private(set) var missingJobs = 0

    /// The named queues that do not exist, as messages.
    private(set) var absentQueues: [String] = []

    /// The maximum number of keys that are listed.
    private static let namedKeys = 20

    /// Notes unreadable keys of a queue. `isPart` is true where the rest could be read.
    mutating func note(_ parts: [Unreadable], of queue: QueueID, isPart: Bool) {
        hasRead = hasRead || isPart
        for part in parts where !unreadable.contains(where: { $0.queue == queue && $0.part == part }) {
            unreadable.append((queue, part))
        }
    }

    /// Notes the unreadable keys of queues.
    mutating func note(_ queues: [QueueSummary]) {
        for queue in queues { note(queue.unreadable, of: queue.id, isPart: !queue.counts.isUnreadable) }
    }

    /// Notes the unreadable keys of a search. `isPart` is true where the rest could be read.
    mutating func note(_ keys: UnreadableKeys, isPart: Bool) {
        for entry in keys.entries { note([entry.part], of: entry.queue, isPart: isPart) }
    }

    /// Notes that a named queue does not exist, with a message.
    mutating func note(absentQueue message: String) {
        if !absentQueues.contains(message) { absentQueues.append(message) }
    }

    /// Notes a number of missing jobs.
    mutating func note(missingJobs count: Int) { missingJobs += count }

    /// Returns the lines of the report. `shown` makes bytes safe to show.
    func lines(_ shown: ([UInt8]) -> String) -> [String] {
        var lines = unreadable.prefix(Self.namedKeys).map { queue, part in
            "cannot read \"\(shown(part.key))\" of '\(shown(queue.name))': \(part.trouble.reason)"
        }
        if unreadable.count > Self.namedKeys {
            lines.append("cannot read \(unreadable.count - Self.namedKeys) more keys")
        }
        if missingJobs > 0 { lines.append(missingJobs == 1 ? "1 missing job" : "\(missingJobs) missing jobs") }
        return lines + absentQueues
    }

    /// The exit status: 4 where a part could be read, 1 where nothing could, or where a named queue does not exist.
    var status: ExitStatus {
        guard absentQueues.isEmpty else { return .failure }
        return unreadable.isEmpty ? .success : hasRead ? .partial : .failure
    }
}

extension CommandSession {
    /// Reports what could not be read, and returns the exit status.
    func closeReading() -> ExitStatus {
        for line in findings.lines(shown) { complain(line) }
        return verdict ?? findings.status
    }
}
