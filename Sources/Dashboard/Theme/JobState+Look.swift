import Canvas
import Queues

extension JobState {
    /// The role that its numbers and names are drawn in.
    var role: ThemeRole {
        switch self {
        case .waiting: .waiting
        case .active: .active
        case .prioritized: .prioritized
        case .delayed: .delayed
        case .failed: .failed
        case .completed: .completed
        case .waitingChildren: .waitingChildren
        }
    }

    /// Returns a sign besides the word and the colour.
    func sign(_ glyphs: Glyphs) -> DisplayText {
        switch self {
        case .waiting: glyphs.bullet
        case .active: glyphs.arrowRight
        case .prioritized: glyphs.arrowUp
        case .delayed: glyphs.dot
        case .failed: glyphs.failure
        case .completed: glyphs.check
        case .waitingChildren: glyphs.collapsed
        }
    }
}
