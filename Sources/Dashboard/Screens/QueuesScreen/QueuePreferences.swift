public import Queues

/// The operator's preferences for listing the queues of a server, saved between runs.
public struct QueuePreferences: Equatable, Sendable {
    /// The maximum number of queues and groups of each kind that are saved.
    public static let limit = 10_000

    /// The delimiter that divides names into groups; nil for a plain list.
    public var delimiter: NameDelimiter?
    /// The queues that come first, in any order.
    public var pinned: Set<QueueID>
    /// The queues that are not listed.
    public var hidden: Set<QueueID>
    /// The groups whose queues are not listed: the beginnings of their names, with the delimiter.
    public var folded: Set<[UInt8]>
    /// The order of the list.
    public var order: QueueOrder

    /// Creates preferences; by default a plain list of all queues, those with the most failures first.
    public init(
        delimiter: NameDelimiter? = nil, pinned: Set<QueueID> = [], hidden: Set<QueueID> = [],
        folded: Set<[UInt8]> = [], order: QueueOrder = .standard
    ) {
        self.delimiter = delimiter
        self.pinned = pinned
        self.hidden = hidden
        self.folded = folded
        self.order = order
    }
}

/// A character that divides the names of queues into groups, so that they can be listed as a tree.
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
