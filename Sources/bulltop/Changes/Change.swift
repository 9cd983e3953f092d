internal import Dashboard
internal import Queues

/// What a command is about to change, and how that is told.
struct Change {
    /// How it is called.
    let phrase: Phrase
    /// What it is done to: `job 42 of email`.
    let object: String
    /// What else is told of it beforehand: `, with 3 children`.
    var note = ""
    /// The change of jobs that it is; nil where it is another one.
    private(set) var jobChange: JobChange?
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

    /// How dangerous a change is.
    enum Caution: Hashable, Sendable {
        case none
        /// It wants a yes.
        case ask
        /// It wants the queue's name to be typed.
        case typeName
    }

    init(
        _ phrase: Phrase, _ object: String, of queue: QueueID?, caution: Caution,
        next: @escaping () throws(CommandFailure) -> Operation?
    ) {
        self.phrase = phrase
        self.object = object
        self.queue = queue
        self.caution = caution
        self.next = next
    }

    /// These operations.
    init(_ phrase: Phrase, _ object: String, caution: Caution = .none, _ operations: [Operation]) {
        var rest = operations[...]
        let queues = Set(operations.map(\.queue))
        self.init(phrase, object, of: queues.count == 1 ? queues.first : nil, caution: caution) { rest.popFirst() }
        count = operations.count
        isBulk = operations.count != 1 || operations[0].isForMany
        jobChange = operations.first?.jobChange
    }

    /// Whether `object` is so many jobs or queues.
    var namesSeveral: Bool { (count ?? 1) > 1 && (jobChange != nil || queue == nil) }

    /// Whether to ask before. On a connection that is marked as production, whatever is for many wants a name.
    func caution(onProduction isProduction: Bool) -> Caution { isProduction && isBulk ? .typeName : caution }
}

extension Operation {
    fileprivate var jobChange: JobChange? {
        switch self {
        case .job(let change, _), .jobs(let change, _): change
        case .queue: nil
        }
    }
}
