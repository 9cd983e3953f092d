/// A change of a job.
public enum JobChange: Hashable, Sendable {
    /// Puts a failed or completed job back into its queue (data model, 4.4 and 4.5).
    case retry(resetting: AttemptCounters = [])
    /// Lets a delayed job run now (data model, 4.7).
    case promote
    /// Removes a job, with its children as the official call does by default, or without them (data model, 4.9).
    case remove(children: Bool = true)
    /// Removes the children that no worker has begun; the parent stays (data model, 4.10).
    case removeUnprocessedChildren
    /// Lets the parent of a flow go on without this child (data model, 4.10).
    case breakDependency
    /// Changes when a delayed job runs (data model, 4.16).
    case changeDelay(RunTime)
    /// Changes a job's priority, 0 (none) to 2,097,151. The job comes before the others of its priority, or after them
    /// (data model, 4.17).
    case changePriority(Int, inFront: Bool = false)
    /// Replaces the data by this JSON text. Refused where the data differs from `old`, unless that is nil (data model,
    /// 4.18).
    case updateData([UInt8], old: [UInt8]? = nil)
    /// Adds a line to the log, which keeps the number of lines that the job's options set (data model, 4.20).
    case addLog([UInt8])
    /// Removes log lines, except a number of the newest (data model, 4.21).
    case clearLogs(keeping: Int = 0)
    /// Adds a copy under a new id (data model, 4.23).
    case duplicate
    /// Adds a copy to another queue and removes the job here, in one atomic step. The job keeps an id that its
    /// application chose, unless `newID` is set; refused where that id exists there.
    case move(to: QueueID, newID: Bool = false)
    /// Adds the original job, which a dead letter holds in its data, to its queue as a new job, and removes the letter
    /// in the same atomic step unless it is to be kept (data model, 4.34).
    case revive(to: QueueID, keepingLetter: Bool = false)
    /// Puts an active job without a lock back into its queue (data model, 4.24).
    case release
    /// Removes the id of a missing job from every list (data model, trap 7).
    case removeMissing
    /// Removes the deduplication key that the job owns (data model, 4.28).
    case removeDeduplication

    /// The other queue that it adds jobs to; nil for most changes.
    public var destination: QueueID? {
        switch self {
        case .move(let queue, _), .revive(let queue, _): queue
        case .retry, .promote, .remove, .removeUnprocessedChildren, .breakDependency, .changeDelay, .changePriority,
            .updateData,
            .addLog, .clearLogs, .duplicate, .release, .removeMissing, .removeDeduplication:
            nil
        }
    }
}

/// The counters of a job that a retry resets (data model, 4.4).
public struct AttemptCounters: OptionSet, Hashable, Sendable {
    /// The bits of the counters.
    public let rawValue: UInt8
    /// Creates the set of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `attemptsMade`.
    public static let made = AttemptCounters(rawValue: 1)
    /// `attemptsStarted`.
    public static let started = AttemptCounters(rawValue: 2)
}

/// The time at which a delayed job is to run.
public enum RunTime: Hashable, Sendable {
    /// After a number of ms from the change on; 0 or less is at once.
    case after(Milliseconds)
    /// At this time, in ms since 1970.
    case at(Milliseconds)
}

extension JobChange {
    /// The traits of the change.
    public var traits: ChangeTraits {
        switch self {
        case .retry:
            ChangeTraits(
                only: [.failed, .completed], "Retry works on failed and completed jobs only.", usually: .failed)
        case .promote: ChangeTraits(only: [.delayed], "Promote works on delayed jobs only.")
        case .remove(let children):
            ChangeTraits(
                except: [.active: Self.obstacleOfActive("remove")], loses: .jobs,
                takesJobAway: true, counts: children ? .family : .nothing, isAsked: true)
        case .removeUnprocessedChildren:
            ChangeTraits(
                only: [.waitingChildren], "Only a job that waits for its children has unprocessed ones.",
                loses: .jobs, isAsked: true)
        case .breakDependency: ChangeTraits(needs: .parent)
        case .changeDelay: ChangeTraits(only: [.delayed], "A delay can be changed of delayed jobs only.")
        case .clearLogs: ChangeTraits(isAsked: true)
        case .duplicate: ChangeTraits(except: [.waitingChildren: Self.childless])
        case .move:
            ChangeTraits(
                except: [
                    .active: Self.obstacleOfActive("move"),
                    .waitingChildren: Self.childless,
                ], takesJobAway: true)
        case .revive(_, let keepsLetter):
            ChangeTraits(
                except: keepsLetter
                    ? [.waitingChildren: Self.childless]
                    : [
                        .active: Self.obstacleOfActive("revive"),
                        .waitingChildren: Self.childless,
                    ], loses: keepsLetter ? .nothing : .jobs, takesJobAway: !keepsLetter)
        case .release: ChangeTraits(only: [.active], "Release works on active jobs only, whose worker is gone.")
        case .removeMissing: ChangeTraits(loses: .leftovers, isAsked: true)
        case .removeDeduplication: ChangeTraits(needs: .deduplicationID)
        case .changePriority, .updateData, .addLog: ChangeTraits()
        }
    }

    /// Returns the reason why a change cannot be made to an active job, as a sentence. `verb` names the change.
    public static func obstacleOfActive(_ verb: String) -> String {
        "A worker runs this job: \(verb) works on all but active jobs."
    }

    private static let childless = "It waits for its children, which a copy would not have."
}
