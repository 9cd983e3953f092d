import Canvas
import Queues

/// The traits that failed jobs share, as lines.
struct SharedTraits {
    private let comparison: Comparison
    /// The number of jobs of the cause, of which the newest were compared.
    private let count: Int
    /// The time since they were compared, in ms.
    private let age: Milliseconds

    /// A comparison of this age, in ms, is shown with its age.
    private static let shownAge: Milliseconds = 5_000

    /// Creates the lines of what has just been compared.
    init(_ comparison: Comparison, of cause: Cause) {
        (self.comparison, count, age) = (comparison, cause.count, 0)
    }

    /// Creates the lines of an explanation; `now` is in ms since 1970.
    init(_ explanation: CausesPart.Explanation, at now: Milliseconds) {
        (comparison, count) = (explanation.comparison, explanation.count)
        age = Format.elapsed(from: explanation.comparedAt, to: now)
    }

    /// Returns the lines: what was compared, then each trait with its share on both sides.
    func lines(_ context: DrawContext) -> [StyledText] {
        if comparison.isTooSmall {
            let words = "\(sides) can be compared: fewer than \(Comparison.fewest) prove nothing."
            return [StyledText(DisplayText(words), context[.muted])]
        }
        let times =
            comparison.comparesTimes
            ? []
            : [StyledText(DisplayText("They ended at other times: hours and dates are not compared."), context[.muted])]
        guard !comparison.shared.isEmpty else {
            let words = "Of \(sides) the failed ones share nothing that chance could not explain."
            return [StyledText(DisplayText(words), context[.muted])] + times
        }
        return [
            StyledText(DisplayText("of \(sides.hasSuffix(",") ? String(sides.dropLast()) : sides):"), context[.muted])
        ]
            + comparison.shared.map { line($0, context) } + times
    }

    /// Returns the trait that is least likely to be chance as one line: `failed ones share: data.tenant = "globex" in 98 %
    /// (completed: 31 %)`; nil where nothing is shared.
    static func summary(of comparison: Comparison, _ context: DrawContext) -> StyledText? {
        guard let shared = comparison.shared.first else { return nil }
        return StyledText("failed ones share: ", context[.muted])
            + StyledText(DisplayText(shared.trait.text, glyphs: context.glyphs), context[.text])
            + StyledText(DisplayText(" in \(Format.share(shared.failedShare))"), context[.failed])
            + StyledText(DisplayText(" (completed: \(Format.share(shared.completedShare)))"), context[.muted])
    }

    /// What was compared: the failed jobs may be the newest of more.
    private var sides: String {
        let isSample = comparison.failed < count
        let failed = Format.count(comparison.failed) + (isSample ? " of \(Format.count(count))" : "") + " failed"
        let words =
            "\(isSample ? "the newest " : "")\(failed) and \(Format.count(comparison.completed, "completed job")) of the same names"
        return age < Self.shownAge ? words : "\(words), read \(Format.age(age)) ago,"
    }

    private func line(_ shared: Comparison.SharedTrait, _ context: DrawContext) -> StyledText {
        var text = StyledText(DisplayText(shared.trait.text, glyphs: context.glyphs), context[.text])
        let support = "\(Format.count(shared.failed, "job")), \(Format.share(shared.failedShare))"
        text.append(DisplayText(" in \(support)"), context[.failed])
        // Where no completed job has it, the factor assumes half a job: with one job it would be half as large.
        let factor = shared.completed > 0 ? Format.factor(shared.lift) : "over \(Format.factor(shared.lift / 2))"
        text.append(DisplayText(" (completed: \(Format.share(shared.completedShare)), \(factor))"), context[.muted])
        return text
    }
}
