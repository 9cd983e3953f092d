import Queues

/// The change that a valid form asks for.
enum FormResult: Equatable, Sendable {
    /// A change of the job under the cursor, or of the marked ones.
    case job(JobChange)
    /// A change of the queue on the screen.
    case queue(QueueChange)
    /// The marked jobs, or those under the cursor, are written to a file.
    case export(path: String, replaces: Bool)
}

extension FormResult {
    /// Returns whether an operation makes the change that the form asked for.
    func isAsked(by operation: Operation) -> Bool {
        switch (self, operation) {
        case (.job(let asked), .job(let change, _)), (.job(let asked), .jobs(let change, _)): asked == change
        case (.queue(let asked), .queue(let change, _)): asked == change
        case (.job, _), (.queue, _), (.export, _): false
        }
    }
}

/// A valid form that asked for a change.
struct AppliedForm: Equatable, Sendable {
    let kind: Form.Kind
    let result: FormResult
}
