public import Queues

/// A job's data on its way through the operator's editor.
public struct Draft: Equatable, Sendable {
    /// The job, and the state in which it was seen.
    public var target: Operation.Target
    /// The data as it was read.
    public var original: [UInt8]
    /// What the editor begins with: the data, or what was made of it before.
    public var text: [UInt8]

    /// Creates the data as it was read.
    public init(target: Operation.Target, original: [UInt8]) {
        self.target = target
        self.original = original
        self.text = original
    }
}

/// How an editor was left.
public enum Editing: Equatable, Sendable {
    /// With other text than it began with, which is JSON.
    case saved([UInt8])
    /// With the data as it was read.
    case unchanged
    /// With text that is no JSON; where and why, as a sentence.
    case invalid([UInt8], String)
    /// It could not be started, or ended with a failure; a sentence says which.
    case failed(String)
}
