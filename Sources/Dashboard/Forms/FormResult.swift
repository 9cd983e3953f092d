import Queues

/// What a form that is right asks for.
enum FormResult: Equatable, Sendable {
    /// A change of the job under the cursor, or of those that are marked.
    case job(JobChange)
    /// A change of the queue on the screen.
    case queue(QueueChange)
}
