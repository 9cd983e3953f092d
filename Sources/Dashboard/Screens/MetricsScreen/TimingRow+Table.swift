import Canvas
import Queues

extension TimingRow {
    /// Returns the columns of the table of times.
    static func columns(_ context: DrawContext) -> [TableColumn<TimingRow>] {
        func time(
            _ title: DisplayText, _ priority: Int, _ length: @escaping @Sendable (TimingRow) -> Milliseconds?
        ) -> TableColumn<TimingRow> {
            TableColumn(title, width: .fixed(9), alignment: .right, priority: priority) { row in
                guard let length = length(row) else { return StyledText(context.glyphs.absent, context[.muted]) }
                return StyledText(DisplayText(Format.duration(length)), context[.text])
            }
        }
        var name = TableColumn<TimingRow>("Name", width: .flexible(min: 10, ideal: 20, max: 60), priority: 100) { row in
            guard let name = row.name else { return StyledText("all jobs", context[.title]) }
            return context.name(name)
        }
        name.isName = true
        // Each title says of what it is, since the columns before it may have no room.
        return [
            name,
            TableColumn("Jobs", width: .fixed(5), alignment: .right, priority: 60) {
                context.count($0.count, .text)
            },
            time("Wait p50", 40) { $0.wait?.p50 }, time("Wait p95", 80) { $0.wait?.p95 },
            time("Wait p99", 30) { $0.wait?.p99 }, time("Wait max", 35) { $0.wait?.max },
            time("Run p50", 45) { $0.run?.p50 }, time("Run p95", 90) { $0.run?.p95 },
            time("Run p99", 32) { $0.run?.p99 }, time("Run max", 50) { $0.run?.max },
        ]
    }
}
