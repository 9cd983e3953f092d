internal import Queues

/// What a command is about to change, and how that is told.
struct Change {
    /// `retry` and `retried`.
    let verb: Verb
    /// What it is done to: `job 42 of email`.
    let object: String
    /// The operations, one after the other; nil behind the last one.
    let next: () throws(CommandFailure) -> Operation?
    /// Operations, where their number is known.
    var count: Int?
    /// Whether it is one operation on one thing.
    private(set) var isSingle = false
    /// Whether to ask before.
    let caution: Caution

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
        /// It wants this name to be typed.
        case type([UInt8])
    }

    init(
        _ verb: Verb, _ object: String, caution: Caution = .none, count: Int? = nil,
        next: @escaping () throws(CommandFailure) -> Operation?
    ) {
        self.verb = verb
        self.object = object
        self.caution = caution
        self.count = count
        self.next = next
    }

    /// These operations.
    init(_ verb: Verb, _ object: String, caution: Caution = .none, _ operations: [Operation]) {
        var rest = operations[...]
        self.init(verb, object, caution: caution, count: operations.count) { rest.popFirst() }
        if case .jobs? = operations.first { return }
        isSingle = operations.count == 1
    }
}
