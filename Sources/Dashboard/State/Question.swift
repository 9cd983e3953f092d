import Queues

/// A question before something changes. It holds the job itself, not what the cursor is on.
struct Question: Equatable, Sendable {
    let operation: Operation
    let text: String
}
