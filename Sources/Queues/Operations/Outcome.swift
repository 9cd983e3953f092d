/// The result of an operation.
public enum Outcome: Hashable, Sendable {
    /// The change was made.
    case done
    /// Jobs were removed; those that can be restored are listed.
    case removed([RemovedJob])
    /// A job was added under this id, or already existed under it. `unknown` are the names of the options that its
    /// library does not know; they were kept.
    case added(JobID, isNew: Bool, unknown: [[UInt8]] = [])
    /// A job was moved to another queue, where it has this id, and lost this.
    case moved(JobID, leaving: Set<JobLoss>)
    /// The change was made to some jobs of many.
    case counted(Tally)
    /// Nothing was changed, with the reason; the server may not have been asked.
    case refused(Refusal)
    /// The server could not be asked, or its answer did not arrive. The change may have been made where the trouble
    /// leaves doubt.
    case failed(Trouble)

    /// Whether the server made the change, or a part of it. A change that was stopped before it began is not done.
    public var isDone: Bool {
        switch self {
        case .done, .removed, .added, .moved: true
        case .counted(let tally): !tally.isUntried
        case .refused, .failed: false
        }
    }
}

/// The counts of an operation on many jobs.
public struct Tally: Hashable, Sendable {
    /// Jobs that were changed.
    public var done: Int
    /// The number of these that are parents, removed with the last of their children.
    public var parents = 0
    /// The number of moved jobs that lost each thing.
    public var lost: [JobLoss: Int] = [:]
    /// The number of jobs that were not changed, by the reason.
    public var refused: [Refusal: Int]
    /// The number of jobs whose outcome is unknown: they were tried, and no answer arrived.
    public var failed = 0
    /// The number of jobs that were not tried, since the operation was stopped or the server failed; nil where it is
    /// unknown.
    public var left: Int?
    /// The trouble that ended it early; nil without one.
    public var trouble: Trouble?
    /// The reason why the server refused the jobs that were not tried; nil where no such reason ended the operation.
    public var ending: Refusal?
    /// Removed jobs that can be restored.
    public var removed: [RemovedJob]

    /// Creates the number of jobs that were changed.
    public init(done: Int = 0) {
        self.done = done
        self.refused = [:]
        self.left = 0
        self.removed = []
    }

    /// Adds the outcome of one operation to the counts.
    public mutating func take(_ outcome: Outcome) {
        switch outcome {
        case .done, .added(_, isNew: true, _): done += 1
        case .moved(_, let losses):
            done += 1
            note(losses)
        case .added(_, isNew: false, _): refused[.exists, default: 0] += 1
        case .removed(let jobs):
            done += 1
            removed += jobs
        case .counted(let tally):
            done += tally.done
            parents += tally.parents
            lost.merge(tally.lost, uniquingKeysWith: +)
            refused.merge(tally.refused, uniquingKeysWith: +)
            failed += tally.failed
            ending = ending ?? tally.ending
            left = left.flatMap { left in tally.left.map { left + $0 } }
            trouble = trouble ?? tally.trouble
            removed += tally.removed
        case .refused(let refusal): refused[refusal, default: 0] += 1
        case .failed(let trouble):
            self.trouble = self.trouble ?? trouble
            if trouble.leavesDoubt { failed += 1 } else { left = left.map { $0 + 1 } }
        }
    }

    /// Counts what one moved job lost.
    public mutating func note(_ losses: Set<JobLoss>) { for loss in losses { lost[loss, default: 0] += 1 } }

    /// The number of jobs that were changed as members of the selection.
    public var picked: Int { done - parents }

    /// The number of jobs that were in another state, or did not exist.
    public var moved: Int { refused.reduce(0) { $1.key.isMove ? $0 + $1.value : $0 } }

    /// The number of all jobs of the operation: changed, in another state, refused, failed and not tried; nil where it
    /// is unknown.
    public var asked: Int? { left.map { done + refused.values.reduce(0, +) + failed + $0 } }

    /// Whether it was stopped before any job was tried.
    public var isUntried: Bool { done == 0 && refused.isEmpty && failed == 0 && left != 0 && trouble == nil }
}

/// The progress of an operation on many jobs.
public struct Progress: Hashable, Sendable {
    /// The number of jobs that were tried.
    public var tried: Int
    /// The number of all jobs of the operation; nil while it is unknown.
    public var total: Int?
    /// The time since it began, in ms.
    public var elapsed: Milliseconds

    /// Creates a number, and the total.
    public init(tried: Int, total: Int?, elapsed: Milliseconds) {
        self.tried = tried
        self.total = total
        self.elapsed = elapsed
    }
}
