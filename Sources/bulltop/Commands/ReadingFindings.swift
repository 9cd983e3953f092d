internal import Queues

/// What a command that reads could not read, which standard error says once the data is printed, and how the command ends.
struct ReadingFindings {
    /// Keys that could not be read, each once, with their queues.
    private(set) var unreadable: [(queue: QueueID, part: Unreadable)] = []
    /// Whether anything could be read.
    private(set) var hasRead = false
    /// Ids that were listed and have no job.
    private(set) var missingJobs = 0

    /// The most keys that are named.
    private static let namedKeys = 20

    /// Notes what could not be read of a queue. `isPart` says whether the rest of what was asked for could.
    mutating func note(_ parts: [Unreadable], of queue: QueueID, isPart: Bool) {
        hasRead = hasRead || isPart
        for part in parts where !unreadable.contains(where: { $0.queue == queue && $0.part == part }) {
            unreadable.append((queue, part))
        }
    }

    /// Notes what could not be read of queues.
    mutating func note(_ queues: [QueueSummary]) {
        for queue in queues { note(queue.unreadable, of: queue.id, isPart: !queue.counts.isUnreadable) }
    }

    /// Notes what a search could not read. `isPart` says whether the rest of what was asked for could.
    mutating func note(_ keys: UnreadableKeys, isPart: Bool) {
        for entry in keys.entries { note([entry.part], of: entry.queue, isPart: isPart) }
    }

    /// Notes ids that have no job.
    mutating func note(missingJobs count: Int) { missingJobs += count }

    /// Returns what is said of it, a line each. `shown` makes bytes safe to be shown.
    func lines(_ shown: ([UInt8]) -> String) -> [String] {
        var lines = unreadable.prefix(Self.namedKeys).map { queue, part in
            "cannot read \"\(shown(part.key))\" of '\(shown(queue.name))': \(part.trouble.reason)"
        }
        if unreadable.count > Self.namedKeys {
            lines.append("cannot read \(unreadable.count - Self.namedKeys) more keys")
        }
        if missingJobs > 0 { lines.append(missingJobs == 1 ? "1 missing job" : "\(missingJobs) missing jobs") }
        return lines
    }

    /// How the program ends: 4 where some could be read, 1 where none.
    var status: ExitStatus { unreadable.isEmpty ? .success : hasRead ? .partial : .failure }
}

extension CommandSession {
    /// Says what could not be read, and returns how the program ends.
    func closeReading() -> ExitStatus {
        for line in findings.lines(shown) { complain(line) }
        return findings.status
    }
}
