public import Queues

/// How the operator wants the queues of a server to be listed. It is kept from run to run.
public struct QueuePreferences: Equatable, Sendable {
    /// The most queues and groups of each kind that are kept.
    public static let limit = 10_000

    /// What divides names into groups; nil for a plain list.
    public var delimiter: NameDelimiter?
    /// The queues that come first, whatever the order.
    public var pinned: Set<QueueID>
    /// The queues that are not listed.
    public var hidden: Set<QueueID>
    /// The groups whose queues are not listed: what their names begin with, the delimiter included.
    public var folded: Set<[UInt8]>

    /// Creates a plain list of all queues, unless it is said otherwise.
    public init(
        delimiter: NameDelimiter? = nil, pinned: Set<QueueID> = [], hidden: Set<QueueID> = [], folded: Set<[UInt8]> = []
    ) {
        self.delimiter = delimiter
        self.pinned = pinned
        self.hidden = hidden
        self.folded = folded
    }
}

/// A character that divides the names of queues, so that they can be listed as a tree.
public enum NameDelimiter: UInt8, CaseIterable, Sendable {
    case colon = 0x3A
    case dot = 0x2E
    case slash = 0x2F
    case hyphen = 0x2D

    /// The character.
    public var text: String { String(Unicode.Scalar(rawValue)) }

    /// Its name.
    var word: String {
        switch self {
        case .colon: "colon"
        case .dot: "dot"
        case .slash: "slash"
        case .hyphen: "hyphen"
        }
    }
}
