import Queues

/// What causes are listed by.
enum CauseOrder: CaseIterable, Sendable {
    case count, lastSeen, firstSeen

    /// The title of its column, which the menu of orders has as well.
    var title: String {
        switch self {
        case .count: "Jobs"
        case .lastSeen: "Last"
        case .firstSeen: "First"
        }
    }

    /// Returns the words for a list in this order, and in the opposite one.
    func words(isReversed: Bool) -> String {
        switch self {
        case .count: isReversed ? "least frequent first" : "most frequent first"
        case .lastSeen: isReversed ? "last seen longest ago first" : "last seen first"
        case .firstSeen: isReversed ? "oldest first" : "newest first"
        }
    }

    /// Returns the causes in this order: the most frequent, or the newest, first. Of equals the fingerprint decides.
    func sorted(_ causes: [Cause], isReversed: Bool) -> [Cause] {
        causes.sorted { left, right in
            let (first, second) = (key(of: left), key(of: right))
            if first != second { return isReversed ? first < second : second < first }
            return left.fingerprint.id < right.fingerprint.id
        }
    }

    private func key(of cause: Cause) -> Milliseconds {
        switch self {
        case .count: Milliseconds(cause.count)
        case .lastSeen: cause.lastSeen ?? .min
        case .firstSeen: cause.firstSeen ?? .min
        }
    }
}
