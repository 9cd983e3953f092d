internal import CNcurses
import Canvas

/// The colour pairs that ncurses knows by number, made as they are needed.
///
/// It is our own, because alloc_pair() of ncurses 6.4 crashes on terminals without colours.
struct PairTable {
    private struct Colors: Hashable {
        let foreground: Color
        let background: Color
    }

    private var numbers: [Colors: Int32] = [:]
    /// The number of pairs that the terminal has, pair 0 included; 0 without colours.
    private let limit: Int32
    private let hasDefaultColors: Bool

    init(limit: Int32, hasDefaultColors: Bool) {
        self.limit = limit
        self.hasDefaultColors = hasDefaultColors
    }

    /// Returns the number of the pair for these colours; 0, the terminal's own, when no pairs are left.
    mutating func number(foreground: Color, background: Color) -> Int32 {
        let colors = Colors(foreground: foreground, background: background)
        guard foreground != .standard || background != .standard else { return 0 }
        if let number = numbers[colors] { return number }
        let next = Int32(numbers.count) + 1
        guard next < limit, init_extended_pair(next, code(foreground, or: 7), code(background, or: 0)) != ERR else {
            return 0
        }
        numbers[colors] = next
        return next
    }

    private func code(_ color: Color, or fallback: Int32) -> Int32 {
        switch color {
        case .standard: hasDefaultColors ? -1 : fallback
        case .indexed(let index): Int32(index)
        }
    }
}
