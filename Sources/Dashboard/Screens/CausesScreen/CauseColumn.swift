import Canvas
import Queues

/// The columns of causes.
enum CauseColumn {
    /// Returns how frequent, since when, and what.
    static func table(_ context: DrawContext) -> [TableColumn<Cause>] {
        [
            TableColumn("Jobs", width: .fixed(7), alignment: .right, priority: 95) {
                StyledText(DisplayText(Format.count($0.count)), context[.failed])
            },
            TableColumn("Share", width: .fixed(5), alignment: .right, priority: 90) {
                StyledText(DisplayText(Format.share($0.share)), context[.text])
            },
            TableColumn("", width: .fixed(10), priority: 40) {
                StyledText(.bar($0.share, columns: 10, glyphs: context.glyphs), context[.failed])
            },
            age("First", priority: 60, context) { $0.firstSeen },
            age("Last", priority: 80, context) { $0.lastSeen },
            TableColumn("When", width: .fixed(16), priority: 30) {
                StyledText(.sparkline(Self.steps($0.times, 16), glyphs: context.glyphs), context[.failed])
            },
            TableColumn("Cause", width: .flexible(min: 28, ideal: 60, max: 200), priority: 100) {
                StyledText(DisplayText($0.fingerprint.text, glyphs: context.glyphs), context[.text])
            },
            TableColumn("Names", width: .flexible(min: 8, ideal: 16, max: 40), priority: 25) {
                StyledText(list($0.names, context), context[.muted])
            },
            TableColumn("Queues", width: .flexible(min: 8, ideal: 12, max: 40), priority: 35) {
                StyledText(list($0.queues.map(\.name), context), context[.muted])
            },
        ]
    }

    /// Returns the fingerprint, for the command line.
    static func id(_ context: DrawContext) -> TableColumn<Cause> {
        TableColumn("Fingerprint", width: .fixed(12), priority: 99) { cause in
            StyledText(DisplayText(cause.fingerprint.id), context[.text])
        }
    }

    private static func age(
        _ title: DisplayText, priority: Int, _ context: DrawContext,
        of time: @escaping @Sendable (Cause) -> Milliseconds?
    ) -> TableColumn<Cause> {
        TableColumn(title, width: .fixed(6), alignment: .right, priority: priority) { cause in
            guard let time = time(cause) else { return StyledText(context.glyphs.absent, context[.muted]) }
            return StyledText(DisplayText(Format.age(Format.elapsed(from: time, to: context.now))), context[.text])
        }
    }

    /// Fewer steps of time: each the sum of those that it covers.
    static func steps(_ times: [Int], _ count: Int) -> [Double] {
        let size = max(1, times.count / max(1, count))
        return stride(from: 0, to: times.count, by: size).map { start in
            Double(times[start..<min(start + size, times.count)].reduce(0, +))
        }
    }

    private static func list(_ names: [[UInt8]], _ context: DrawContext) -> DisplayText {
        DisplayText(Array(names.joined(separator: Array(", ".utf8))), glyphs: context.glyphs)
    }
}
