/// What became of an operation.
public enum Outcome: Hashable, Sendable {
    /// It was done.
    case done
    /// Jobs were removed; those that can be restored are listed.
    case removed([RemovedJob])
    /// A job was added under this id, or already existed under it. `unknown` are the names of its options that its library does
    /// not know, and that were kept.
    case added(JobID, isNew: Bool, unknown: [[UInt8]] = [])
    /// A job was moved to another queue, where it has this id, and left some of what it had behind.
    case moved(JobID, leaving: Set<JobLoss>)
    /// It was done to some jobs.
    case counted(Tally)
    /// The server looked, or did not even do that, and changed nothing.
    case refused(Refusal)
    /// The server could not be asked, or its answer did not arrive. It may have been done where the trouble leaves doubt.
    case failed(Trouble)

    /// Whether the server did what was asked, or some of it. What was stopped before its turn is not done.
    public var isDone: Bool {
        switch self {
        case .done, .removed, .added, .moved: true
        case .counted(let tally): !tally.isUntried
        case .refused, .failed: false
        }
    }
}

/// What an operation on many jobs did.
public struct Tally: Hashable, Sendable {
    /// Jobs that were changed.
    public var done: Int
    /// Of these, parents that went with the last of their children.
    public var parents = 0
    /// How many of the jobs that were moved have left something behind.
    public var lost: [JobLoss: Int] = [:]
    /// Jobs that stay as they are, by the reason.
    public var refused: [Refusal: Int]
    /// Jobs that were tried, and of which nobody knows whether they were changed: no answer arrived.
    public var failed = 0
    /// Jobs that were not tried, since the operation was stopped or the server failed; nil where their number is unknown.
    public var left: Int?
    /// What ended it early; nil where nothing did.
    public var trouble: Trouble?
    /// What the server refused the jobs for that were not tried any more; nil where that is not why.
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

    /// Adds what became of one operation of several.
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

    /// Notes what one job has left behind.
    public mutating func note(_ losses: Set<JobLoss>) { for loss in losses { lost[loss, default: 0] += 1 } }

    /// Jobs that were changed because they were looked for.
    public var picked: Int { done - parents }

    /// Jobs that were found in another state, or not at all.
    public var moved: Int { refused.reduce(0) { $1.key.isMove ? $0 + $1.value : $0 } }

    /// All jobs that it was for: those that were changed, that had moved, that were refused, that failed and that were not
    /// tried; nil where their number is unknown.
    public var asked: Int? { left.map { done + refused.values.reduce(0, +) + failed + $0 } }

    /// Whether it was stopped before anything was tried.
    public var isUntried: Bool { done == 0 && refused.isEmpty && failed == 0 && left != 0 && trouble == nil }
}

/// How far an operation on many jobs is.
public struct Progress: Hashable, Sendable {
    /// Jobs that were tried.
    public var tried: Int
    /// All jobs that it is for; nil while their number is unknown.
    public var total: Int?
    /// Time since it began, in ms.
    public var elapsed: Milliseconds

    /// Creates a number, and the total.
    public init(tried: Int, total: Int?, elapsed: Milliseconds) {
        self.tried = tried
        self.total = total
        self.elapsed = elapsed
    }
}
