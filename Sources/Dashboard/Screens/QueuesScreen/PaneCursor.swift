/// The parts of the list of queues that keys can act in.
enum QueuesPane: CaseIterable, Sendable {
    case queues, causes, attention, workers
}

/// The cursor in a pane below the list. It stays on its line when others come and go.
struct PaneCursor<Key: Hashable & Sendable>: Equatable, Sendable {
    /// What names the line under the cursor; nil before it was in the pane.
    private(set) var key: Key?
    private(set) var place = ListCursor()

    /// Moves it by a number of lines, and no farther than the ends.
    mutating func move(by distance: Int, in keys: [Key]) {
        place.move(by: distance, count: keys.count)
        key = keys.indices.contains(place.index) ? keys[place.index] : nil
    }

    /// Moves it to a line, or to the first one where there is no such line.
    mutating func move(to wanted: Key?, in keys: [Key]) {
        place.move(to: keys.firstIndex { $0 == wanted } ?? 0, count: keys.count)
        key = keys.indices.contains(place.index) ? keys[place.index] : nil
    }

    /// Keeps it on its line, or on its place where that is gone, and the place among `height` rows.
    mutating func settle(_ keys: [Key], height: Int) {
        if let key, let index = keys.firstIndex(of: key) { place.move(to: index, count: keys.count) }
        place.settle(count: keys.count, height: height)
        key = keys.indices.contains(place.index) ? keys[place.index] : nil
    }
}
