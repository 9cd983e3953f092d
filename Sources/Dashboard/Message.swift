public import Canvas
public import Queues

/// What happened, as the loop reports it to the model.
public enum Message: Equatable, Sendable {
    /// All that was read from the terminal at once, in order.
    case inputs([Input])
    /// The screen that `State` has asked for is on the terminal.
    case drawn
    /// The time is this now, ms since 1970 on our clock.
    case clock(Milliseconds)
    /// The connection for reading changed.
    case connection(ConnectionStatus)
    /// The server was read.
    case answered(Answer)
    /// What `State.inquiry` asked for.
    case found(Inquiry, Finding)
    /// An operation on many jobs has come so far.
    case progressed(Operation, Progress)
    /// An operation came to its end.
    case performed(Operation, Outcome)
    /// Something about the program itself that the operator should know, as a sentence.
    case noticed(String)
    /// The editor was left.
    case edited(Draft, Editing)
    /// Something was copied, or not.
    case copied(Clip, CopyOutcome)
}
