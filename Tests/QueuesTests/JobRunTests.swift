import Queues
import Testing

/// Runs of a job from its events, in the words of every family.
@Suite struct JobRunTests {
    private func runs(_ events: String...) -> [JobRun] {
        let moments = events.compactMap { text -> JobMoment? in
            let words = text.split(separator: " ").map { Array($0.utf8) }
            let names = ["event", "prev", "delay"].map { Array($0.utf8) }
            let fields = zip(names, words.dropFirst()).filter { $1 != Array("-".utf8) }.map { QueueEvent.Field($0, $1) }
            return JobMoment(QueueEvent(id: words[0] + "-0".utf8, fields: fields))
        }
        return JobRun.runs(of: moments)
    }

    @Test func anAttemptAfterABackoffAndTheLastOne() {
        let found = runs(
            "1 added", "2 waiting", "3 active waiting", "4 delayed - 9", "9 waiting delayed", "10 active waiting",
            "12 waiting failed", "13 active", "14 failed active", "14 retries-exhausted")
        #expect(
            found == [
                JobRun(started: 3, ended: 4, end: .delayed(until: 9)), JobRun(started: 10, ended: 12, end: .waiting),
                JobRun(started: 13, ended: 14, end: .failed),
            ])
        #expect(found.allSatisfy { $0.mayHaveFailed })
    }

    @Test func whatLeavesNoTraceIsKnown() {
        let found = runs(
            "1 active", "2 waiting active", "2 stalled", "3 active", "4 waiting-children active", "5 active",
            "6 completed active", "7 waiting completed", "8 active", "9 removed", "9 progress", "10 active")
        #expect(
            found.map(\.end) == [.stalled, .waitingChildren, .completed, .gone, nil])
        #expect(!found.contains { $0.mayHaveFailed })
    }

    @Test func aTrimmedBeginningIsNotMadeUp() {
        // The end of a run shows that there was one; an event of a waiting job does not.
        #expect(runs("5 failed active", "6 waiting failed") == [JobRun(ended: 5, end: .failed)])
        #expect(runs("5 waiting delayed", "6 delayed - 8").isEmpty)
        #expect(runs("5 failed waiting-children").isEmpty)
        #expect(runs("5 active", "6 added", "7 active").map(\.end) == [.gone, nil])
    }

    @Test func hostileEventsAreNone() {
        #expect(runs("x active", "-5 active", "1 delayed - 99999999999999999999").isEmpty)
        let far = runs("1 active", "2 delayed - 99999999999999999999")
        #expect(far == [JobRun(started: 1, ended: 2, end: .delayed(until: nil))])
    }
}
