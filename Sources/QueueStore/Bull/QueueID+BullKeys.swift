import Queues

extension QueueID {
    /// The keys that a script for Bull is given, in the order of `Scripts/bull.lua`.
    var bullKeys: [[UInt8]] {
        let suffixes = [
            "wait", "paused", "active", "id", "stalled", "meta", "meta-paused", "limiter", "delayed", "completed",
            "failed", "stalled-check", "repeat", "priority",
        ]
        return suffixes.map { key($0) }
    }
}
