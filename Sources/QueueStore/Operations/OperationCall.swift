import Queues
import Redis

/// How an operation is put to the server. `Scripts/queue.lua` says what the keys, arguments and replies mean.
struct OperationCall {
    let script: Script
    let keys: [[UInt8]]
    let arguments: [[UInt8]]

    init(_ operation: Operation, keys: QueueKeys, bounds: ClosedRange<Family>) {
        let target = operation.target
        script =
            switch operation {
            case .retry: StoreScript.retry
            case .remove: StoreScript.remove
            case .promote: StoreScript.promote
            }
        let job = target.queue.key(of: target.job)
        let ofQueue = [
            keys.wait, keys.paused, keys.active, keys.prioritized, keys.pc, keys.meta, keys.marker, keys.events,
            keys.delayed, keys.completed, keys.failed, keys.waitingChildren, keys.repeat, keys.priority,
        ]
        let ofJob = [":lock", ":logs", ":dependencies", ":processed", ":failed", ":unsuccessful"].map { job + $0.utf8 }
        self.keys = [job] + ofQueue + ofJob
        let families = [bounds.lowerBound, bounds.upperBound].map { Array(String($0.rawValue).utf8) }
        arguments = [target.job.bytes, target.queue.base, Array(target.state.rawValue.utf8)] + families
    }

    /// What the script's reply means; nil where it means nothing.
    func outcome(_ reply: Reply) -> Outcome? {
        let words = reply.byteStrings
        let detail = words.count > 1 ? words[1] : []
        switch words.first.map({ String(decoding: $0, as: UTF8.self) }) {
        case "done": return .done
        case "vanished": return .refused(.vanished)
        case "moved": return .refused(.moved(to: JobState(rawValue: String(decoding: detail, as: UTF8.self))))
        case "pending": return .refused(.pendingIteration(scheduler: detail))
        case "locked": return .refused(.locked)
        case "childLocked": return .refused(.childLocked)
        default: return nil
        }
    }
}
