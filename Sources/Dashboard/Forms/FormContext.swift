import Queues

/// What the values of a form mean something by.
struct FormContext: Equatable, Sendable {
    /// Our clock, ms since 1970.
    var now: Milliseconds
    /// The queue on the screen.
    var queue: QueueID?
    /// All queues that are known.
    var queues: [QueueID]
}
