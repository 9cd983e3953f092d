import Queues
import Redis

extension JobChange {
    /// The script of this change in BullMQ's layouts.
    var script: Script? {
        switch self {
        case .retry: StoreScript.retry
        case .promote: StoreScript.promote
        case .remove: StoreScript.remove
        case .duplicate: StoreScript.duplicate
        case .move: StoreScript.move
        default: nil
        }
    }

    /// The operation's own arguments, as its script explains them.
    var options: [[UInt8]] {
        switch self {
        case .retry(let counters):
            [(AttemptCounters.made, "made"), (.started, "started")].filter { counters.contains($0.0) }.map {
                Array($0.1.utf8)
            }
        default: []
        }
    }
}
