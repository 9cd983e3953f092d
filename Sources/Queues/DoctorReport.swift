/// What the checks of the doctor ask a server for, besides its status.
public struct DoctorReport: Equatable, Sendable {
    /// What the server permits, and how it keeps its data.
    public var examination: Examination
    /// The queues that were found so far, in their order.
    public var queues: [QueueSummary]
    /// Whether all of them were found.
    public var isComplete: Bool
    /// Why the queues could not be searched for, or read; nil where they could.
    public var problem: Trouble?

    /// Creates what was found.
    public init(
        examination: Examination, queues: [QueueSummary] = [], isComplete: Bool = false, problem: Trouble? = nil
    ) {
        self.examination = examination
        self.queues = queues
        self.isComplete = isComplete
        self.problem = problem
    }
}
