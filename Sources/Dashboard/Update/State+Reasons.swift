import Queues

extension State {
    /// Why nothing can be changed on this server at all; nil where something can.
    var reasonAgainstChanges: String? {
        if settings.isReadOnly { return "Read-only: bulltop was started with --read-only." }
        if server?.isReplica == true { return "The server is a replica: it takes no changes." }
        return isStale ? "The server does not answer." : nil
    }

    /// The job that an operation would be for, as it is on the screen.
    var target: Operation.Target? {
        switch path.last {
        case nil, .log, .trash, .schedulers: nil
        case .queue(let screen): screen.target
        case .job(let view): view.screen.target
        }
    }

    /// Why there is no job that an operation could be for.
    var reasonWithoutTarget: String {
        switch path.last {
        case nil, .log, .trash, .schedulers: "There is no job under the cursor."
        case .queue(let screen):
            if !screen.isLoaded {
                "The page is still being read."
            } else if screen.current == nil {
                "There is no job under the cursor."
            } else {
                "The job is in none of the queue's lists."
            }
        case .job(let view):
            switch view.detail {
            case nil: "The job is still being read."
            case .some(let detail):
                detail.content == nil ? "The job does not exist any more." : "The job is in none of the queue's lists."
            }
        }
    }

    /// Why there is nothing to open under the cursor.
    var reasonAgainstOpening: String? {
        switch path.last {
        case nil: queues.current == nil ? "There is no queue under the cursor." : nil
        case .queue(let screen): screen.current == nil ? reasonWithoutTarget : nil
        case .schedulers: reasonAgainstNextJob
        case .job, .log, .trash: "There is nothing to open here."
        }
    }

    var reasonAgainstCopying: String? { copyID == nil ? "There is nothing to copy here." : nil }

    var reasonAgainstFinding: String? {
        jobView?.screen.query == nil ? "There is no search yet; / begins one." : nil
    }

    var reasonAgainstRefreshing: String? {
        frozenAt == nil ? nil : "The screen is frozen; z goes on."
    }
}

extension State {
    /// Whether all queues that a change would be for are paused.
    var areAllPaused: Bool {
        subjectQueues.allSatisfy { id in
            let known = queueScreen?.summary ?? queues.overview?.content.queues.first { $0.id == id }
            return known?.isPaused == true
        }
    }
}
