extension DisplayText {
    /// Returns a bar of exactly `columns`, filled to `fraction` (clamped to 0...1), in steps of an eighth of a cell.
    public static func bar(_ fraction: Double, columns: Int, glyphs: Glyphs = .unicode) -> DisplayText {
        let columns = min(max(0, columns), Size.limit)
        let share = fraction.isFinite ? min(max(fraction, 0), 1) : 0
        let eighths = Int(share * Double(columns * 8) + 0.5)
        let bar = glyphs.full.repeated(eighths / 8)
        guard bar.width < columns else { return bar }
        return (bar + glyphs.horizontalBlock(eighths: eighths % 8)).padded(to: columns)
    }

    /// Returns a sparkline with a column for each value, whose height is the value's share of the largest one. A value
    /// above 0 is always visible.
    public static func sparkline(_ values: [Double], glyphs: Glyphs = .unicode) -> DisplayText {
        let finite = values.map { $0.isFinite ? max(0, $0) : 0 }
        let peak = finite.max() ?? 0
        return finite.reduce(into: DisplayText()) { line, value in
            let eighths = peak > 0 ? Int(value / peak * 8 + 0.5) : 0
            line += glyphs.verticalBlock(eighths: value > 0 ? max(1, eighths) : 0)
        }
    }
}
