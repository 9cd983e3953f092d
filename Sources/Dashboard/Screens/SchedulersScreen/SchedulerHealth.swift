import Canvas
import Queues

/// The health of a job scheduler, as far as one reading shows.
enum SchedulerHealth: Equatable, Sendable {
    /// Its next run is in a number of ms; 0 where it is due.
    case due(in: Milliseconds)
    /// Its next run was due a number of ms ago, and no worker has taken it.
    case late(by: Milliseconds)
    /// Its next run does not exist, so that no others will follow.
    case stopped
    /// Its last job was due, as its limit or its end has it.
    case ended

    /// How long no worker may take a job that is due, in ms.
    private static let patience: Milliseconds = 60_000

    /// Creates the health of a scheduler at `now`, in ms since 1970.
    init(_ scheduler: JobScheduler, now: Milliseconds) {
        let rest = Format.elapsed(from: now, to: scheduler.nextRun)
        if rest < 0, scheduler.hasEnded(at: now) {
            self = .ended
        } else if !scheduler.hasPendingJob {
            self = .stopped
        } else if rest > -Self.patience {
            self = .due(in: max(0, rest))
        } else {
            self = .late(by: Format.elapsed(from: scheduler.nextRun, to: now))
        }
    }

    /// Returns the time of its next run in a word, with a sign where there is none.
    func text(_ context: DrawContext) -> StyledText {
        let glyphs = context.glyphs
        switch self {
        case .due(in: 0): return StyledText("now", context[.active])
        case .due(let rest): return StyledText(DisplayText("in " + Format.age(rest)), context[.delayed])
        case .late(let age):
            return StyledText(glyphs.warning + DisplayText(" \(Format.age(age)) late"), context[.warning])
        case .stopped: return StyledText(glyphs.failure + " stopped", context[.error])
        case .ended: return StyledText("ended", context[.muted])
        }
    }

    /// The remark on it; nil where all is well.
    var remark: String? {
        switch self {
        case .due: nil
        case .late: "No worker has taken its job. Does one run, and is the queue not paused?"
        case .stopped: "Nothing will run any more: its next job is gone, and only that would have added another."
        case .ended: "Its last job was due, as its limit or end date has it."
        }
    }

    /// The style of `remark`.
    var role: ThemeRole {
        switch self {
        case .due: .text
        case .late: .text
        case .stopped: .error
        case .ended: .muted
        }
    }
}
