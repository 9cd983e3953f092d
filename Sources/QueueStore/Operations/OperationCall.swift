import Queues
import Redis

/// One script of an operation and what is put to it. `Scripts/queue.lua` says what keys and arguments mean,
/// and `Scripts/bull.lua` for queues of Bull.
struct OperationCall {
    let script: Script
    let keys: [[UInt8]]
    let arguments: [[UInt8]]

    /// `options` are the operation's own arguments. `families` are those that the queue may belong to. `others` are keys of
    /// other queues that the script touches.
    init(
        _ script: Script, on queue: QueueID, families: ClosedRange<Family>, now: Milliseconds,
        seen state: JobState? = nil, options: [[UInt8]] = [], jobs: [JobID] = [], others: [[UInt8]] = []
    ) {
        self.script = script
        let keys = QueueKeys(queue)
        let ofBullMQ = [
            keys.wait, keys.paused, keys.active, keys.prioritized, keys.pc, keys.meta, keys.marker, keys.events,
            keys.delayed, keys.completed, keys.failed, keys.waitingChildren, keys.repeat, keys.priority,
        ]
        let ofQueue = families.upperBound == .bull ? queue.bullKeys : ofBullMQ
        self.keys = ofQueue + jobs.map(queue.key(of:)) + others
        let numbers = [families.lowerBound.rawValue, families.upperBound.rawValue, Int(clamping: now)]
        let known = [queue.base] + numbers.map { Array(String($0).utf8) } + [Array((state?.rawValue ?? "").utf8)]
        arguments = known + [Array(String(options.count).utf8)] + options + jobs.map(\.bytes)
    }
}
