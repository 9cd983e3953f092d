import Canvas
import Queues

extension Verdict {
    /// Returns the sign of the verdict, besides its words and colour.
    func sign(_ glyphs: Glyphs) -> DisplayText {
        switch self {
        case .unreadable: "?"
        case .failing: glyphs.failure
        case .noProgress(.paused, _, _): glyphs.pause
        case .unlocked, .noProgress, .growing, .schedulerStopped, .parentsBlocked, .missingJobs: glyphs.warning
        case .unmanaged: glyphs.bullet
        case .working: glyphs.arrowRight
        case .idle: glyphs.dot
        case .remembered(let past): past.verdict == nil ? "?" : past.kind.sign(glyphs)
        }
    }

    /// The style of the verdict: a calm one where nothing needs attention.
    var role: ThemeRole {
        switch self {
        case .failing, .unlocked, .schedulerStopped: .error
        case .unreadable, .growing, .parentsBlocked, .missingJobs: .warning
        case .noProgress: .paused
        case .unmanaged, .working, .idle: .muted
        case .remembered(let past): past.verdict == nil ? .warning : past.kind.role
        }
    }

    /// Returns the sign and the words of the verdict.
    func text(_ context: DrawContext) -> StyledText {
        let words = DisplayText(" " + Words.verdict(self, now: context.now), glyphs: context.glyphs)
        return StyledText(sign(context.glyphs) + words, context[role])
    }

    /// Returns the sign and as many words as have room: all, one or two, or none.
    func text(_ context: DrawContext, in columns: Int) -> StyledText {
        let whole = text(context)
        if whole.width <= columns { return whole }
        let sign = sign(context.glyphs)
        let brief = sign + DisplayText(" " + Words.brief(self), glyphs: context.glyphs)
        return StyledText(brief.width <= columns ? brief : sign, context[role])
    }
}

extension QueueSummary {
    /// Returns the gravest verdict at the time of the reading on the screen.
    func verdict(_ context: DrawContext) -> Verdict { health(at: context.now).verdict }
}
