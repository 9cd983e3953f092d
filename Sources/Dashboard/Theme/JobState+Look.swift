import Canvas
import Queues

extension JobState {
    /// The style of its numbers and names.
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

    /// Returns the sign of the state, besides its word and colour.
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
