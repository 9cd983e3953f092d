import Canvas
import Queues

extension State {
    /// The reason why nothing can be changed on this server at all; nil where something can.
    var reasonAgainstChanges: String? {
        if let reason = reasonAgainstTime { return reason }
        if !ScreenLayout.isWhole(size) {
            let least = ScreenLayout.leastWhole
            return "To change something, the terminal must have \(least.columns)x\(least.rows)."
        }
        if settings.isReadOnly { return "Read-only: bulltop was started with --read-only." }
        if server?.isReplica == true { return "The server is a replica: it takes no changes." }
        return isStale ? "The server does not answer." : nil
    }

    /// The reason why nothing can be changed in the time that is shown: the past, or that of a recording; nil for now.
    var reasonAgainstTime: String? {
        pastNote?.reason ?? (server?.replay == nil ? nil : "This is a recording: nothing can be changed.")
    }

    /// The job for an operation, as it is on the screen.
    var target: Operation.Target? { path.top.target }

    var reasonAgainstCopying: String? {
        guard path.top.copied(.id, in: self) == nil else { return nil }
        // The part that is not read yet may well be copied later.
        return path.top.isLoaded ? "There is nothing to copy here." : path.top.reasonWithoutTarget(keys)
    }

    var reasonAgainstRefreshing: String? {
        frozenAt == nil ? nil : "The screen is frozen; \(keys[.freeze]) goes on."
    }
}

extension State {
    /// Whether all queues for a change are paused.
    var areAllPaused: Bool {
        subjectQueues.allSatisfy { summary(of: $0)?.isPaused == true }
    }

    /// Returns the reason why pausing the queues for a change, or resuming them, would change nothing; nil where it would.
    func reasonAgainstPausing(_ pauses: Bool) -> String? {
        let queues = subjectQueues
        guard !queues.isEmpty, queues.allSatisfy({ summary(of: $0)?.isPaused == pauses }) else { return nil }
        let subject = queues.count == 1 ? Words.name(queues[0].name) + " is" : "All marked queues are"
        if pauses { return "\(subject) paused already; \(keys[.changeQueue(.resume)]) resumes." }
        return queues.count == 1 ? "\(subject) not paused." : "None of the marked queues is paused."
    }
}
