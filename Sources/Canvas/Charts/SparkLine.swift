/// A row of small columns, whose heights are the shares of the largest value. A zero is a dot and a gap is blank, so that
/// neither is taken for the other; where all values are zero, only the last one is shown.
public struct SparkLine: Equatable, Sendable {
    /// The values from left to right; nil is a gap. What is negative or not finite counts as 0.
    public var values: [Double?]

    /// Creates the line of some values.
    public init(_ values: [Double?]) { self.values = values.map { $0.map { $0.isFinite ? max(0, $0) : 0 } } }

    private var peak: Double { values.lazy.compactMap(\.self).max() ?? 0 }

    /// Returns a cell for each value, in eighths of its height. `quiet` is the style of zeros.
    public func blocks(_ style: Style, quiet: Style, glyphs: Glyphs) -> StyledText {
        let peak = peak
        var line = StyledText()
        for (index, value) in values.enumerated() {
            guard let value, value > 0 else {
                let isShown = value != nil && (peak > 0 || index == values.count - 1)
                line.append(isShown ? glyphs.none : " ", quiet)
                continue
            }
            line.append(glyphs.verticalBlock(eighths: Chart.height(value, of: peak, steps: 8)), style)
        }
        return line
    }

    /// Returns a cell for two values, in quarters of its height, where the terminal has such characters; in ASCII blocks of
    /// the larger one of each two.
    public func dots(_ style: Style, quiet: Style, glyphs: Glyphs) -> StyledText {
        let pairs = stride(from: 0, to: values.count, by: 2).map { start in
            (left: values[start], right: start + 1 < values.count ? values[start + 1] : nil)
        }
        guard glyphs.hasBraille else {
            return SparkLine(pairs.map { pair in [pair.left, pair.right].compactMap(\.self).max() })
                .blocks(style, quiet: quiet, glyphs: glyphs)
        }
        let peak = peak
        var line = StyledText()
        for (index, pair) in pairs.enumerated() {
            let left = Chart.height(pair.left, of: peak, steps: 4)
            let right = Chart.height(pair.right, of: peak, steps: 4)
            if left + right > 0 {
                line.append(
                    glyphs.braille(Braille.column(left, isRight: false) | Braille.column(right, isRight: true)), style)
                continue
            }
            let isKnown = pair.left != nil || pair.right != nil
            line.append(isKnown && (peak > 0 || index == pairs.count - 1) ? glyphs.none : " ", quiet)
        }
        return line
    }
}

/// The dots of a braille character: two columns of four, as bits from U+2800 on.
enum Braille {
    private static let (left, right): ([UInt8], [UInt8]) = ([0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08])

    /// Returns the dot at a height, 0...3 from below.
    static func dot(_ height: Int, isRight: Bool) -> UInt8 { (isRight ? right : left)[min(max(0, height), 3)] }

    /// Returns the dots of a column of this height, 0...4.
    static func column(_ height: Int, isRight: Bool) -> UInt8 {
        (0..<min(max(0, height), 4)).reduce(0) { $0 | dot($1, isRight: isRight) }
    }
}
