import Queues

extension Words {
    /// The question before an operation. `children` is how many the job has; nil where that was not read.
    static func question(_ operation: Operation, children: Int?) -> String {
        guard case .job(let change, let target) = operation else { return "" }
        let job = job(target)
        return switch change {
        case .retry: target.state == .completed ? "Run completed \(job) again?" : "Retry \(job)?"
        case .promote: "Promote \(job) to run now?"
        default:
            switch children {
            case nil: "Remove \(job), with its children if it has any?"
            case 0: "Remove \(job)?"
            case .some(let number): "Remove \(job) and its \(Format.count(number, "child", "children"))?"
            }
        }
    }

    /// What is said while an operation is under way.
    static func progress(_ operation: Operation) -> String { "\(verbs(operation).doing) \(object(operation))..." }

    /// What became of an operation.
    static func outcome(_ outcome: Outcome, of operation: Operation) -> (kind: Notice.Kind, text: String) {
        let (verbs, object) = (verbs(operation), object(operation))
        switch outcome {
        case .done, .removed, .added, .counted:
            return (.success, "\(verbs.done) \(object)\(verbs.consequence).")
        case .refused(let refusal): return (.warning, "Did not \(verbs.plain) \(object): \(reason(refusal))")
        case .failed(let trouble):
            let unknown = "The \(verbs.noun) of \(object) may have been done or not"
            return (.error, "\(unknown): \(advice(trouble).text) Look at the job before you try again.")
        }
    }

    private static func object(_ operation: Operation) -> String {
        guard case .job(_, let target) = operation else { return name(operation.queue.name) }
        return job(target)
    }

    private typealias Verbs = (plain: String, doing: String, done: String, noun: String, consequence: String)

    private static func verbs(_ operation: Operation) -> Verbs {
        guard case .job(let change, _) = operation else { return ("change", "Changing", "Changed", "change", "") }
        return switch change {
        case .retry: ("retry", "Retrying", "Retried", "retry", ": it waits for a worker")
        case .promote: ("promote", "Promoting", "Promoted", "promotion", ": it waits for a worker")
        case .remove: ("remove", "Removing", "Removed", "removal", "")
        default: ("change", "Changing", "Changed", "change", "")
        }
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
        case .changed: "its data has changed meanwhile."
        case .hasChildren: "it waits for its children, which a copy would not have."
        case .hasParent: "its parent would lose it; break the dependency first."
        case .noParent: "no parent waits for it."
        case .parentVanished: "its parent does not exist any more."
        case .exists: "this id exists."
        case .absent: "there is none."
        case .tooLarge: "it is too large to be kept for the undo."
        case .active(let count): "\(Format.count(count, "job is", "jobs are")) active."
        case .deduplicated(let owner): "its deduplication id belongs to job \(name(owner.bytes))."
        case .invalid(let words): words
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
