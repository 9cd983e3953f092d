import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// A part of a queue that the server refuses only for now, as a node of a cluster does during a failover.
struct PassingRefusalTests {
    private static let job = JobID("7")
    static let followUps: [FollowUp] = [
        .oldestTime(job), .nextPrioritized, .waitingIDs, .newestFailure, .failureLength(job), .failureText(job),
        .pausedList, .activeIDs(from: 0), .limiter, .recentlyFinished, .nextRun, .schedulers,
    ]

    private func record(_ followUp: FollowUp, refusedWith code: String) -> QueueRecord {
        let record = QueueRecord(QueueID("{bull}:paint"))
        let error = Reply.error(ServerError(code: code, message: "words of the server"))
        var replies = Replies(record.commands(for: followUp).map { _ in error })
        record.absorb(followUp, &replies)
        return record
    }

    @Test(arguments: followUps) func isReadAgainWithTheNextReading(_ followUp: FollowUp) {
        let refused = record(followUp, refusedWith: "CLUSTERDOWN")
        #expect(!refused.summary.unreadable.isEmpty)
        #expect(refused.followUps == [followUp])
        #expect(refused.isBurning, "a tracked queue is read again though none of its keys has changed")
        let denied = record(followUp, refusedWith: "NOPERM")
        #expect(!denied.summary.unreadable.isEmpty)
        #expect(denied.followUps.isEmpty, "a lasting refusal waits for its next beat")
    }

    @Test func leavesTheProblemsOnceItAnswers() {
        let refused = record(.limiter, refusedWith: "CLUSTERDOWN")
        var replies = Replies([Reply.null, .integer(-2)])
        refused.absorb(.limiter, &replies)
        #expect(refused.summary.unreadable.isEmpty)
    }
}
