import JSONText

/// The queue that the jobs of a dead letter queue came from, as far as its name shows it.
extension QueueID {
    /// The marks that names of dead letter queues begin or end with.
    private static let marks = [
        "dead-letters", "dead-letter", "dead_letters", "dead_letter", "deadletters", "deadletter", "dlq", "dead",
        "failed",
        "failures",
    ]
    /// The separators between a mark and the rest of the name.
    private static let separators = ["-", "_", ".", ":", "/"]

    /// Returns the queue whose dead letters this queue has: `email` for `failed-email`, `email-dlq` or
    /// `email:dead-letters`; nil where the name shows none of `queues`.
    public func ofOriginals(among queues: [QueueID]) -> QueueID? {
        for mark in Self.marks {
            for separator in Self.separators {
                let (front, back) = (Array((mark + separator).utf8), Array((separator + mark).utf8))
                let isAhead = name.starts(with: front), isBehind = name.suffix(back.count).elementsEqual(back)
                let rests = [
                    isAhead ? Array(name.dropFirst(front.count)) : [], isBehind ? Array(name.dropLast(back.count)) : [],
                ]
                for rest in rests where !rest.isEmpty {
                    let original = QueueID(prefix: prefix, name: rest)
                    if queues.contains(original) { return original }
                }
            }
        }
        return nil
    }
}

/// Whether a job holds another one, as the dead letters that applications write by hand do (data model, 4.34).
public enum DeadLetter {
    /// The members that hold a whole job.
    private static let wrappers = ["originalJob", "original", "deadJob", "failedJob", "job"]
    /// The members that hold the data of one.
    private static let parts = ["originalData", "originalJobData", "originalPayload", "jobData", "payload", "data"]

    /// Returns whether the data of a job may hold another one. The script that revives it looks closer.
    public static func mayBe(_ data: [UInt8]) -> Bool {
        guard let members = (try? JSON(data))?.members else { return false }
        return members.contains { member in
            let name = String(decoding: member.name.bytes, as: UTF8.self)
            return wrappers.contains(name) || parts.contains(name)
        }
    }
}
