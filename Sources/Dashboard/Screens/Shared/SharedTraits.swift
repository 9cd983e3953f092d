import Canvas
import Queues

/// The traits that failed jobs share, as lines.
struct SharedTraits {
    let comparison: Comparison

    init(_ comparison: Comparison) { self.comparison = comparison }

    /// Returns the lines: what was compared, then each trait with its share on both sides.
    func lines(_ context: DrawContext) -> [StyledText] {
        let sides = "\(Format.count(comparison.failed)) failed and \(Format.count(comparison.completed)) completed jobs"
        if comparison.isTooSmall {
            let words = "\(sides) of the same names can be compared: fewer than \(Comparison.fewest) prove nothing."
            return [StyledText(DisplayText(words), context[.muted])]
        }
        guard !comparison.shared.isEmpty else {
            let words = "Of \(sides) of the same names, the failed ones share nothing that chance could not explain."
            return [StyledText(DisplayText(words), context[.muted])]
        }
        return [StyledText(DisplayText("of \(sides) of the same names:"), context[.muted])]
            + comparison.shared.map { line($0, context) }
    }

    private func line(_ shared: Comparison.SharedTrait, _ context: DrawContext) -> StyledText {
        var text = StyledText(DisplayText(shared.trait.text, glyphs: context.glyphs), context[.text])
        text.append(DisplayText(" in \(Format.share(shared.failedShare))"), context[.failed])
        text.append(DisplayText(" (completed: \(Format.share(shared.completedShare)))"), context[.muted])
        return text
    }
}
