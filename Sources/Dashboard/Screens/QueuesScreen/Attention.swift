import Canvas
import Queues

/// Why a queue wants to be looked at: one line of the list below the queues.
struct Attention: Sendable {
    let queue: QueueSummary
    let health: QueueHealth

    /// The queues that want it, the most urgent first: what fails now by its rate, what is stuck by its age, what is
    /// paused, and then old failures, the latest first.
    static func list(_ queues: [QueueSummary], now: Milliseconds) -> [Attention] {
        let found = queues.map { Attention(queue: $0, health: QueueHealth($0, now: now)) }
        return found.filter { $0.rank > 0 }.sorted { left, right in
            if left.rank != right.rank { return left.rank > right.rank }
            if left.weight != right.weight { return left.weight > right.weight }
            return left.queue.id < right.queue.id
        }
    }

    private var failuresPerMinute: Int { queue.failedPerMinute ?? 0 }

    /// 0 is for what needs no attention.
    private var rank: Int {
        if failuresPerMinute > 0 { return 4 }
        switch health {
        case .stuck: return 3
        case .paused: return 2
        case .idle, .waiting, .working, .failing: return queue.counts.atLeast(.failed) > 0 ? 1 : 0
        }
    }

    /// What orders queues of one rank.
    private var weight: Int64 {
        if failuresPerMinute > 0 { return Int64(failuresPerMinute) }
        switch health {
        case .stuck: return queue.oldestWaiting.map { Format.elapsed(from: $0, to: 0) } ?? .min
        case .paused: return Int64(queue.counts.atLeast(.waiting))
        case .idle, .waiting, .working, .failing: return queue.latestFailureAt ?? .min
        }
    }

    /// The columns that tell it.
    static func columns(_ context: DrawContext, selected: QueueID?) -> [TableColumn<Attention>] {
        [
            TableColumn("", width: .fixed(1), priority: 9) { $0.sign(context) },
            TableColumn("", width: .flexible(min: 8, ideal: 16, max: 24), priority: 10) { entry in
                let name = DisplayText(Words.name(entry.queue.id.name), glyphs: context.glyphs)
                return StyledText(name, context[entry.queue.id == selected ? .title : .text])
            },
            TableColumn("", width: .fixed(13), alignment: .right, priority: 8) { $0.measure(context) },
            TableColumn("", width: .fixed(7), alignment: .right, priority: 7) { $0.age(context) },
            TableColumn("", width: .flexible(min: 12, ideal: 200, max: 400), priority: 6) { $0.reason(context) },
        ]
    }

    private func sign(_ context: DrawContext) -> StyledText {
        switch rank {
        case 4: StyledText(context.glyphs.failure, context[.error])
        case 2, 3: StyledText(health.sign(context.glyphs), context[health.role])
        default: StyledText(context.glyphs.dot, context[.muted])
        }
    }

    /// How much of it there is: failures a minute, or jobs.
    private func measure(_ context: DrawContext) -> StyledText {
        switch rank {
        case 4: StyledText(DisplayText("\(Format.shortCount(failuresPerMinute)) fail/min"), context[.error])
        case 2, 3: StyledText(DisplayText(health.word), context[health.role])
        default: StyledText(DisplayText("\(Format.shortCount(queue.counts.atLeast(.failed))) failed"), context[.failed])
        }
    }

    private func age(_ context: DrawContext) -> StyledText {
        let isWaiting = rank == 2 || rank == 3
        guard let moment = isWaiting ? queue.oldestWaiting : queue.latestFailureAt else { return StyledText() }
        let age = Format.age(Format.elapsed(from: moment, to: context.now))
        return StyledText(DisplayText(isWaiting ? age : age + " ago"), context[.muted])
    }

    private func reason(_ context: DrawContext) -> StyledText {
        switch rank {
        case 3: return StyledText(DisplayText("\(waiting), none is active: no worker?"), context[.text])
        case 2:
            return StyledText(
                DisplayText(queue.counts.atLeast(.waiting) > 0 ? waiting : "no job waits"), context[.text])
        default:
            guard let failure = queue.latestFailure else { return StyledText("failure not read yet", context[.muted]) }
            let text = DisplayText(failure.firstLine, glyphs: context.glyphs)
            return StyledText(text, context[rank == 4 ? .failed : .text])
        }
    }

    private var waiting: String {
        let number = CountSum([queue.counts[.waiting], queue.counts[.prioritized]]).atLeast
        return number == 1 ? "1 job waits" : Format.count(number, "job") + " wait"
    }
}
