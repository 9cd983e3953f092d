public import Queues

/// A job's data that the operator edits.
public struct Draft: Equatable, Sendable {
    /// The job, and the state in which it was seen.
    public var target: Operation.Target
    /// The data as it was read.
    public var original: [UInt8]
    /// The text with which the editor begins: the data, or what was made of it before.
    public var text: [UInt8]

    /// Creates the data as it was read.
    public init(target: Operation.Target, original: [UInt8]) {
        self.target = target
        self.original = original
        self.text = original
    }
}

/// The result of an editor.
public enum Editing: Equatable, Sendable {
    /// Another text than at the beginning, which is valid JSON.
    case saved([UInt8])
    /// The data as it was read.
    case unchanged
    /// A text that is not valid JSON; where and why, as a sentence.
    case invalid([UInt8], String)
    /// The editor could not be started, or failed; a sentence about it.
    case failed(String)
}
