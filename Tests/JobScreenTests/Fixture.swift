import Canvas
import Queues

@testable import Dashboard

/// The jobs of the tests.
enum Fixture {
    static let queue = QueueID(prefix: Array("bull".utf8), name: Array("email".utf8))
    /// 2026-11-23 14:08:21.512 UTC.
    static let started: Milliseconds = 1_795_442_901_512
    static let now = started + 3 * 3_600_000

    /// A theme in which every role has a colour of its own.
    static let theme = Theme(
        name: "test",
        styles: Dictionary(
            uniqueKeysWithValues: ThemeRole.allCases.enumerated().map { ($1, Style(.indexed(UInt8($0 + 1)))) }))

    static func context(_ glyphs: Glyphs = .unicode) -> DrawContext {
        DrawContext(theme: theme, glyphs: glyphs, now: now)
    }

    static func whole(_ text: String) -> Excerpt { Excerpt(bytes: Array(text.utf8), total: text.utf8.count) }

    static func row(_ id: String, _ state: JobState?, _ name: String = "send-invoice") -> JobRow {
        var row = JobRow(id: JobID(id), state: state)
        row.name = Array(name.utf8)
        row.timestamp = started - 300_000
        row.attemptsAllowed = 5
        return row
    }

    static func screen(_ detail: JobDetail) -> JobScreen {
        var screen = JobScreen(queue: queue, id: detail.row.id)
        screen.receive(detail)
        return screen
    }

    static func frame(_ screen: JobScreen, _ columns: Int, _ rows: Int, _ glyphs: Glyphs = .unicode) -> Frame {
        var frame = Frame(size: Size(columns: columns, rows: rows))
        screen.draw(into: &frame, in: Rect(frame.size), context: context(glyphs))
        return frame
    }
}
