import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Jobs in groups of BullMQ Pro are in none of the known places. Operations that remove the rest of a queue leave them
/// alone.
@Suite struct ForeignJobsTests {
    private static let queue = QueueID("bull:q")
    private static let words = Refusal.foreign("6 jobs in 2 groups (BullMQ Pro)")

    private func bench(_ version: String = "bullmq-pro:7.1.0") throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version \(version) opts.maxLenEvents 10000", "SET bull:q:id 9")
        return bench
    }

    private func fill(_ bench: Bench) throws {
        for id in 1...6 {
            try bench.send(
                "HSET bull:q:\(id) name n data {} opts {} timestamp 1 gid g\(id % 2)",
                "RPUSH bull:q:groups:g\(id % 2) \(id)", "ZADD bull:q:groups 1 g\(id % 2)")
        }
    }

    /// Checks that the queue's health shows the number of these jobs, and no zero where they could not be counted.
    @Test func theyAreEvidence() throws {
        let bench = try bench()
        try fill(bench)
        func summary() throws -> QueueSummary { try bench.store.summaries(of: [Self.queue], now: Clock.now)[0] }
        let verdict = Verdict.unmanaged(UnmanagedJobs(jobs: 6, groups: 2))
        #expect(try summary().health(at: Clock.now).verdict == verdict)
        // With priorities, a group is a sorted set.
        try bench.send("DEL bull:q:groups:g1", "ZADD bull:q:groups:g1 1 1")
        #expect(
            try Bench(bench.redis).store.summaries(of: [Self.queue], now: Clock.now)[0].evidence.unmanaged
                == UnmanagedJobs(jobs: 4, groups: 2))
        try bench.send("SET bull:q:groups:g1 x")
        let store = try Bench(bench.redis).store
        _ = try store.summaries(of: [Self.queue], now: Clock.now)
        let broken = try store.summaries(of: [Self.queue], now: Clock.now)[0]
        #expect(broken.evidence.unmanaged == UnmanagedJobs(jobs: 3, groups: 2, isWhole: false))
        #expect(broken.unreadable == [Unreadable("groups:g1", .wrongType("string"))])
        for group in 2...60 { try bench.send("ZADD bull:q:groups 1 g\(group)") }
        try bench.send("DEL bull:q:groups:g1")
        let many = try Bench(bench.redis).store.summaries(of: [Self.queue], now: Clock.now)[0].evidence.unmanaged
        #expect(many?.groups == 61 && many?.isWhole == false)
        // They disappear with the next readings.
        try bench.send("DEL bull:q:groups")
        for _ in 0..<40 { _ = try summary() }
        #expect(try summary().evidence.unmanaged == nil)
        // A job of this name is a job.
        try bench.send("HSET bull:q:groups name n")
        #expect(try Bench(bench.redis).store.summaries(of: [Self.queue], now: Clock.now)[0].unreadable == [])
    }

    @Test(arguments: [
        QueueChange.removeUnlisted, .drain(), .clean(CleanRequest(state: .waiting, grace: 0)),
        .obliterate(force: true),
    ])
    func refusesWhatWouldTakeThem(change: QueueChange) throws {
        let bench = try bench()
        try fill(bench)
        let before = try snapshot(of: bench.connection)
        #expect(bench.store.perform(.queue(change, Self.queue), now: 9) == .refused(Self.words))
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test func oneIsOne() throws {
        let bench = try bench()
        try bench.send("RPUSH bull:q:groups:g 1", "ZADD bull:q:groups 1 g")
        let outcome = bench.store.perform(.queue(.drain(), Self.queue), now: 9)
        #expect(outcome == .refused(.foreign("1 job in 1 group (BullMQ Pro)")))
    }

    @Test func refusesToRemoveOne() throws {
        let bench = try bench()
        try fill(bench)
        let before = try snapshot(of: bench.connection)
        let target = Operation.Target(queue: Self.queue, job: JobID("1"), state: nil)
        #expect(bench.store.perform(.remove(target), now: 9) == .refused(.foreign("jobs in groups (BullMQ Pro)")))
        #expect(try snapshot(of: bench.connection) == before)
        try bench.send("LREM bull:q:groups:g1 0 1", "ZADD bull:q:failed 1 1")
        #expect(bench.store.perform(.remove(target), now: 9).isDone)
    }

    /// Checks that the library counts too: a commercial edition without groups is refused, and an official queue is
    /// not.
    @Test func looksAtTheLibraryToo() throws {
        let change = Operation.queue(.drain(), Self.queue)
        let (commercial, official) = (try bench(), try bench("bullmq:5.65.1"))
        let refusal = Refusal.foreign("jobs of the library bullmq-pro:7.1.0")
        #expect(commercial.store.perform(change, now: 9) == .refused(refusal))
        #expect(official.store.perform(change, now: 9) == .counted(Tally()))
    }

    /// Checks that a job whose id is in any key is not unlisted.
    @Test(arguments: ["RPUSH bull:q:shelf 1", "SADD bull:q:shelf 1", "ZADD bull:q:shelf 1 1"])
    func keepsWhatAnyKeyMentions(command: String) throws {
        let bench = try bench("bullmq:6.1.2")
        try bench.send("HSET bull:q:1 name n data {} opts {} timestamp 1", command)
        try bench.send("HSET bull:q:2 name n data {} opts {} timestamp 1")
        let found = try bench.store.leftovers(of: Self.queue, limit: 9, now: 9)
        #expect(found.unlisted == 1 && found.jobs.map(\.id) == [JobID("2")])
        let outcome = bench.store.perform(.queue(.removeUnlisted, Self.queue), now: 9)
        #expect(outcome.isDone)
        #expect(try bench.send("EXISTS bull:q:1", "EXISTS bull:q:2").map(\.integer) == [1, 0])
    }
}
