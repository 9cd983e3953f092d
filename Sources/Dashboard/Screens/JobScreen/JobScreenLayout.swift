import Canvas

/// The rows of the parts of the job screen.
struct JobScreenLayout: Equatable {
    let summary: Rect
    let tabs: Rect
    /// The attempts, and the times of the shown one.
    let attempts: Rect
    let note: Rect
    let body: Rect
    /// The line of status: the shown part of the text, and the search.
    let status: Rect

    /// Divides `rect`. The body gets at least half of it, and the last row of a tiny screen.
    init(_ rect: Rect, summaryRows: Int, attemptRows: Int, noteRows: Int) {
        let isNarrow = rect.columns < JobSummary.leastWhole
        let summaryRows = rect.rows < 4 || isNarrow ? min(1, rect.rows - 1) : min(summaryRows, max(1, rect.rows / 3))
        var rest: Rect
        (summary, rest) = rect.split(top: summaryRows)
        (tabs, rest) = rest.split(top: rect.rows >= 4 ? 1 : 0)
        (attempts, rest) = rest.split(
            top: isNarrow ? 0 : rect.rows >= 12 ? attemptRows : rect.rows >= 7 ? min(1, attemptRows) : 0)
        (note, rest) = rest.split(
            top: isNarrow ? 0 : rect.rows >= 10 ? min(2, noteRows) : rect.rows >= 5 ? min(1, noteRows) : 0)
        (body, status) = rest.split(bottom: rect.rows >= 6 && !isNarrow ? 1 : 0)
    }
}

extension JobScreen {
    /// The note above the text: that the job is gone, or what the text lacks.
    var note: JobNote? {
        isGone ? .gone : panes[section]?.note ?? (section == .error ? attempts?.note : nil)
    }

    /// Returns the note in rows as wide as `rect`.
    func noteRows(in rect: Rect, glyphs: Glyphs = .unicode, _ keys: KeyNames = KeyNames()) -> [DisplayText] {
        note.map { $0.text(glyphs, keys).wrapped(to: rect.columns) } ?? []
    }

    func layout(in rect: Rect) -> JobScreenLayout {
        let summaryRows = detail.map { JobSummary($0).rows(in: rect.size) } ?? 1
        return JobScreenLayout(
            rect, summaryRows: summaryRows, attemptRows: attemptRows, noteRows: noteRows(in: rect).count)
    }
}
