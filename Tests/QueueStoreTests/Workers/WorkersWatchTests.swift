import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The data of the workers' screen: clients, active jobs with their locks, and queues that may not be read.
@Suite struct WorkersWatchTests {
    private let queue = QueueID("bull:q")

    private func report(_ bench: Bench, _ queue: QueueID?) throws -> WorkerReport {
        let answer = try bench.store.answer(.workers(queue), now: Clock.now)
        guard case .workers(let report) = answer.content else { throw TestFailure("another content") }
        return report
    }

    /// Creates a queue with an active job with a lock, one without a lock, one without a hash, and an old marker.
    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta version bullmq:6.1.2", "RPUSH bull:q:active 0:9 1 2 3",
            "HSET bull:q:1 name n timestamp 1 processedOn 2 pb w1", "SET bull:q:1:lock t PX 60000",
            "HSET bull:q:2 name n timestamp 1 processedOn 2 pb w2", "HSET bull:idle:meta version bullmq:6.1.2",
            "HSET bull:odd:meta version bullmq:6.1.2", "SET bull:odd:active x")
        _ = try bench.overview()
        return bench
    }

    @Test func activeJobsComeWithLockAndWorker() throws {
        let bench = try bench()
        let worker = try bench.redis.connect()
        _ = try worker.send(Command("CLIENT", "SETNAME", "bull:cQ==:w:w1"))
        let report = try report(bench, queue)
        #expect(report.jobs.map(\.row.id.bytes.text) == ["2", "1"] && report.missing == 1 && report.active == 4)
        #expect(report.jobs.map(\.row.processedBy?.text) == ["w2", "w1"])
        #expect(report.jobs[0].row.lock == .missing)
        guard case .held? = report.jobs[1].row.lock else { throw TestFailure("no lock") }
        #expect(report.workers?.map(\.name?.text) == ["w1"])
        withExtendedLifetime(worker) {}
    }

    @Test func whatCannotBeReadIsSaid() throws {
        let report = try report(bench(), nil)
        #expect(report.jobs.count == 2 && report.unreadable.entries.map(\.queue) == [QueueID("bull:odd")])
        #expect(report.workers?.isEmpty == true && !report.hasNameless)
    }

    @Test func aReaderIsToldThatClientsAreUnknown() throws {
        let bench = try bench()
        try bench.add(user: "reader", "+@read", "~bull:*")
        let reader = try Bench(bench.redis, user: "reader")
        _ = try reader.overview()
        let report = try report(reader, nil)
        #expect(report.workers == nil && report.jobs.count == 2)
    }

    @Test func aReplicaIsReadAlike() throws {
        let bench = try bench()
        try bench.send("REPLICAOF 127.0.0.1 1")
        #expect(try report(bench, queue).jobs.count == 2)
    }

    /// Checks that at least the job of every family's workers is shown, and the worker itself where its connection has
    /// a name.
    @Test(arguments: ClientFamily.allCases) func workersOfTheOfficialClients(family: ClientFamily) throws {
        let bench = try Bench()
        let worker = try IdleWorker(family, on: "q", of: bench)
        _ = try bench.overview()
        let report = try report(bench, queue)
        switch family {
        case .bullmq3, .bullmq4: #expect(report.hasNameless)
        case .bullmq5, .bullmq6: #expect(report.workers?.map(\.queue) == [queue])
        }
        withExtendedLifetime(worker) {}
    }
}
