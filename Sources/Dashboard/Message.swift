public import Canvas
public import Queues

/// An event that the loop reports to the model.
public enum Message: Equatable, Sendable {
    /// All input that was read from the terminal at once, in order.
    case inputs([Input])
    /// The screen that `State` waits for was drawn on the terminal.
    case drawn
    /// The time, ms since 1970 on our clock.
    case clock(Milliseconds)
    /// The connection for reading changed.
    case connection(ConnectionStatus)
    /// The server was read.
    case answered(Answer)
    /// The same of an overview whose work is done: it is taken at once, however many queues there are.
    case prepared(Answer, PreparedOverview)
    /// The answer to `State.inquiry`.
    case found(Inquiry, Finding)
    /// The progress of an operation on many jobs.
    case progressed(Operation, Progress)
    /// The outcome of an operation.
    case performed(Operation, Outcome)
    /// A sentence about the program itself, for the operator.
    case noticed(String)
    /// The result of the editor.
    case edited(Draft, Editing)
    /// The outcome of copying.
    case copied(Clip, CopyOutcome)
    /// The number of jobs that an export has written so far.
    case exporting(Export, jobs: Int)
    /// Something happened to a run of a command of the operator.
    case own(OwnRun, OwnEvent)
    /// An export came to its end.
    case exported(Export, ExportOutcome)
    /// What is known of all servers of the dashboard, this one included.
    case servers([ServerSummary])
    /// This server is shown from now on.
    case entered(Entrance)
    /// Another server is shown from now on.
    case left
}

extension Message {
    /// The answer of the server that it brings; nil for others.
    public var answer: Answer? {
        switch self {
        case .answered(let answer), .prepared(let answer, _): answer
        default: nil
        }
    }
}
