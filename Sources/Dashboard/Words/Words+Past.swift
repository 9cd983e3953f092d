import Queues

/// The words for what is remembered of the past.
extension Words {
    /// The reason why a screen cannot be opened in a recording.
    static let notRecorded = "That is not in the recording: it has the queues and their events."

    /// Returns a remembered verdict in a few words, for the column Health.
    static func remembered(_ verdict: PastVerdict?) -> String {
        switch verdict {
        case .unreadable: "could not be read"
        case .failing: "failing"
        case .unlocked: "active without a lock"
        case .scattered: "keys in several slots"
        case .noWorker: "no worker is connected"
        case .workersIdle: "workers take no job"
        case .workersUnknown: "no progress"
        case .concurrencyZero: "concurrency 0"
        case .rateLimited: "rate limited"
        case .waitingForChildren: "waiting for children"
        case .paused: "paused"
        case .growing: "backlog growing"
        case .schedulerStopped: "scheduler stopped"
        case .parentsBlocked: "parents wait for lost children"
        case .unmanaged: "jobs in groups (BullMQ Pro)"
        case .missingJobs: "missing jobs"
        case .working: "working"
        case .idle: "idle"
        case nil: "not known"
        }
    }

    /// Returns a remembered verdict with the time for which it had been seen by `now`, in ms since 1970.
    static func remembered(_ health: RememberedHealth, now: Milliseconds) -> String {
        let time = health.since.map { since in
            let length = Format.elapsed(from: since, to: now)
            return length < 1_000 ? "" : " for \(Format.age(length))" + (health.isSinceFirst ? " or more" : "")
        }
        return remembered(health.verdict) + (time ?? "")
    }

    /// Returns what has happened to a queue that got a verdict of note.
    static func beginning(of verdict: PastVerdict) -> String {
        switch verdict {
        case .failing: "began to fail"
        case .paused: "was paused"
        case .noWorker: "had no worker any more"
        default: "became: \(remembered(verdict))"
        }
    }
}
