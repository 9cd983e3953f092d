public import Queues

/// The list of queues without its cursor: which ones are listed, in which order, and what of them needs attention.
///
/// It depends on the queues and on how they are listed, and on nothing else. A hundred thousand queues take some tenths of
/// a second, so it can be made where they are read, and the screen takes it as it is.
struct QueueListing: Equatable, Sendable {
    /// How queues are listed.
    struct Manner: Equatable, Sendable {
        var filter = ""
        var preferences = QueuePreferences()
        /// Whether hidden queues are listed as well.
        var showsHidden = false
    }

    let manner: Manner
    /// Whether a filter leaves queues out.
    let isFiltered: Bool
    /// The queues that match the filter, in order, whether their groups are folded or not.
    let listed: [QueueSummary]
    /// The visible rows.
    let rows: [QueueRow]
    /// The number of queues that could be listed, whatever the filter.
    let candidates: Int
    /// The number of queues that are hidden now.
    let hiddenCount: Int
    /// What of the listed queues needs attention.
    let reasons: [Attention.Reason]

    /// Lists nothing.
    init() { self.init([], Manner(), now: 0) }

    /// Lists queues as they are at `now`, ms since 1970 on the server's clock.
    init(_ queues: [QueueSummary], _ manner: Manner, now: Milliseconds) {
        let preferences = manner.preferences
        let filter = QueueFilter(manner.filter)
        let shown = preferences.hidden.isEmpty ? queues : queues.filter { !preferences.hidden.contains($0.id) }
        let all = manner.showsHidden ? queues : shown
        self.manner = manner
        isFiltered = !filter.isEmpty
        hiddenCount = queues.count - shown.count
        candidates = all.count
        listed = preferences.order.sorted(filter.isEmpty ? all : all.filter { filter.admits($0, at: now) }) { $0 }
        rows = Self.rows(of: listed, manner, isFiltered: !filter.isEmpty, now: now)
        reasons = Attention.reasons(listed, now: now)
    }

    /// Returns the pinned queues, and the others below them; in a tree, with all groups open while there is a filter.
    private static func rows(
        of listed: [QueueSummary], _ manner: Manner, isFiltered: Bool, now: Milliseconds
    ) -> [QueueRow] {
        let preferences = manner.preferences
        let pinned = preferences.pinned.isEmpty ? [] : listed.filter { preferences.pinned.contains($0.id) }
        let others = pinned.isEmpty ? listed : listed.filter { !preferences.pinned.contains($0.id) }
        var rows = pinned.map { QueueRow($0) }
        for index in rows.indices { rows[index].isPinned = true }
        if let delimiter = preferences.delimiter {
            let folded = isFiltered ? [] : preferences.folded
            rows += QueueTree(delimiter: delimiter, folded: folded, order: preferences.order, now: now).rows(others)
        } else {
            rows.reserveCapacity(rows.count + others.count)
            for queue in others { rows.append(QueueRow(queue)) }
        }
        guard manner.showsHidden, !preferences.hidden.isEmpty else { return rows }
        for index in rows.indices where rows[index].queue.map({ preferences.hidden.contains($0.id) }) == true {
            rows[index].isHidden = true
        }
        return rows
    }
}

/// What an overview says to the model, worked out before the model takes it: the list of queues, the sums over all of them,
/// and what the history notes.
public struct PreparedOverview: Equatable, Sendable {
    let listing: QueueListing
    let totals: QueueTotals
    let note: HistoryNote
}

/// What the work on an overview needs to know of the model.
public struct OverviewPreparation: Equatable, Sendable {
    let manner: QueueListing.Manner
    /// The queues that have a past of their own.
    let remembered: Set<QueueID>

    /// Creates what is needed where nothing is known yet.
    public init() { self.init(manner: QueueListing.Manner(), remembered: []) }

    /// Creates what is needed for a list of queues, some of which have a past.
    init(manner: QueueListing.Manner, remembered: Set<QueueID>) {
        (self.manner, self.remembered) = (manner, remembered)
    }

    /// Returns what an answer says to the model; nil where it is no overview.
    public func prepared(_ answer: Answer) -> PreparedOverview? {
        guard case .overview(let overview) = answer.content else { return nil }
        let queues = overview.queues
        return PreparedOverview(
            listing: QueueListing(queues, manner, now: answer.takenAt),
            totals: QueueTotals(queues, now: answer.takenAt),
            note: HistoryNote(overview, at: answer.takenAt, remembered: remembered))
    }
}

extension State {
    /// How the next overview is worked out.
    public var preparation: OverviewPreparation {
        OverviewPreparation(manner: path.manner, remembered: history.queues)
    }
}
