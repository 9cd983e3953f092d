import Queues

/// What a form that is right asks for.
enum FormResult: Equatable, Sendable {
    /// A change of the job under the cursor, or of those that are marked.
    case job(JobChange)
    /// A change of the queue on the screen.
    case queue(QueueChange)
}

extension FormResult {
    /// Returns whether an operation does what the form asked for.
    func isAsked(by operation: Operation) -> Bool {
        switch (self, operation) {
        case (.job(let asked), .job(let change, _)), (.job(let asked), .jobs(let change, _)): asked == change
        case (.queue(let asked), .queue(let change, _)): asked == change
        case (.job, _), (.queue, _): false
        }
    }
}

/// A form that was right, and asked for a change.
struct AppliedForm: Equatable, Sendable {
    let kind: Form.Kind
    let result: FormResult
}
