import JSONText
import Queues
import Redis

extension JobChange {
    /// Returns the script of this change for a queue of these families; nil where their libraries do not have what it
    /// changes.
    func script(for families: ClosedRange<Family>) -> ScriptFile? {
        let (bullmq, bull): (ScriptFile, ScriptFile?) =
            switch self {
            case .retry: (.retry, .bullRetry)
            case .promote: (.promote, .bullPromote)
            case .remove: (.remove, .bullRemove)
            case .removeUnprocessedChildren: (.removeUnprocessedChildren, nil)
            case .breakDependency: (.breakDependency, nil)
            case .changeDelay: (.changeDelay, .bullDelay)
            case .changePriority: (.changePriority, .bullPriority)
            case .updateData: (.updateData, .updateData)
            case .addLog: (.addLog, .bullLog)
            case .clearLogs: (.clearLogs, .clearLogs)
            case .duplicate: (.duplicate, .bullDuplicate)
            case .move: (.move, .bullMove)
            case .revive: (.revive, .bullRevive)
            case .release: (.release, .bullRelease)
            case .removeMissing: (.removeMissing, .bullMissing)
            case .removeDeduplication: (.removeDeduplication, nil)
            }
        return families.isBull ? bull : bullmq
    }

    /// Returns the options of the script. `now` is in ms since 1970.
    func options(now: Milliseconds, keeping budget: UndoBudget) -> ScriptOptions {
        switch self {
        case .retry(let counters):
            ScriptOptions(given: [
                "made": .flag(counters.contains(.made)), "started": .flag(counters.contains(.started)),
            ])
        case .remove(let children): budget.options.merging(ScriptOptions(given: ["children": .flag(children)])) { $1 }
        case .removeUnprocessedChildren: budget.options
        case .changeDelay(let time): ["delay": .decimal(time.delay(at: now))]
        case .changePriority(let priority, let inFront):
            ScriptOptions(given: ["priority": .decimal(Int64(priority)), "front": .flag(inFront)])
        case .updateData(let data, let former): ScriptOptions(given: ["data": data, "former": former])
        case .addLog(let line): ["line": line]
        case .clearLogs(let kept): ["kept": .decimal(Int64(max(0, kept)))]
        case .move(_, let newID): ScriptOptions(given: ["newId": .flag(newID)])
        case .revive(_, let keepsLetter):
            budget.options.merging(ScriptOptions(given: ["keepLetter": .flag(keepsLetter)])) { $1 }
        case .promote, .breakDependency, .duplicate, .release, .removeMissing, .removeDeduplication: [:]
        }
    }

    /// Returns the reason why the change is not possible for any job; nil where it is.
    func refusal(now: Milliseconds) -> Refusal? {
        switch self {
        case .changePriority(let priority, _) where !ChangeBound.priority.contains(priority):
            .invalid("The priority must be 0 to \(ChangeBound.priority.upperBound).")
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
            return .invalid("The data is not valid JSON: \(error).")
        }
    }
}

extension RunTime {
    /// The last time that JavaScript can represent, in ms since 1970.
    static let last: Milliseconds = 8_640_000_000_000_000

    /// Returns the delay from `now` on, in ms, at least 0.
    func delay(at now: Milliseconds) -> Milliseconds {
        switch self {
        case .after(let delay): return max(0, delay)
        case .at(let time):
            let (delay, isOverflow) = time.subtractingReportingOverflow(now)
            return isOverflow ? (time < now ? 0 : Milliseconds.max) : max(0, delay)
        }
    }
}
