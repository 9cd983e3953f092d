/// The way in which a Unicode scalar is shown, from bulltop's own table: the widths of libc and of terminals differ by
/// version.
enum ScalarClass: UInt32 {
    /// One column.
    case narrow
    /// Two columns.
    case wide
    /// No column: it joins the scalar before it.
    case mark
    /// Never shown unchanged: controls, format characters, private use, unassigned, invisible letters.
    case refused

    /// Creates the class of `scalar`.
    init(_ scalar: UInt32) {
        if scalar < 0x7F {
            self = scalar < 0x20 ? .refused : .narrow
            return
        }
        let key = scalar << 2 | 3
        self = Self.changes.withUnsafeBufferPointer { changes in
            var low = 0
            var high = changes.count
            while low < high {
                let middle = (low + high) / 2
                if changes[middle] <= key { low = middle + 1 } else { high = middle }
            }
            return low > 0 ? Self(rawValue: changes[low - 1] & 3) ?? .refused : .refused
        }
    }
}
