/// How a text is scrolled. Rows down and columns to the right count upwards.
enum TextMovement: Hashable, Sendable {
    case rows(Int)
    case halfPages(Int)
    case pages(Int)
    case start, end
    /// Sideways, in half widths. Only where lines are not wrapped.
    case halfWidths(Int)
}
