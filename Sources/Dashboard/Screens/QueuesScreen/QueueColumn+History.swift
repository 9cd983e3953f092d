import Canvas
import Queues

extension QueueColumn {
    /// Where there is no room, pictures go before their rates, and trends after the pictures.
    private static let (failedRank, completedRank, trendRank) = (90, 64, 68)
    /// The cells of a trend.
    private static let trendColumns = 8

    /// Returns the column that belongs to this one and is drawn after it: the picture of a rate, or the trend of waiting jobs;
    /// nil for none.
    func companion(_ history: History, _ context: DrawContext) -> TableColumn<QueueRow>? {
        switch id {
        case .failedPerMinute: Self.picture(.failed, .failed, Self.failedRank, history, context)
        case .completedPerMinute: Self.picture(.completed, .completed, Self.completedRank, history, context)
        case .waiting: Self.trend(context)
        case .prefix, .name, .state, .failed, .active, .delayed, .prioritized, .completed, .waitingChildren,
            .oldestWaiting, .workers, .latestFailure:
            nil
        }
    }

    private static func picture(
        _ kind: MinutePicture.Kind, _ role: ThemeRole, _ rank: Int, _ history: History, _ context: DrawContext
    ) -> TableColumn<QueueRow> {
        TableColumn("15 min", width: .fixed(MinutePicture.columns), priority: rank) { row in
            guard let queue = row.queue else { return StyledText() }
            let picture = MinutePicture(kind, of: queue.id, in: history, now: context.now)
            return picture?.blocks(role, context) ?? StyledText()
        }
    }

    private static func trend(_ context: DrawContext) -> TableColumn<QueueRow> {
        TableColumn("/min", width: .fixed(trendColumns), alignment: .left, priority: trendRank) { row in
            row.queue.flatMap { BacklogTrend($0.evidence.history) }?.text(context) ?? StyledText()
        }
    }
}

extension BacklogTrend {
    /// The shortest time from which a trend is shown, in ms.
    private static let shortest: Milliseconds = 60_000

    /// The number of jobs by which the backlog changes each minute; nil where it was not seen for long enough.
    var shown: Int? { span >= Self.shortest ? growth : nil }

    /// Returns the trend, `▲ +48`; empty where there is none.
    func text(_ context: DrawContext) -> StyledText { Self.text(of: shown, context) }

    /// Returns a change by a number of jobs each minute.
    static func text(of growth: Int?, _ context: DrawContext) -> StyledText {
        guard let growth, growth != 0 else { return StyledText() }
        let trend: Trend = growth > 0 ? .rising : .falling
        let words = " \(growth > 0 ? "+" : "-")\(Format.briefCount(Int(clamping: growth.magnitude)))"
        return StyledText(trend.sign(context.glyphs) + DisplayText(words), context[growth > 0 ? .waiting : .muted])
    }
}
