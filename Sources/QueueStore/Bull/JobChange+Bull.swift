import Queues
import Redis

extension JobChange {
    /// The script of this change for Bull 3 and 4; nil where Bull has nothing that it could change.
    var bullScript: Script? {
        switch self {
        case .retry: StoreScript.bullRetry
        case .promote: StoreScript.bullPromote
        case .remove: StoreScript.bullRemove
        case .changeDelay: StoreScript.bullDelay
        case .changePriority: StoreScript.bullPriority
        case .updateData: StoreScript.bullData
        case .addLog: StoreScript.bullLog
        case .clearLogs: StoreScript.bullClearLogs
        case .duplicate: StoreScript.bullDuplicate
        case .move: StoreScript.bullMove
        case .release: StoreScript.bullRelease
        case .removeGhost: StoreScript.bullGhost
        case .removeUnprocessedChildren, .breakDependency, .removeDeduplication: nil
        }
    }

    /// The operation's own arguments, as its script for Bull explains them.
    func bullOptions(now: Milliseconds) -> [[UInt8]] {
        switch self {
        case .retry(let counters): [.flag(counters.contains(.made))]
        case .changeDelay(.after(let delay)): [.decimal(now + max(0, delay)), .decimal(max(0, delay))]
        case .changeDelay(.at(let time)): [.decimal(max(now, time)), .decimal(max(0, time - now))]
        case .changePriority(let priority, let isInFront): [.decimal(Int64(priority)), .flag(isInFront)]
        case .updateData(let data, let old): [data] + (old.map { [$0] } ?? [])
        case .addLog(let line): [line]
        case .clearLogs(let kept): [.decimal(Int64(kept))]
        case .move(let queue): [queue.base]
        case .promote, .remove, .duplicate, .release, .removeGhost, .removeUnprocessedChildren, .breakDependency,
            .removeDeduplication:
            []
        }
    }
}

extension [UInt8] {
    /// A number in decimal digits.
    static func decimal(_ number: Int64) -> [UInt8] { Array(String(number).utf8) }

    /// `1` or `0`.
    static func flag(_ isSet: Bool) -> [UInt8] { [isSet ? UInt8(ascii: "1") : UInt8(ascii: "0")] }
}
