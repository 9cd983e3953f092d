internal import Dashboard
internal import Queues

/// How often overviews of very many queues are shown.
///
/// The screen sorts, adds up and remembers all queues of an overview, and answers no key meanwhile: a hundred thousand
/// queues take it some tenths of a second. So an overview of them is shown less often; the others are read and left out.
struct OverviewPace {
    /// The number of queues for each second between two overviews; fewer are always shown.
    private static let queuesASecond = 5_000

    /// The time at which one was last shown, on the monotonic clock in ms; nil where another screen was shown since.
    private var shownAt: Milliseconds?

    /// Returns whether an answer is shown at a time, on the monotonic clock in ms. Everything but an overview is. Where something
    /// else is wanted of the list, as when the cursor moves, the pause is a quarter as long.
    mutating func isDue(_ answer: Answer, isNew: Bool = false, at now: Milliseconds) -> Bool {
        guard case .overview(let overview) = answer.content else {
            shownAt = nil
            return true
        }
        let pause = Milliseconds(overview.queues.count * 1_000 / Self.queuesASecond) / (isNew ? 4 : 1)
        if overview.queues.count > Self.queuesASecond, let shownAt, now - shownAt < pause { return false }
        shownAt = now
        return true
    }
}

/// Where the poller works on overviews, so that the screen takes them at once and answers keys meanwhile.
struct OverviewDesk {
    /// How the next one is worked out.
    var preparation: OverviewPreparation
    /// The last ones. A screen that replaces one of very many queues does not spend the time of giving back its memory:
    /// it is kept here until the screen has none of it.
    private var last: [Message] = []
    private static let kept = 2

    init(_ preparation: OverviewPreparation) { self.preparation = preparation }

    /// Returns the message of an answer.
    mutating func message(of answer: Answer) -> Message {
        guard let work = preparation.prepared(answer) else { return .answered(answer) }
        let message = Message.prepared(answer, work)
        last = last.suffix(Self.kept - 1) + [message]
        return message
    }
}

extension Message {
    /// Returns whether it is an overview in whose place a newer one is the answer to the same watch.
    func isOutdated(by newer: Answer) -> Bool {
        guard let answer, case .overview = answer.content, case .overview = newer.content else { return false }
        return answer.watch == newer.watch
    }
}
