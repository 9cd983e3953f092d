import Queues
import Redis

extension OperationCall {
    /// A call of a script for Bull. `Scripts/bull.lua` says what keys and arguments mean.
    init(
        bull script: Script, on queue: QueueID, now: Milliseconds, seen state: JobState? = nil,
        options: [[UInt8]] = [], jobs: [JobID] = []
    ) {
        let suffixes = [
            "wait", "paused", "active", "id", "stalled", "meta", "meta-paused", "limiter", "delayed", "completed",
            "failed", "stalled-check", "repeat", "priority",
        ]
        let family = [UInt8].decimal(Int64(Family.bull.rawValue))
        let seen = Array((state?.rawValue ?? "").utf8)
        let known: [[UInt8]] = [queue.base, family, family, .decimal(now), seen, .decimal(Int64(options.count))]
        let ofQueue = suffixes.map { queue.key($0) }
        self.script = script
        keys = ofQueue + jobs.map(queue.key(of:))
        arguments = known + options + jobs.map(\.bytes)
    }
}
