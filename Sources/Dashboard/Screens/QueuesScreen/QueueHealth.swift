import Canvas
import Queues

/// How a queue does, as far as one reading tells; the better first.
enum QueueHealth: Int, Sendable {
    /// Nothing to do.
    case idle
    /// Jobs wait for a worker, and not for long.
    case waiting
    /// Workers are at it.
    case working
    /// Somebody has paused it.
    case paused
    /// Jobs wait, and nothing has run or ended for a minute: there may be no worker.
    case stuck
    /// Jobs have failed within the last minute.
    case failing

    /// So long has the oldest job of a stuck queue waited, in ms.
    static let patience: Milliseconds = 60_000

    /// The health of a queue at `now`.
    init(_ queue: QueueSummary, now: Milliseconds) {
        let waiting = queue.counts.atLeast(.waiting) > 0 || queue.counts.atLeast(.prioritized) > 0
        let hasEnded = queue.failedPerMinute != 0 || queue.completedPerMinute != 0
        let age = queue.oldestWaiting.map { Format.elapsed(from: $0, to: now) } ?? 0
        if queue.isPaused {
            self = .paused
        } else if queue.failedPerMinute ?? 0 > 0 {
            self = .failing
        } else if queue.counts.atLeast(.active) > 0 {
            self = .working
        } else if waiting {
            self = age >= Self.patience && !hasEnded ? .stuck : .waiting
        } else {
            self = .idle
        }
    }

    /// What the list of queues calls it.
    var word: String {
        switch self {
        case .idle: "idle"
        case .waiting: "waiting"
        case .working: "working"
        case .paused: "paused"
        case .stuck: "no progress"
        case .failing: "failing"
        }
    }

    /// A sign besides the word and the colour.
    func sign(_ glyphs: Glyphs) -> DisplayText {
        switch self {
        case .idle: glyphs.dot
        case .waiting: glyphs.bullet
        case .working: glyphs.arrowRight
        case .paused: glyphs.pause
        case .stuck: glyphs.warning
        case .failing: glyphs.failure
        }
    }

    /// What wants no attention is calm.
    var role: ThemeRole {
        switch self {
        case .idle, .waiting, .working: .muted
        case .paused, .stuck: .paused
        case .failing: .error
        }
    }

    /// Sign and word.
    func text(_ context: DrawContext) -> StyledText {
        StyledText(sign(context.glyphs) + DisplayText(" " + word), context[role])
    }
}
