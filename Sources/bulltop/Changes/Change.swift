internal import Queues

/// What a command is about to change, and how that is told.
struct Change {
    /// `retry` and `retried`.
    let verb: Verb
    /// What it is done to: `job 42 of email`.
    let object: String
    /// What else is told of it beforehand: `, with 3 children`.
    var note = ""
    /// The queue that all of it is in; nil where there are several.
    let queue: QueueID?
    /// The operations, one after the other; nil behind the last one.
    let next: () throws(CommandFailure) -> Operation?
    /// Operations, where their number is known.
    var count: Int?
    /// Whether it is for more than one job, or for what may be many.
    private(set) var isBulk = true
    /// Whether to ask before.
    private let caution: Caution

    struct Verb: Hashable, Sendable {
        let plain: String
        let done: String

        init(_ plain: String, _ done: String) {
            self.plain = plain
            self.done = done
        }
    }

    /// How dangerous a change is.
    enum Caution: Hashable, Sendable {
        case none
        /// It wants a yes.
        case ask
        /// It wants the queue's name to be typed.
        case typeName
    }

    init(
        _ verb: Verb, _ object: String, of queue: QueueID?, caution: Caution,
        next: @escaping () throws(CommandFailure) -> Operation?
    ) {
        self.verb = verb
        self.object = object
        self.queue = queue
        self.caution = caution
        self.next = next
    }

    /// These operations.
    init(_ verb: Verb, _ object: String, caution: Caution = .none, _ operations: [Operation]) {
        var rest = operations[...]
        let queues = Set(operations.map(\.queue))
        self.init(verb, object, of: queues.count == 1 ? queues.first : nil, caution: caution) { rest.popFirst() }
        count = operations.count
        isBulk = operations.count != 1 || operations[0].isForMany
    }

    /// Whether to ask before. On a connection that is marked as production, whatever is for many wants a name.
    func caution(onProduction isProduction: Bool) -> Caution { isProduction && isBulk ? .typeName : caution }
}

extension Operation {
    /// Whether it may change many jobs.
    fileprivate var isForMany: Bool {
        switch self {
        case .job: false
        case .jobs: true
        case .queue(let change, _):
            switch change {
            case .drain, .clean, .retryAll, .promoteAll, .obliterate, .removeOrphans: true
            case .add, .restore, .pause, .resume, .setConcurrency, .setRateLimit, .holdLimiter, .releaseLimiter,
                .trimEvents,
                .removePriorityKey, .removeDeduplication, .upsertScheduler, .removeScheduler, .runScheduler:
                false
            }
        }
    }
}
