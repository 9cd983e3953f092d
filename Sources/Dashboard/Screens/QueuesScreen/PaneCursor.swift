/// The parts of the list of queues in which keys act.
enum QueuesPane: CaseIterable, Sendable {
    case queues, causes, attention, latest, workers
}

/// The cursor in a pane below the list. It stays on its line when others are added or removed.
struct PaneCursor<Key: Hashable & Sendable>: Equatable, Sendable {
    /// The identity of the line under the cursor; nil before the cursor was in the pane.
    private(set) var key: Key?
    private(set) var place = ListCursor()

    /// Moves the cursor by a number of lines, at most to the ends.
    mutating func move<Keys: RandomAccessCollection>(by distance: Int, in keys: Keys)
    where Keys.Element == Key, Keys.Index == Int {
        place.move(by: distance, count: keys.count)
        key = keys.indices.contains(place.index) ? keys[place.index] : nil
    }

    /// Moves the cursor to a line, or to the first one where there is no such line.
    mutating func move<Keys: RandomAccessCollection>(to wanted: Key?, in keys: Keys)
    where Keys.Element == Key, Keys.Index == Int {
        place.move(to: keys.firstIndex { $0 == wanted } ?? 0, count: keys.count)
        key = keys.indices.contains(place.index) ? keys[place.index] : nil
    }

    /// Keeps the cursor on its line, or at its index where the line is gone, and within `height` visible rows.
    mutating func settle<Keys: RandomAccessCollection>(_ keys: Keys, height: Int)
    where Keys.Element == Key, Keys.Index == Int {
        // The line is nearly always where it was, and there may be a hundred thousand others.
        let isThere = keys.indices.contains(place.index) && keys[place.index] == key
        if !isThere, let key, let index = keys.firstIndex(of: key) { place.move(to: index, count: keys.count) }
        place.settle(count: keys.count, height: height)
        key = keys.indices.contains(place.index) ? keys[place.index] : nil
    }
}
