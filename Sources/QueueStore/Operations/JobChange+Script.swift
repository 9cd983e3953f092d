import JSONText
import Queues
import Redis

extension JobChange {
    /// The script of this change in BullMQ's layouts.
    var script: Script {
        switch self {
        case .retry: StoreScript.retry
        case .promote: StoreScript.promote
        case .remove: StoreScript.remove
        case .removeUnprocessedChildren: StoreScript.removeUnprocessedChildren
        case .breakDependency: StoreScript.breakDependency
        case .changeDelay: StoreScript.changeDelay
        case .changePriority: StoreScript.changePriority
        case .updateData: StoreScript.updateData
        case .addLog: StoreScript.addLog
        case .clearLogs: StoreScript.clearLogs
        case .duplicate: StoreScript.duplicate
        case .move: StoreScript.move
        case .release: StoreScript.release
        case .removeGhost: StoreScript.removeGhost
        case .removeDeduplication: StoreScript.removeDeduplication
        }
    }

    /// The operation's own arguments, as its script explains them. `now` is in ms since 1970.
    func options(now: Milliseconds, keeping budget: UndoBudget) -> [[UInt8]] {
        switch self {
        case .retry(let counters):
            [(AttemptCounters.made, "made"), (.started, "started")].filter { counters.contains($0.0) }
                .map { Array($0.1.utf8) }
        case .remove(let children): budget.options(children ? "children" : "")
        case .removeUnprocessedChildren: budget.options()
        case .changeDelay(let time): [Array(String(time.delay(at: now)).utf8)]
        case .changePriority(let priority, let inFront):
            [String(priority), inFront ? "front" : ""].map { Array($0.utf8) }
        case .updateData(let data, let old): [data] + (old.map { [$0] } ?? [])
        case .addLog(let line): [line]
        case .clearLogs(let kept): [Array(String(max(0, kept)).utf8)]
        default: []
        }
    }

    /// Why it makes no sense on any job; nil where it does.
    func refusal(now: Milliseconds) -> Refusal? {
        switch self {
        case .changePriority(let priority, _) where !(0...2_097_151).contains(priority):
            .invalid("The priority must be 0 to 2,097,151.")
        case .changeDelay(let time) where time.delay(at: now) > RunTime.last - max(0, now):
            .invalid("The time is out of range.")
        case .updateData(let data, _): Self.refusal(data: data)
        default: nil
        }
    }

    private static func refusal(data: [UInt8]) -> Refusal? {
        do {
            _ = try JSON(data)
            return nil
        } catch {
            return .invalid("The data is no JSON: \(error).")
        }
    }
}

extension RunTime {
    /// The last time that JavaScript knows, in ms since 1970.
    static let last: Milliseconds = 8_640_000_000_000_000

    /// The delay from a time on, in ms, not below 0.
    func delay(at now: Milliseconds) -> Milliseconds {
        switch self {
        case .after(let delay): return max(0, delay)
        case .at(let time):
            let (delay, isOverflow) = time.subtractingReportingOverflow(now)
            return isOverflow ? (time < now ? 0 : Milliseconds.max) : max(0, delay)
        }
    }
}
