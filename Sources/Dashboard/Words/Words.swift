import Queues

/// What the dashboard says, kept together by what it is said of.
enum Words {
    /// A name or an id within a sentence: whatever it holds, a short piece of it.
    static func name(_ bytes: [UInt8]) -> String {
        guard !bytes.isEmpty else { return "(empty)" }
        let limit = 40
        let text = String(decoding: bytes.prefix(limit * 4), as: UTF8.self)
        let scalars = text.unicodeScalars.prefix(limit)
        let isWhole = bytes.count <= limit * 4 && text.unicodeScalars.count <= limit
        return String(String.UnicodeScalarView(scalars)) + (isWhole ? "" : "...")
    }

    /// A job and its queue within a sentence: `job 42 in email`.
    static func job(_ target: Operation.Target) -> String {
        "job \(name(target.job.bytes)) in \(name(target.queue.name))"
    }
}

/// What can be done to a job, as its key names it.
enum Verb: Hashable, Sendable {
    case retry, promote, remove

    /// Why it cannot be done to a job in this state; nil where it can.
    func reason(against state: JobState) -> String? {
        switch (self, state) {
        case (.retry, .failed), (.retry, .completed), (.promote, .delayed): nil
        case (.retry, _): "Retry works on failed and completed jobs only."
        case (.promote, _): "Promote works on delayed jobs only."
        case (.remove, .active): "A worker runs this job: remove works on all but active jobs."
        case (.remove, _): nil
        }
    }

    /// The operation on a job.
    func operation(on target: Operation.Target) -> Operation {
        switch self {
        case .retry: .retry(target)
        case .promote: .promote(target)
        case .remove: .remove(target)
        }
    }
}
