import Queues

extension JobChange {
    /// Returns the phrase of a change of jobs, with moments shown in a zone.
    func phrase(in zone: ClockZone) -> Phrase {
        switch self {
        case .retry(let counters):
            Phrase(
                .retry, after: counters.isEmpty ? "" : " with attempts reset",
                consequence: ": it waits for a worker")
        case .promote: Phrase(.promote, aim: " to run now", consequence: ": it waits for a worker")
        case .remove(let children): Phrase(.remove, after: children ? "" : " without children")
        case .removeUnprocessedChildren: Phrase(.remove, before: "the unprocessed children of ")
        case .breakDependency: Phrase(.detach, after: " from its parent")
        case .changeDelay(let time): Phrase(.delay, after: time.words(in: zone))
        case .changePriority(let priority, let inFront):
            Phrase(
                .set, before: "the priority of ", after: " to \(Format.count(priority))" + (inFront ? ", in front" : "")
            )
        case .updateData: Phrase(.replace, before: "the data of ")
        case .addLog: Phrase(.add, before: "a log line to ")
        case .clearLogs(let kept):
            Phrase(.clear, before: "the logs of ", after: kept > 0 ? " but for \(Format.count(kept, "line"))" : "")
        case .duplicate: Phrase(.duplicate)
        case .move(let queue, _): Phrase(.move, after: " to \(Words.name(queue.name))")
        case .revive(let queue, let keepsLetter):
            Phrase(
                .revive, after: " to \(Words.name(queue.name))",
                aim: keepsLetter ? ", and keep the dead letter" : ", and remove the dead letter")
        case .release: Phrase(.release, consequence: ": it waits for a worker")
        case .removeMissing: Phrase(.remove, before: "what is left of ")
        case .removeDeduplication: Phrase(.remove, before: "the deduplication key of ")
        }
    }
}

extension RunTime {
    fileprivate func words(in zone: ClockZone) -> String {
        switch self {
        case .after(let delay): delay <= 0 ? " until now" : " by \(Format.duration(delay))"
        case .at(let time): " until \(Format.time(time, in: zone)) \(zone.name(at: time))"
        }
    }
}
