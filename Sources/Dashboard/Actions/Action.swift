public import Queues

/// Everything that a key, the help or the palette can do. What each is called, where it works and why it may not is one
/// row of `Action.table`.
public enum Action: Hashable, Sendable {
    case up, down, halfPageUp, halfPageDown, pageUp, pageDown, top, bottom
    case open, back, escape, previousView
    case previousTab, nextTab
    case show(JobList)
    /// A section of the job screen, from 1 on.
    case section(Int)
    /// Changes the marked jobs, or the one under the cursor.
    case change(JobChange)
    /// Changes the marked queues, or the one on the screen.
    case changeQueue(QueueChange)
    /// Pauses those queues, or resumes them where all are paused.
    case togglePause
    case jobMenu, queueMenu
    case editData, removeGhosts
    case mark, markRange, markListed, markEverything, unmark
    case trash, restore
    case filter, search, findNext, findPrevious
    case sort, reverse
    case scrollLeft, scrollRight, wrap
    case previousPiece, nextPiece, earlierAttempt, laterAttempt
    case copyID, copyText
    case refresh, freeze
    case palette, help, themes, log
    case repaint, suspend, interrupt, quit
}

/// The screens on which an action works.
public struct Scope: OptionSet, Hashable, Sendable {
    /// One bit a screen.
    public let rawValue: UInt8
    /// The set of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The list of queues.
    public static let queues = Scope(rawValue: 1)
    /// One queue's jobs.
    public static let queue = Scope(rawValue: 2)
    /// One job.
    public static let job = Scope(rawValue: 4)
    /// The log of messages.
    public static let log = Scope(rawValue: 8)
    /// What was removed and can be put back.
    public static let trash = Scope(rawValue: 16)
    /// Everywhere.
    public static let all: Scope = [.queues, .queue, .job, .log, .trash]
    /// Where rows can be opened.
    public static let lists: Scope = [.queues, .queue]
    /// Where a queue is on the screen, or under the cursor.
    public static let anyQueue: Scope = [.queues, .queue, .job]
    /// Where a job is under the cursor.
    public static let jobs: Scope = [.queue, .job]
}

/// What an action may do besides changing the screen.
public enum Danger: Hashable, Sendable {
    /// Nothing.
    case none
    /// It changes data on the server; it asks first, and read-only mode forbids it.
    case changesServer
}
