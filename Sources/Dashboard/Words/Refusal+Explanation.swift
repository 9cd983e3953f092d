public import Queues

extension Refusal {
    /// Why nothing was changed, as the rest of a sentence on a job or a queue.
    public var explanation: String { Words.reason(self) }
}
