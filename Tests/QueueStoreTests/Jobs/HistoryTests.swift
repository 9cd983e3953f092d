import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The times of a job's attempts, from the queue's events: read in steps, backwards, with plain reads only.
@Suite struct HistoryTests {
    private let queue = QueueID("bull:q")

    private func history(_ bench: Bench, _ id: String = "1", in queue: QueueID? = nil) throws -> RunHistory? {
        var request = JobRequest(queue: queue ?? self.queue, id: JobID(id))
        request.wantsHistory = true
        for _ in 0..<10_000 {
            guard case .job(let job?) = try bench.store.answer(.job(request), now: Clock.now).content else {
                return nil
            }
            guard job.history?.isBeingRead == true else { return job.history }
        }
        throw TestFailure("the history is never read")
    }

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:1 name n timestamp 1000000 processedOn 1000300 finishedOn 1000400 atm 2 ats 2 failedReason no",
            "ZADD bull:q:failed 1000400 1",
            "XADD bull:q:events 1000000-0 event added jobId 1 name n",
            "XADD bull:q:events 1000001-0 event waiting jobId 1",
            "XADD bull:q:events 1000100-0 event active jobId 1 prev waiting",
            "XADD bull:q:events 1000200-0 event delayed jobId 1 delay 1000250",
            "XADD bull:q:events 1000250-0 event waiting jobId 1 prev delayed",
            "XADD bull:q:events 1000300-0 event active jobId 1 prev waiting",
            "XADD bull:q:events 1000400-0 event failed jobId 1 failedReason no prev active")
        return bench
    }

    private static let runs = [
        JobRun(started: 1_000_100, ended: 1_000_200, end: .delayed(until: 1_000_250)),
        JobRun(started: 1_000_300, ended: 1_000_400, end: .failed),
    ]

    @Test func findsTheRunsAndTheBeginning() throws {
        let bench = try bench()
        #expect(try history(bench) == RunHistory(runs: Self.runs, reach: .whole))
    }

    @Test func isReadOnlyWhereItIsWanted() throws {
        let bench = try bench()
        #expect(try bench.job(queue, "1")?.history == nil)
        try bench.send("HSET bull:q:2 name n timestamp 1", "LPUSH bull:q:wait 2")
        #expect(try history(bench, "2") == nil)
    }

    @Test func whatIsTrimmedIsSaid() throws {
        let bench = try bench()
        try bench.send("XTRIM bull:q:events MINID 1000300")
        let trimmed = try history(bench)
        #expect(trimmed?.reach == .trimmed(since: 1_000_300) && trimmed?.runs == [Self.runs[1]])
        try bench.send("DEL bull:q:events")
        bench.store.following.job = nil
        #expect(try history(bench)?.reach == .noEvents)
        try bench.send("SET bull:q:events x")
        #expect(try history(bench)?.reach == .unreadable(.wrongType("string")))
    }

    /// Checks that later events are read from the end of the last answer on.
    @Test func goesOnWithTheJob() throws {
        let bench = try bench()
        _ = try history(bench)
        try bench.send(
            "XADD bull:q:events 2000000-0 event waiting jobId 1 prev failed",
            "XADD bull:q:events 2000100-0 event active jobId 1", "HDEL bull:q:1 finishedOn", "ZREM bull:q:failed 1",
            "HSET bull:q:1 processedOn 2000100", "LPUSH bull:q:active 1")
        #expect(try history(bench)?.runs == Self.runs + [JobRun(started: 2_000_100)])
        // A job that was added again under the same id has nothing of the former one.
        try bench.send(
            "XADD bull:q:events 3000000-0 event added jobId 1", "XADD bull:q:events 3000001-0 event active jobId 1")
        #expect(try history(bench)?.runs == [JobRun(started: 3_000_001)])
    }

    /// Checks that a long stream is never read in one reply.
    @Test func aLongStreamIsReadInSteps() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 finishedOn 1060000", "DEL bull:q:events")
        let script = """
            redis.call('XADD', 'bull:q:events', '1000000-0', 'event', 'added', 'jobId', '1')
            redis.call('XADD', 'bull:q:events', '1000100-0', 'event', 'active', 'jobId', '1')
            for i = 1, 30000 do
                redis.call('XADD', 'bull:q:events', (1001000 + i) .. '-0', 'event', 'completed', 'jobId', 'x',
                    'returnvalue', string.rep('v', 100))
            end
            redis.call('XADD', 'bull:q:events', '1060000-0', 'event', 'failed', 'jobId', '1', 'prev', 'active')
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        var request = JobRequest(queue: queue, id: JobID("1"))
        request.wantsHistory = true
        #expect(
            try history(bench)
                == RunHistory(runs: [JobRun(started: 1_000_100, ended: 1_060_000, end: .failed)], reach: .whole))
        let again = try bench.store.answer(.job(request), now: Clock.now)
        #expect(again.cost.bytes < 10_000)
        let longest = try bench.send("SLOWLOG GET 128").first.map { "\($0)" } ?? ""
        #expect(!longest.contains("XRANGE bull:q:events - +"))
    }

    @Test func entriesWithLargeValuesAreReadFewAtATime() throws {
        let bench = try bench()
        let value = String(repeating: "v", count: 2_000_000)
        for index in 0..<60 {
            _ = try bench.connection.send(
                Command(
                    "XADD", "bull:q:events", "\(1_000_500 + index)-0", "event", "completed", "jobId", "x",
                    "returnvalue", value))
        }
        #expect(try history(bench)?.runs == Self.runs)
    }

    @Test func aReaderAndAReplicaSuffice() throws {
        let bench = try bench()
        try bench.add(user: "reader", "+@read", "~bull:*")
        let reader = try Bench(bench.redis, user: "reader")
        #expect(try history(reader)?.runs == Self.runs)
        try bench.send("REPLICAOF 127.0.0.1 1")
        #expect(try history(reader)?.runs == Self.runs)
        let other = try Bench()
        try other.send("HSET bull:q:1 name n processedOn 5 atm 1", "XADD bull:q:events 1-0 event active jobId 1")
        try other.add(user: "some", "+@read", "~bull:q:1*", "~bull:q:wait")
        let some = try Bench(other.redis, user: "some")
        let reach = try history(some)?.reach
        let isForbidden = if case .unreadable(.noPermission) = reach { true } else { false }
        #expect(isForbidden, "\(String(describing: reach))")
    }

    /// Checks that every attempt by the official clients' own workers has its times, also those before a backoff.
    @Test(arguments: ClientFamily.allCases) func realAttempts(family: ClientFamily) throws {
        let bench = try Bench()
        let script = try PythonClient.script("attempts")
        _ = try PythonClient.run(family, script: script, arguments: [bench.redis.socketPath, family.number])
        let found = try history(bench, "failing", in: QueueID("bull:tries"))
        #expect(found?.reach == .whole)
        let runs = try #require(found?.runs)
        // The client of 3 tries a job only once.
        let attempts = family == .bullmq3 ? 1 : 3
        #expect(runs.count == attempts && runs.allSatisfy { $0.mayHaveFailed && $0.started != nil && $0.ended != nil })
        #expect(runs.last?.end == .failed)
        let row = try #require(try bench.job(QueueID("bull:tries"), "failing")?.row)
        #expect(row.attemptsMade == attempts && row.state == .failed)
        let last = try #require(runs.last?.started)
        #expect(abs(last - (row.processedOn ?? 0)) < 1_000)
    }
}
