import Canvas
import Queues

extension QueueColumn {
    /// The ranks of what is beside the columns where there is no room: pictures go before their rates, and trends after the
    /// pictures. From `QueuesLayout.pictured` on they come before the columns that only add counts.
    private struct Ranks {
        let failed: Int
        let completed: Int
        let trend: Int

        init(columns: Int) {
            let isPictured = columns >= QueuesLayout.pictured
            (failed, completed, trend) = isPictured ? (90, 90, 90) : (90, 64, 68)
        }
    }

    /// The rank of the failed jobs below pictures and trends: their rate and the verdict say what is wrong.
    static let restRank = 89
    /// The cells of a trend.
    private static let trendColumns = 8

    /// Returns what belongs to this column and is drawn beside it: the picture of a rate, or the trend of waiting jobs; nil for
    /// nothing. `columns` is the width of the table, in cells.
    func companion(_ history: History, columns: Int, _ context: DrawContext) -> TableCompanion<QueueRow>? {
        let ranks = Ranks(columns: columns)
        return switch id {
        case .failedPerMinute: Self.picture(.failed, .failed, ranks.failed, history, context)
        case .completedPerMinute: Self.picture(.completed, .completed, ranks.completed, history, context)
        case .waiting: Self.trend(ranks.trend, context)
        case .prefix, .name, .state, .failed, .active, .delayed, .prioritized, .completed, .waitingChildren,
            .oldestWaiting, .workers, .latestFailure:
            nil
        }
    }

    private static func picture(
        _ kind: MinutePicture.Kind, _ role: ThemeRole, _ rank: Int, _ history: History, _ context: DrawContext
    ) -> TableCompanion<QueueRow> {
        TableCompanion("15 min", width: MinutePicture.columns, beside: Self.countColumns, priority: rank) { row in
            guard let queue = row.queue else { return StyledText() }
            let picture = MinutePicture(kind, of: queue.id, in: history, now: context.now)
            return picture?.blocks(role, context) ?? StyledText()
        }
    }

    private static func trend(_ rank: Int, _ context: DrawContext) -> TableCompanion<QueueRow> {
        TableCompanion("/min", width: trendColumns, beside: Self.countColumns, priority: rank) { row in
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
