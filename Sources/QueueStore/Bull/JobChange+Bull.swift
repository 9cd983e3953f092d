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

    /// The operation's own arguments, as its script for Bull explains them; nil where they are those of BullMQ's script.
    private func bullOptions(now: Milliseconds) -> [[UInt8]]? {
        switch self {
        case .changeDelay(let time):
            let delay = time.delay(at: now)
            return [.decimal(now + delay), .decimal(delay)]
        default: return nil
        }
    }

    /// The operation's own arguments for a queue of these families.
    func options(for families: ClosedRange<Family>, now: Milliseconds, keeping budget: UndoBudget) -> [[UInt8]] {
        let ofBull = families.upperBound == .bull ? bullOptions(now: now) : nil
        return ofBull ?? options(now: now, keeping: budget)
    }
}

extension [UInt8] {
    /// A number in decimal digits.
    static func decimal(_ number: Int64) -> [UInt8] { Array(String(number).utf8) }

    /// `1` or `0`.
    static func flag(_ isSet: Bool) -> [UInt8] { [isSet ? UInt8(ascii: "1") : UInt8(ascii: "0")] }
}
