import TestSupport
import Testing

@testable import Queues

/// The queues as they were: each moment has what was read then, and nothing else.
@Suite struct PastTests {
    private static let start: Milliseconds = 1_795_475_040_000
    /// The time for which a reading is taken to hold, in ms.
    private static let hold: Milliseconds = 2_500

    /// What happens to a queue in these tests.
    enum Condition: CaseIterable { case working, failing, paused, noWorker, unknown, gone }

    private static func id(_ name: String) -> QueueID { QueueID(prefix: Array("bull".utf8), name: Array(name.utf8)) }

    private func queue(_ name: String, _ condition: Condition, at time: Milliseconds) -> QueueSummary? {
        var queue = QueueSummary(id: Self.id(name))
        (queue.failedPerMinute, queue.completedPerMinute, queue.evidence.workers) = (0, 5, 2)
        (queue.counts[.waiting], queue.counts[.active]) = (Int(time / 1_000 % 1_000) + 1, 1)
        switch condition {
        case .working: break
        case .failing: queue.failedPerMinute = 5
        case .paused: queue.isPaused = true
        case .noWorker:
            (queue.counts[.active], queue.completedPerMinute, queue.evidence.workers) = (0, 0, 0)
            queue.oldestWaiting = time - 120_000
        case .unknown:
            for state in JobState.allCases { queue.counts[state] = nil }
            (queue.failedPerMinute, queue.completedPerMinute, queue.evidence.workers) = (nil, nil, nil)
        case .gone: return nil
        }
        return queue
    }

    /// Returns a history of seconds; `conditions` says how each queue is in a second.
    private func history(_ seconds: Range<Int>, _ conditions: (Int) -> [(String, Condition)]) -> History {
        var history = History()
        for second in seconds {
            let time = Self.start + Milliseconds(second) * 1_000
            let queues = conditions(second).compactMap { queue($0.0, $0.1, at: time) }
            history.note(Overview(queues: queues, discovery: Discovery()), at: time, hold: Self.hold)
        }
        return history
    }

    @Test(arguments: [
        (-1, 1), (-299, 1), (-320, 10), (-7_100, 10), (-7_300, 60), (-20_000, 60),
    ])
    func aMomentHasTheFinestStep(before: Int, step: Milliseconds) throws {
        let history = history(0..<21_000) { _ in [("email", .working)] }
        let time = Self.start + Milliseconds(20_999 + before) * 1_000
        let moment = try #require(history.moment(at: time))
        #expect(moment.step == step * 1_000)
        #expect(moment.time == time / moment.step * moment.step)
        // It has what was read last in this step.
        let overview = history.overview(at: moment)
        #expect(overview.queues.map(\.counts[.waiting]) == [Int((moment.end - 1_000) / 1_000 % 1_000) + 1])
    }

    @Test func stepsGoThroughAllThatIsKept() throws {
        let history = history(0..<9_000) { _ in [("email", .working)] }
        let (first, last) = try #require(history.moments)
        #expect(first.time == Self.start && last.time == Self.start + 8_999_000)
        var (moment, count) = (last, 0)
        while let before = history.moment(before: moment) {
            #expect(before.time < moment.time && before.end >= moment.time)
            (moment, count) = (before, count + 1)
        }
        #expect(moment.time == first.time && count > 900)
        while let after = history.moment(after: moment) {
            #expect(after.time > moment.time)
            moment = after
        }
        #expect(moment == last)
    }

