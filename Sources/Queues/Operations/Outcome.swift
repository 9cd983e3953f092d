/// What became of an operation.
public enum Outcome: Hashable, Sendable {
    /// It was done.
    case done
    /// Jobs were removed; those that can be put back are listed.
    case removed([RemovedJob])
    /// A job was added under this id, or already existed under it.
    case added(JobID, isNew: Bool)
    /// It was done to some jobs.
    case counted(Tally)
    /// The server looked, and changed nothing.
    case refused(Refusal)
    /// The server could not be asked, or its answer did not arrive: it may have been done or not.
    case failed(Trouble)

    /// Whether the server did what was asked, or some of it. What was stopped before its turn is not done.
    public var isDone: Bool {
        switch self {
        case .done, .removed, .added: true
        case .counted(let tally): !tally.isUntried
        case .refused, .failed: false
        }
    }
}

/// What an operation on many jobs did.
public struct Tally: Hashable, Sendable {
    /// Jobs that were changed.
    public var done: Int
    /// Jobs that stay as they are, by the reason.
    public var refused: [Refusal: Int]
    /// Jobs that were not tried, since the operation was stopped or the server failed; nil where their number is unknown.
    public var left: Int?
    /// What ended it early; nil where nothing did.
    public var trouble: Trouble?
    /// Removed jobs that can be put back.
    public var removed: [RemovedJob]

    /// So many jobs were changed.
    public init(done: Int = 0) {
        self.done = done
        self.refused = [:]
        self.left = 0
        self.removed = []
    }

    /// Adds what became of one operation of several.
    public mutating func take(_ outcome: Outcome) {
        switch outcome {
        case .done, .added(_, isNew: true): done += 1
        case .added(_, isNew: false): refused[.exists, default: 0] += 1
        case .removed(let jobs):
            done += 1
            removed += jobs
        case .counted(let tally):
            done += tally.done
            refused.merge(tally.refused, uniquingKeysWith: +)
            left = left.flatMap { left in tally.left.map { left + $0 } }
            trouble = trouble ?? tally.trouble
            removed += tally.removed
        case .refused(let refusal): refused[refusal, default: 0] += 1
        case .failed(let trouble): self.trouble = self.trouble ?? trouble
        }
    }

    /// Whether it was stopped before anything was tried.
    public var isUntried: Bool { done == 0 && refused.isEmpty && left != 0 && trouble == nil }
}

/// How far an operation on many jobs is.
public struct Progress: Hashable, Sendable {
    /// Jobs that were tried.
    public var tried: Int
    /// All jobs that it is for; nil while their number is unknown.
    public var total: Int?
    /// Time since it began, in ms.
    public var elapsed: Milliseconds

    /// So many of so many.
    public init(tried: Int, total: Int?, elapsed: Milliseconds) {
        self.tried = tried
        self.total = total
        self.elapsed = elapsed
    }
}
