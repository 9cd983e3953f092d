import Canvas
import Queues

/// How a job scheduler does, as far as one reading shows.
enum SchedulerHealth: Equatable, Sendable {
    /// Its next job runs in a number of ms; 0 where it is about to.
    case due(in: Milliseconds)
    /// Its next job was to run a number of ms ago, and no worker has taken it.
    case late(by: Milliseconds)
    /// Its next job does not exist, so that no other will follow: nothing runs any more.
    case stopped
    /// Its last job was due, as its limit or its end has it.
    case ended

    /// Creates the health of a scheduler at `now`, in ms since 1970.
    init(_ scheduler: JobScheduler, now: Milliseconds) {
        let rest = Format.elapsed(from: now, to: scheduler.nextRun)
        if rest < 0, scheduler.hasEnded(at: now) {
            self = .ended
        } else if !scheduler.hasPendingJob {
            self = .stopped
        } else if rest > -HealthThreshold.noProgress {
            self = .due(in: max(0, rest))
        } else {
            self = .late(by: Format.elapsed(from: scheduler.nextRun, to: now))
        }
    }

    /// When its next job runs, in a word, with a sign where none does.
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

    /// What is to be said of it besides; nil where all is well.
    var remark: String? {
        switch self {
        case .due: nil
        case .late: "No worker has taken its job. Does one run, and is the queue not paused?"
        case .stopped: "Nothing will run any more: its next job is gone, and only that would have added another."
        case .ended: "Its last job was due, as its limit or end date has it."
        }
    }

    /// How `remark` is drawn.
    var role: ThemeRole {
        switch self {
        case .due: .text
        case .late: .text
        case .stopped: .error
        case .ended: .muted
        }
    }
}
