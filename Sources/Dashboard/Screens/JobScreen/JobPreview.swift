import Canvas
import Queues

/// The beginning of a job's own screen: of a failed job the latest stack trace, of others progress and return value,
/// and of all the data. Its texts are made once, when it is read.
struct JobPreview: Equatable, Sendable {
    let detail: JobDetail
    private let parts: [Part]

    /// One of the texts.
    private struct Part: Equatable {
        let title: String
        let view: TextView
    }

    /// Creates the preview of a job on a page.
    init(_ detail: JobDetail) {
        self.detail = detail
        let failure = JobFailure(detail).map { failure in
            Part(title: failure.latestTitle(of: detail), view: TextView(failure.latest))
        }
        let sections: [JobSection] = failure == nil ? [.progress, .result, .data] : [.data]
        parts =
            [failure].compactMap(\.self)
            + sections.compactMap { section in
                let content = JobContent(section, of: detail)
                guard case .json(let excerpt) = content else { return nil }
                let title = section.rawValue + " " + Format.bytes(excerpt.total)
                return Part(title: title, view: TextView(content.text().document))
            }
    }

    /// Whether there is nothing to show.
    var isEmpty: Bool { parts.isEmpty }

    /// Draws the texts from the top down, with a sign where the last one is cut. Where there are few rows, the first
    /// text has no title.
    func draw(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        var rest = rect
        for (index, part) in parts.enumerated() {
            if index > 0 || rect.rows >= 8 {
                if index > 0 { rest = rest.split(top: 1).rest }
                guard rest.rows >= 2 else { return }
                let title = StyledText(DisplayText(part.title, glyphs: context.glyphs), context[.title])
                frame.draw(title, in: rest.row(0), glyphs: context.glyphs)
                rest = rest.split(top: 1).rest
            }
            let rows = part.view.rowCount(upTo: rest.rows + 1, columns: rest.columns, glyphs: context.glyphs)
            let (place, below) = rest.split(top: rows)
            part.view.draw(into: &frame, in: place, context: context)
            if rows > rest.rows, rest.rows > 0 {
                let (x, y) = (rest.x + rest.columns - 1, rest.y + rest.rows - 1)
                frame.draw(context.glyphs.ellipsis, style: context[.muted], x: x, y: y)
            }
            rest = below
        }
    }
}

extension JobFailure {
    /// Returns the title of `latest`.
    fileprivate func latestTitle(of detail: JobDetail) -> String {
        guard traces?.isCut == false, let attempt = JobAttempts(detail)?.entries.first else { return "failure" }
        return attempt.title
    }
}
