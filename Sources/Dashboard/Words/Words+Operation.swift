import Queues

extension Words {
    /// The question before an operation. `children` is how many the job has; nil where that was not read.
    static func question(_ operation: Operation, children: Int?) -> String {
        let job = job(operation.target)
        return switch operation {
        case .retry(let target): target.state == .completed ? "Run completed \(job) again?" : "Retry \(job)?"
        case .promote: "Promote \(job) to run now?"
        case .remove:
            switch children {
            case nil: "Remove \(job), with its children if it has any?"
            case 0: "Remove \(job)?"
            case .some(let number): "Remove \(job) and its \(Format.count(number, "child", "children"))?"
            }
        }
    }

    /// What is said while an operation is under way.
    static func progress(_ operation: Operation) -> String {
        let job = job(operation.target)
        return switch operation {
        case .retry: "Retrying \(job)..."
        case .promote: "Promoting \(job)..."
        case .remove: "Removing \(job)..."
        }
    }

    /// What became of an operation.
    static func outcome(_ outcome: Outcome, of operation: Operation) -> (kind: Notice.Kind, text: String) {
        switch outcome {
        case .done: (.success, done(operation))
        case .refused(let refusal): (.warning, "\(nothing(operation)): \(reason(refusal))")
        case .failed(let trouble):
            (.error, "\(unknown(operation)): \(advice(trouble).text) Look at the job before you try again.")
        }
    }

    private static func done(_ operation: Operation) -> String {
        let job = job(operation.target)
        return switch operation {
        case .retry: "Retried \(job): it waits for a worker."
        case .promote: "Promoted \(job): it waits for a worker."
        case .remove: "Removed \(job)."
        }
    }

    private static func nothing(_ operation: Operation) -> String {
        let job = job(operation.target)
        return switch operation {
        case .retry: "Did not retry \(job)"
        case .promote: "Did not promote \(job)"
        case .remove: "Did not remove \(job)"
        }
    }

    private static func unknown(_ operation: Operation) -> String {
        let verb =
            switch operation {
            case .retry: "retry of"
            case .promote: "promotion of"
            case .remove: "removal of"
            }
        return "The \(verb) \(job(operation.target)) may have been done or not"
    }

    private static func reason(_ refusal: Refusal) -> String {
        switch refusal {
        case .locked: "a worker runs it and holds its lock."
        case .childLocked: "a worker runs one of its children."
        case .vanished: "it does not exist any more."
        case .moved(let state?): "it is \(state.rawValue) by now."
        case .moved(nil): "it is in none of the queue's lists by now."
        case .pendingIteration(let scheduler):
            "it is the next run of the job scheduler \(name(scheduler)), which would stop without it."
        case .noPermission(let words): "the Redis user may not do this (\(short(words)))."
        case .readOnlyServer: "the server takes no changes; it is a replica or read-only."
        case .unsupported(let family): "\(family.name) has no such operation."
        }
    }

    /// What a server or a library said, as far as it fits into a sentence.
    static func short(_ words: String) -> String {
        let scalars = words.unicodeScalars.prefix(200)
        let text = String(String.UnicodeScalarView(scalars))
        return scalars.count == words.unicodeScalars.count ? text : text + "..."
    }
}

extension Family {
    /// What the library of this layout is called.
    var name: String {
        switch self {
        case .bull: "Bull"
        case .bullmq3: "BullMQ 3"
        case .bullmq4: "BullMQ 4"
        case .bullmq5: "BullMQ 5"
        case .bullmq6: "BullMQ 6"
        }
    }
}
