internal import Queues

/// A change of a command, and its operations one after the other.
struct ChangeFeed {
    let change: Change
    /// What a trial run prints instead of counting.
    var survey: (() throws(CommandFailure) -> Void)?
    /// Operations, where their number is known.
    let count: Int?
    /// The next operation; nil behind the last one.
    let next: () throws(CommandFailure) -> Operation?
    /// What was read and is no operation, once all was read: how many, and what is said of that; nil for nothing.
    let leftOut: () -> (count: Int, words: String)?

    /// Creates a change whose operations are known.
    init(_ change: Change) {
        self.change = change
        count = change.operations.count
        var rest = change.operations[...]
        next = { rest.popFirst() }
        leftOut = { nil }
    }

    /// Jobs that are added to a queue as they are read.
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