    @Test func whatIsNotKeptIsUnknown() throws {
        let history = history(0..<20) { _ in [("email", .working), ("lost", .unknown)] }
        let queues = history.overview(at: try #require(history.moments).first).queues
        for state in [JobState.prioritized, .completed, .waitingChildren] { #expect(queues[0].counts[state] == nil) }
        #expect(queues[0].counts[.failed] == 0 && queues[0].counts[.active] == 1 && queues[0].evidence.workers == 2)
        #expect(queues[0].latestFailure == nil && queues[0].oldestWaiting == nil)
        #expect(queues[1].counts.isUnreadable && queues[1].failedPerMinute == nil && queues[1].evidence.workers == nil)
    }

    /// Checks which queues were there: one that came later is not, one that has vanished is.
    @Test(arguments: [
        (5, ["email", "old"]), (15, ["email", "new", "old"]), (30, ["email", "new"]), (45, ["email", "new"]),
    ])
    func theQueuesAreThoseOfThatTime(second: Int, expected: [String]) throws {
        let history = history(0..<60) { second in
            [("email", .working), ("old", second < 20 ? .working : .gone), ("new", second < 10 ? .gone : .working)]
        }
        let moment = try #require(history.moment(at: Self.start + Milliseconds(second) * 1_000))
        #expect(history.overview(at: moment).queues.map(\.id) == expected.map(Self.id).sorted())
    }

    @Test func aGapIsShownAsUnknown() throws {
        let history = history(0..<60) { second in second < 20 || second >= 40 ? [("email", .failing)] : [] }
        var later = history
        let moment = try #require(history.moment(at: Self.start + 30_000))
        let queue = try #require(history.overview(at: moment).queues.first)
        #expect(queue.counts[.waiting] == nil && queue.remembered == RememberedHealth(nil))
        #expect(queue.health(at: moment.time).verdict.wantsAttention == false)
        later.note(Overview(queues: [], discovery: Discovery()), at: Self.start + 70_000, hold: Self.hold)
        #expect(later.overview(at: moment).queues.count == 1, "a later reading changes nothing of it")
    }

    /// Checks that a verdict that stood before and after a gap may have stood in it.
    @Test func aGapIsNoBeginning() throws {
        let history = history(0..<60) { second in second < 20 || second >= 40 ? [("email", .failing)] : [] }
        let last = try #require(history.moments).last
        let queue = try #require(history.overview(at: last).queues.first)
        let expected = RememberedHealth(.failing, since: Self.start + 40_000, isSinceFirst: true)
        #expect(queue.remembered == expected, "\(String(describing: queue.remembered))")
    }

    /// Checks the verdict of a moment and since when it held.
    @Test(arguments: [
        (Condition.failing, PastVerdict.failing), (.paused, .paused), (.noWorker, .noWorker),
    ])
    func aVerdictIsRememberedWithItsBeginning(condition: Condition, verdict: PastVerdict) throws {
        let history = history(0..<2_000) { second in
            [("email", second < 1_800 ? .working : condition), ("always", condition)]
        }
        let queues = history.overview(at: try #require(history.moments).last).queues
        #expect(queues[0].remembered == RememberedHealth(verdict, since: Self.start, isSinceFirst: true))
        #expect(queues[1].remembered == RememberedHealth(verdict, since: Self.start + 1_800_000))
        #expect(queues[1].health(at: 0).verdict.gravity == verdict.kind.gravity)
        // Before, there was nothing to say.
        let before = history.overview(at: try #require(history.moment(at: Self.start + 1_750_000))).queues[1]
        #expect(before.remembered == RememberedHealth(.working))
    }

    @Test func eventsOfNoteAreBeginnings() throws {
        let history = history(0..<1_000) { second in
            let email: Condition = second < 100 ? .working : second < 400 ? .failing : .working
            return [("email", email), ("pay", second < 800 ? .working : .paused), ("always", .failing)]
        }
        var found: [PastEvent] = []
        var moment = try #require(history.moments).last
        while let event = history.event(before: moment) {
            found.append(event)
            moment = try #require(history.moment(at: event.time))
        }
        #expect(found.map(\.queue) == [Self.id("pay"), Self.id("email")])
        #expect(found.map(\.verdict) == [.paused, .failing])
        #expect(found.map { ($0.time - Self.start) / 1_000 } == [800, 100])
        #expect(history.event(after: moment) == found[0])
        #expect(history.event(after: try #require(history.moments).last) == nil)
    }

    /// Checks that pictures end at the moment: later minutes are not in them.
    @Test func minutesEndAtTheMoment() throws {
        var history = history(0..<900) { second in [("email", second < 600 ? .working : .failing)] }
        let last = (Self.start + 899_000) / 60_000
        let known = MinuteCounts(last: last, counts: (0..<16).map { $0 }, source: .kept)
        history = history.showing([QueueMinutes(queue: Self.id("email"), failed: known, completed: known)])
        let moment = try #require(history.moment(at: Self.start + 630_000))
        let minutes = try #require(history.minutes(of: [Self.id("email")], until: moment).first)
        #expect(minutes.failed.last == moment.time / 60_000)
        let shift = Int(last - minutes.failed.last)
        let expected = (0..<15).map { index -> Int? in index < shift ? nil : index - shift }
        #expect(Array(minutes.failed.counts.dropLast()) == expected)
        #expect(minutes.failed.counts.last == 5)
    }
}
