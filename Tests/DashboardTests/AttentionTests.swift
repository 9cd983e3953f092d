import Canvas
import Queues
import Testing

@testable import Dashboard

/// What the list of queues says of each, and which of them are put before the operator.
@Suite struct AttentionTests {
    private static let now = Scenario.start

    private static func queue(
        _ name: String, _ counts: [JobState: Int] = [:], failing: Int = 0, done: Int = 0, isPaused: Bool = false,
        oldest: Milliseconds? = nil, failedAt: Milliseconds? = nil
    ) -> QueueSummary {
        var queue = QueueSummary(id: QueueID(prefix: Array("bull".utf8), name: Array(name.utf8)))
        for (state, count) in counts { queue.counts[state] = count }
        (queue.failedPerMinute, queue.completedPerMinute, queue.isPaused) = (failing, done, isPaused)
        queue.oldestWaiting = oldest.map { now - $0 }
        queue.latestFailureAt = failedAt.map { now - $0 }
        return queue
    }

    private static let words: [(QueueSummary, String)] = [
        (queue("a"), "- idle"),
        (queue("a", [.failed: 9, .completed: 4]), "- idle"),
        (queue("a", [.waiting: 1], oldest: 59_000), "> working"),
        (queue("a", [.waiting: 1], oldest: 60_000), "! no progress"),
        (queue("a", [.active: 1], failing: 3, done: 4), "x failing, 43 % of jobs"),
        (queue("a", [.active: 1], isPaused: true), "= paused"),
    ]

    @Test(arguments: words.indices) func health(_ index: Int) {
        let (queue, words) = Self.words[index]
        let context = DrawContext(theme: Theme(name: "", styles: [:]), glyphs: .ascii, now: Self.now)
        #expect(queue.verdict(context).text(context).plain == words)
    }

    @Test func theMostUrgentComesFirst() {
        let queues = [
            Self.queue("fine", [.active: 2], done: 50),
            Self.queue("old", [.failed: 3], failedAt: 9_000_000),
            Self.queue("recent", [.failed: 3], failedAt: 90_000),
            Self.queue("paused", [.waiting: 3], isPaused: true),
            Self.queue("stuck", [.waiting: 3], oldest: 100_000),
            Self.queue("stuck-longer", [.waiting: 3], oldest: 200_000),
            Self.queue("failing", [.failed: 3], failing: 2),
            Self.queue("failing-more", [.failed: 3], failing: 30, isPaused: true),
        ]
        let names = Attention.list(queues, server: nil, now: Self.now).map {
            String(decoding: $0.queue?.id.name ?? [], as: UTF8.self)
        }
        #expect(
            names == [
                "failing-more", "failing", "stuck-longer", "stuck", "paused", "failing-more", "recent", "old",
            ])
    }

    @Test func aScreenWithoutTroubleSaysSo() {
        var scenario = Scenario()
        var fixture = Fixture()
        fixture.queues = [Self.queue("email", [.active: 1], done: 5)]
        scenario.begin(fixture)
        #expect(scenario.shows("Nothing: these queues and their server are well."))
    }

    @Test func theWholeFailureIsShownBelowTheCauses() {
        var scenario = Scenario(columns: 120, rows: 40)
        var fixture = Fixture()
        fixture.queues[0].latestFailure = Array("Error: first line\n    at second (line.js:1:2)".utf8)
        scenario.begin(fixture)
        scenario.answer(fixture)
        #expect(scenario.shows("The latest, 4 s ago"))
        #expect(scenario.shows("at second (line.js:1:2)"))
    }

    @Test func aLineLosesWholePieces() {
        var line = FittedLine()
        for (text, priority) in [("one", 3), ("two", 1), ("three", 1), ("four", 2)] as [(DisplayText, Int)] {
            line.append(StyledText(text), priority: priority)
        }
        let shown = [18, 17, 12, 11, 8, 3, 2, 0].map {
            line.line(columns: $0, separator: " ", glyphs: .unicode).plain
        }
        #expect(
            shown == ["one two three four", "one two four", "one two four", "one four", "one four", "one", "o…", ""])
    }
}
