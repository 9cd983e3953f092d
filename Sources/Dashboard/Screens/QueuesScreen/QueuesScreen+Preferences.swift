import Queues

/// The preferences for listing the queues, which are kept between runs.
extension QueuesScreen {
    /// Changes the preferences, and saves them. How the past is listed is not kept.
    private mutating func keep(_ change: (inout QueuePreferences) -> Void) -> Reaction {
        let before = preferences
        change(&preferences)
        arrange()
        return isPast || preferences == before ? .done : .keep(preferences)
    }

    /// The queues that an action is for: the marked ones, or else those of the row under the cursor.
    private var meant: [QueueID] {
        if !marks.isEmpty { return marks }
        if pane == .attention { return selected.map { [$0] } ?? [] }
        return row?.queues.map(\.id) ?? []
    }

    /// Sorts the list by a column; by the same one again in the other direction.
    mutating func sort(by column: QueueColumn.ID) -> Reaction {
        if column == order.column { return reverse() }
        return keep {
            $0.order = QueueOrder(column: column, isDescending: QueueColumn.descendsFirst(column))
        }
    }

    /// Reverses the order of the list.
    mutating func reverse() -> Reaction { keep { $0.order.isDescending.toggle() } }

    /// Pins these queues; where all of them are pinned, unpins them.
    mutating func togglePins() -> Reaction { toggle(\.pinned) }

    /// Hides these queues; where all of them are hidden, lists them again. Their marks are cleared, so that no change
    /// is for a queue that is not visible.
    mutating func toggleHidden() -> Reaction {
        defer { marks = [] }
        return toggle(\.hidden)
    }

    private mutating func toggle(_ set: WritableKeyPath<QueuePreferences, Set<QueueID>>) -> Reaction {
        let meant = meant
        return keep { preferences in
            if preferences[keyPath: set].isSuperset(of: meant) {
                preferences[keyPath: set].subtract(meant)
            } else if preferences[keyPath: set].count + meant.count <= QueuePreferences.limit {
                preferences[keyPath: set].formUnion(meant)
            }
        }
    }

    /// Lists hidden queues as well, or leaves them out again.
    mutating func toggleShowingHidden() {
        showsHidden.toggle()
        arrange()
    }

    /// Shows the list as a tree by a character of the names; nil shows a plain list.
    mutating func divide(by delimiter: NameDelimiter?) -> Reaction {
        keep { preferences in
            if preferences.delimiter != delimiter { preferences.folded = [] }
            preferences.delimiter = delimiter
        }
    }

    /// Folds the group under the cursor, or moves to the group of its row.
    mutating func fold() -> Reaction {
        if let group = row?.group, !group.isFolded { return keep { $0.folded.insert(group.path) } }
        if let parent = parentRow { move(to: parent) }
        return .done
    }

    /// Unfolds the group under the cursor, or moves to its first row.
    mutating func unfold() -> Reaction {
        guard let group = row?.group else { return .done }
        guard group.isFolded else {
            move(by: 1)
            return .done
        }
        return keep { $0.folded.remove(group.path) }
    }

    /// Folds the group under the cursor, or unfolds it.
    mutating func toggleFold(_ group: QueueGroup) -> Reaction { group.isFolded ? unfold() : fold() }

    /// The index of the row of the group that the row under the cursor is in.
    private var parentRow: Int? {
        guard let depth = row?.depth, depth > 0 else { return nil }
        return rows[..<cursor.index].lastIndex { $0.group != nil && $0.depth == depth - 1 }
    }

    /// Returns the reason why nothing can be folded; nil where something can.
    func reasonAgainstFolding() -> String? {
        if preferences.delimiter == nil { return "The list is no tree; :tree makes one." }
        return filter.isEmpty ? nil : "While there is a filter all groups are open."
    }
}
