internal import Queues

/// The operations of a command's change, one after the other.
struct ChangeFeed {
    let change: Change
    /// The printing of a trial run that lists instead of counting; nil for others.
    var survey: (() throws(CommandFailure) -> Void)?
    /// The number of operations, where it is known.
    let count: Int?
    /// Returns the next operation; nil after the last one.
    let next: () throws(CommandFailure) -> Operation?
    /// Returns, after everything was read, the number of items that are not operations and the words about them; nil
    /// for none.
    let leftOut: () -> (count: Int, words: String)?

    /// Creates a change whose operations are known.
    init(_ change: Change) {
        self.change = change
        count = change.operations.count
        var rest = change.operations[...]
        next = { rest.popFirst() }
        leftOut = { nil }
    }

    /// Creates a feed of jobs that are added to a queue as they are read.
    init(
        filling queue: QueueID, leftOut: @escaping () -> (count: Int, words: String)?,
        next: @escaping () throws(CommandFailure) -> Operation?
    ) {
        self.leftOut = leftOut
        change = Change(filling: queue)
        count = nil
        self.next = next
    }
}
