public import Queues

extension State {
    /// What has to be found out for the question on the screen; nil where nothing has.
    public var inquiry: Inquiry? { nil }
}
