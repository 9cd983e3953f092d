public import Queues

extension State {
    /// What is to be found out on the server, once: before the question that is open can be answered, or for the editor.
    public var inquiry: Inquiry? { question?.inquiry ?? (overlay == nil ? wanted : nil) }
}
