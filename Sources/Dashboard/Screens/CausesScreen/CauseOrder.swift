import Queues

/// The order of the list of causes.
enum CauseOrder: CaseIterable, Sendable {
    case count, lastSeen, firstSeen

    /// The title of its column.
    var column: String {
        switch self {
        case .count: "Jobs"
        case .lastSeen: "Last"
        case .firstSeen: "First"
        }
    }

    /// What the menu of orders calls it. A share is the count in parts of one total, so both have the same order.
    var title: String { self == .count ? "Jobs, share" : column }

    /// Returns the words for this order, or for the reversed one.
    func words(isReversed: Bool) -> String {
        switch self {
        case .count: isReversed ? "least frequent first" : "most frequent first"
        case .lastSeen: isReversed ? "last seen longest ago first" : "last seen first"
        case .firstSeen: isReversed ? "oldest first" : "newest first"
        }
    }

    /// Returns the causes in this order: the most frequent, or the newest, first. Equal ones stay in the order of the report,
    /// which is that of the command `failures`.
    func sorted(_ causes: [Cause], isReversed: Bool) -> [Cause] {
        causes.enumerated().sorted { left, right in
            let (first, second) = (key(of: left.element), key(of: right.element))
            if first != second { return isReversed ? first < second : second < first }
            return left.offset < right.offset
        }.map(\.element)
    }

    private func key(of cause: Cause) -> Milliseconds {
        switch self {
        case .count: Milliseconds(cause.count)
        case .lastSeen: cause.lastSeen ?? .min
        case .firstSeen: cause.firstSeen ?? .min
        }
    }
}
