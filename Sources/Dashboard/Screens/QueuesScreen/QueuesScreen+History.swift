import Canvas
import Queues

extension QueuesScreen {
    /// The number of rows by which the counted queues change when the list is scrolled, so that each step of a cursor does
    /// not cause a reading.
    private static let countedStep = 16
    /// The maximum number of queues counted besides the rows on the screen: the gravest that need attention.
    private static let burningLimit = 20

    /// Requests the finished jobs by the minute of the queues on the screen, and of those that need attention, where there is
    /// room for their pictures or for the line of rates.
    mutating func countMinutes(in state: State) {
        guard state.body.columns >= QueuesLayout.roomy || layout(in: state.body).totals.rows > 1 else {
            counted = []
            return
        }
        let height = paneRows(.queues, in: state)
        let from = cursor.top / Self.countedStep * Self.countedStep
        let step = Self.countedStep
        let until = (cursor.top + height + step - 1) / step * step
        let seen = rows.dropFirst(from).prefix(max(0, until - from)).compactMap(\.queue?.id)
        let burning = attention.prefix(Self.burningLimit).compactMap(\.queue?.id)
        let wanted = Set(seen).union(burning).sorted()
        if counted != wanted { counted = wanted }
    }
}

/// The numbers of finished jobs by the minute as a picture, with the place that they come from.
struct MinutePicture {
    /// The jobs that ended in one way.
    enum Kind { case failed, completed }

    /// The counts, the oldest first; the last minute is not over.
    let counts: [Int?]
    /// The place that they come from.
    let source: CountSource
    /// Whether the number of the last minute since 1970 is even: minutes are drawn in pairs that stay together.
    private let beginsPair: Bool

    /// Creates the picture of a queue: from what the server still knows, else from what was seen; nil without either.
    init?(_ kind: Kind, of queue: QueueID, in history: History, now: Milliseconds) {
        if let minutes = history.minutes(of: queue) {
            self.init(kind == .failed ? minutes.failed : minutes.completed, now: now)
        } else {
            self.init(kind, seen: history[queue], now: now)
        }
    }

    /// Creates the picture of all queues together.
    init?(_ kind: Kind, ofAll queues: [QueueSummary], in history: History, now: Milliseconds) {
        // Of very many queues only those that are on the screen are counted.
        let minutes = queues.count > history.countedQueues ? [] : queues.compactMap { history.minutes(of: $0.id) }
        let counts = minutes.map { kind == .failed ? $0.failed : $0.completed }
        // A queue that keeps no job cannot be counted, and its own row says so; the others still can.
        let all = MinuteCounts.sum(counts.filter { $0.trouble != nil || $0.counts.contains { $0 != nil } })
        if let all, minutes.count == queues.count {
            self.init(all, now: now)
        } else {
            self.init(kind, seen: history.total, now: now)
        }
    }

    private init?(_ minutes: MinuteCounts, now: Milliseconds) {
        guard !minutes.counts.isEmpty else { return nil }
        // A queue that is no longer counted, or was not read for minutes, has gaps at its end.
        let missing = Int(clamping: max(0, now / 60_000 - minutes.last))
        let gaps = Array(repeating: Int?.none, count: min(missing, QueueMinutes.count))
        (counts, source) = (Array((minutes.counts + gaps).suffix(QueueMinutes.count)), minutes.source)
        beginsPair = max(minutes.last, now / 60_000).isMultiple(of: 2)
    }

    private init?(_ kind: Kind, seen past: QueueHistory?, now: Milliseconds) {
        guard let past else { return nil }
        let last = now / 60_000
        let points = past.minutes.points(last - Int64(QueueMinutes.count) + 1..<last + 1)
        counts = points.map { $0[kind == .failed ? .failedPerMinute : .completedPerMinute] }
        (source, beginsPair) = (.seen, last.isMultiple(of: 2))
    }

    /// The counts from the beginning of a pair to the end of one.
    private var paired: [Int?] { beginsPair ? Array(counts.dropFirst()) + [nil] : counts }

    /// The direction of the last minutes.
    var trend: Trend? { Trend(counts) }

    /// Returns a cell for two minutes, in dots where the terminal has them.
    func dots(_ role: ThemeRole, _ context: DrawContext) -> StyledText {
        SparkLine(paired.map { $0.map(Double.init) }).dots(
            context[role], quiet: context[.muted], glyphs: context.glyphs)
    }

    /// Returns a cell for two minutes, in blocks.
    func blocks(_ role: ThemeRole, _ context: DrawContext) -> StyledText {
        let counts = paired
        let pairs = stride(from: 0, to: counts.count, by: 2).map { start -> Double? in
            let known = counts[start..<min(start + 2, counts.count)].compactMap(\.self)
            return known.isEmpty ? nil : Double(CountSum(known).atLeast)
        }
        return SparkLine(pairs).blocks(context[role], quiet: context[.muted], glyphs: context.glyphs)
    }

    /// The cells of a picture.
    static let columns = QueueMinutes.count / 2
}

extension Trend {
    /// Returns the sign of the direction.
    func sign(_ glyphs: Glyphs) -> DisplayText {
        switch self {
        case .rising: glyphs.sortAscending
        case .falling: glyphs.sortDescending
        }
    }
}
