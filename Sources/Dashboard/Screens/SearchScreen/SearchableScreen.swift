import Queues

/// A screen whose filter can be looked for on the server.
protocol SearchableScreen: ScreenBehavior {
    /// The state that is searched; nil for all.
    var searchedState: JobState? { get }
}

extension QueueScreen: SearchableScreen {
    var searchedState: JobState? {
        switch list {
        case .latest: nil
        case .state(let state): state
        }
    }
}
