import Canvas
public import Queues

/// What a server takes over from the one that was on the screen before it.
public struct Entrance: Equatable, Sendable {
    /// The size of the screen.
    var size: Size
    /// The name of the chosen theme.
    var theme: String
    /// Whether the mouse is used.
    var usesMouse: Bool
    /// Whether another window has the focus.
    var isUnfocused: Bool
    /// The queue to open; nil for the list of queues.
    var queue: QueueID?

    /// Creates the entrance of a server after the one of this state.
    public init(after state: State, queue: QueueID?) {
        (size, theme, usesMouse) = (state.size, state.themeName, state.usesMouse)
        (isUnfocused, self.queue) = (state.isUnfocused, queue)
    }
}

extension State {
    /// The time between two readings of a server that is not shown, in ms, at least.
    static let intervalBehind: Milliseconds = 5_000

    /// All servers of the dashboard; this one alone where there are no others.
    var allServers: [ServerSummary] { servers.isEmpty ? [ServerSummary(self, isInFront: true)] : servers }

    /// The number of alarms that are raised, on all servers.
    var raisedAlarms: Int {
        servers.filter { !$0.isInFront }.reduce(alarms.raisedCount) { $0.plus($1.alarms.raisedCount) }
    }

    /// Comes to the front: the list of queues is shown, or one of them.
    mutating func enter(_ entrance: Entrance) {
        (size, themeName, usesMouse) = (entrance.size, entrance.theme, entrance.usesMouse)
        (isUnfocused, path.isBehind) = (entrance.isUnfocused, false)
        go(to: Array(path.screens.prefix(1)))
        if let queue = entrance.queue { open(QueueScreen(queue, in: self)) }
    }

    /// Goes behind another server: what waits for a key is given up, changes go on.
    mutating func leave() {
        (overlay, wanted, awaitedRun, frozenAt, notice) = (nil, nil, nil, nil, nil)
        path.isBehind = true
    }
}
