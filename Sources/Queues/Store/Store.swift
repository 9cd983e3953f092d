/// What holds queues and can be read and changed: a Redis, or a recording of one. It belongs to one thread.
public typealias Store = StoreReader & StoreChanger

/// Changes what a store holds.
public protocol StoreChanger: AnyObject {
    /// Performs an operation, which tests its preconditions itself. `now` is our clock, in ms since 1970. `budget` is how
    /// much of what is removed comes back, for undo.
    ///
    /// Where an operation takes many steps, `report` learns after each of them how far it is, and ends it by `false`.
    func perform(
        _ operation: Operation, now: Milliseconds, keeping budget: UndoBudget, report: (Progress) -> Bool
    ) -> Outcome
}
