import Canvas
public import Queues

extension Listing {
    /// Returns a table of jobs that a search has found.
    public func lines(_ found: [FoundJobMatch]) -> [String] {
        Table(columns: FoundColumn.table(found, columns: width ?? 120, context)).lines(
            found, width: width, glyphs: glyphs)
    }

    /// Returns a table of causes, and below it the sums.
    public func lines(_ report: CauseReport, limit: Int) -> [String] {
        let causes = Array(report.causes.prefix(limit))
        let columns = [CauseColumn.id(context)] + CauseColumn.table(context, report, columns: width)
        return Table(columns: columns).lines(causes, width: width, glyphs: glyphs)
            + [DisplayText(report.sum, glyphs: glyphs).plain]
    }

    /// Returns the lines on what the failed jobs of a cause share.
    public func lines(_ comparison: Comparison, of cause: Cause) -> [String] {
        let title =
            DisplayText("\(cause.fingerprint.id) ", glyphs: glyphs)
            + DisplayText(cause.fingerprint.text, glyphs: glyphs)
        return [title.plain] + SharedTraits(comparison, of: cause).lines(context).map { "  " + $0.plain }
    }
}
