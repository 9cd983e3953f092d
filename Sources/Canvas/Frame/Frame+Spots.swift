/// A part of a frame that the mouse can point at. It is noted while the part is drawn, so that what is seen and what is
/// pointed at cannot differ.
public struct Spot: Hashable, Sendable {
    /// The kind of a part.
    public enum Kind: Hashable, Sendable {
        /// Rows of a list, one of which, that of this number of the screen's rows, has the cursor.
        case rows(cursor: Int)
        /// A pane, by its number.
        case pane(Int)
        /// A tab, by its number.
        case tab(Int)
        /// An item of a menu, by its number.
        case item(Int)
        /// A box over the screen.
        case box
    }

    /// The cells of the part.
    public let place: Rect
    /// Its kind.
    public let kind: Kind
}

extension Frame {
    /// Notes a part that has just been drawn; what is drawn later is above it.
    public mutating func note(_ kind: Spot.Kind, in place: Rect) {
        if !place.isEmpty { spots.append(Spot(place: place, kind: kind)) }
    }

    /// Returns the parts at a cell, the highest first.
    public func spots(at point: Point) -> [Spot] {
        spots.reversed().filter { spot in
            let place = spot.place
            return point.x >= place.x && point.x < place.x + place.columns && point.y >= place.y
                && point.y < place.y + place.rows
        }
    }
}
