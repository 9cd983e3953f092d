import TestSupport
import Testing

@testable import Queues

/// What is kept of all queues of a server, and for how long.
@Suite struct HistoryTests {
    private static let start: Milliseconds = 1_795_475_040_000

    private func queue(_ index: Int, waiting: Int? = 3, active: Int? = 1, failed: Int? = 0) -> QueueSummary {
        var queue = QueueSummary(id: QueueID(prefix: Array("bull".utf8), name: Array("queue-\(index)".utf8)))
        (queue.counts[.waiting], queue.counts[.active]) = (waiting, active)
        (queue.failedPerMinute, queue.completedPerMinute) = (failed, 5)
        return queue
    }

    private func note(_ queues: [QueueSummary], second: Int, in history: inout History) {
        let overview = Overview(queues: queues, discovery: Discovery(isComplete: true))
        history.note(overview, at: Self.start + Milliseconds(second) * 1_000, hold: 2_500)
    }

    @Test func gapsAreGapsAndNeverZero() throws {
        var history = History()
        for second in 0..<60 where second < 10 || second >= 40 {
            note([queue(0, waiting: second == 45 ? nil : second, failed: second)], second: second, in: &history)
        }
        let past = try #require(history[queue(0).id])
        let first = Self.start / 1_000
        let waiting = past.seconds.points(first..<first + 60).map { $0[.waiting] }
        for second in 0..<60 {
            let isKnown = (second < 10 || second >= 40) && second != 45
            #expect(waiting[second] == (isKnown ? second : nil), "second \(second)")
        }
        // The coarser steps have what was seen last in them.
        let tens = past.tens.points(first / 10..<first / 10 + 6).map { $0[.failedPerMinute] }
        #expect(tens == [9, nil, nil, nil, 49, 59])
        #expect(past.minutes.points(first / 60..<first / 60 + 1)[0][.failedPerMinute] == 59)
        #expect(past.minutes.points(first / 60 - 1..<first / 60)[0] == .gap)
    }

    /// Checks that a slower rhythm than a second leaves no gaps.
    @Test func aReadingHoldsUntilTheNextOneIsDue() throws {
        var history = History()
        for second in stride(from: 0, to: 20, by: 5) {
            let overview = Overview(queues: [queue(0, waiting: second)], discovery: Discovery())
            history.note(overview, at: Self.start + Milliseconds(second) * 1_000, hold: 10_500)
        }
        let first = Self.start / 1_000
        let waiting = try #require(history[queue(0).id]).seconds.points(first..<first + 16).map { $0[.waiting] }
        #expect(waiting == (0..<16).map { $0 / 5 * 5 })
    }

    @Test func aQueueThatVanishesKeepsItsPast() throws {
        var history = History()
        for second in 0..<30 { note([queue(0), queue(1)], second: second, in: &history) }
        for second in 30..<60 { note([queue(1)], second: second, in: &history) }
        let first = Self.start / 1_000
        let waiting = try #require(history[queue(0).id]).seconds.points(first..<first + 60).map { $0[.waiting] }
        #expect(waiting == Array(repeating: 3, count: 30) + Array(repeating: nil, count: 30))
        let total = history.total.seconds.points(first..<first + 60).map { $0[.waiting] }
        #expect(total == Array(repeating: 6, count: 30) + Array(repeating: 3, count: 30))
    }

    /// Checks that a part that cannot be read makes the sum a gap, not a smaller number.
    @Test func aSumOfUnknownPartsIsUnknown() {
        var history = History()
        note([queue(0), queue(1, active: nil)], second: 0, in: &history)
        let number = Self.start / 1_000
        let point = history.total.seconds.points(number..<number + 1)[0]
        #expect(point[.waiting] == 6 && point[.active] == nil)
    }

    /// Checks the bound with queues that all change all the time; what is left is still right.
    @Test func theBoundHoldsWhateverHappens() throws {
        var (history, random) = (History(), Dice(seed: 4))
        var latest: [QueueSummary] = []
        for step in 0..<1_500 {
            latest = (0..<200).map { index in
                queue(
                    index, waiting: Int.random(in: 0...1_000_000, using: &random),
                    active: Int.random(in: 0...1_000_000, using: &random),
                    failed: Int.random(in: 0...90_000, using: &random))
            }
            let overview = Overview(queues: latest, discovery: Discovery())
            history.note(overview, at: Self.start + Milliseconds(step) * 10_000, hold: 25_000)
            #expect(history.size <= History.limit)
        }
        let last = (Self.start + 14_990_000) / 10_000
        for queue in latest {
            let past = try #require(history[queue.id])
            #expect(past.tens.points(last..<last + 1)[0][.waiting] == queue.counts[.waiting])
        }
    }

    /// Checks that room is made by queues that are gone, before that of others becomes shorter.
    @Test func vanishedQueuesMakeRoomFirst() {
        var history = History()
        for step in 0..<40 {
            let some = (0..<History.queueLimit).map { queue(step * 2_000 + $0, waiting: step) }
            note(some, second: step * 60, in: &history)
            #expect(history.queues.count <= History.queueLimit && history.size <= History.limit)
        }
        #expect(Set(history.queues).isSuperset(of: (0..<History.queueLimit).map { queue(39 * 2_000 + $0).id }))
    }

    @Test func whereThereAreTooManyTheBusyOnesAreKept() {
        var history = History()
        let many = (0..<5_000).map { index in
            var queue = queue(index, waiting: index.isMultiple(of: 20) ? 4 : 0, active: 0)
            queue.completedPerMinute = 0
            return queue
        }
        note(many, second: 0, in: &history)
        #expect(Set(history.queues) == Set(many.filter { $0.counts[.waiting] == 4 }.map(\.id)))
    }

    @Test func impossibleTimesAreNotNoted() {
        var history = History()
        for time in [Milliseconds.min, -1, .max] {
            history.note(Overview(queues: [queue(0)], discovery: Discovery()), at: time, hold: 2_500)
        }
        #expect(history == History())
    }
}
