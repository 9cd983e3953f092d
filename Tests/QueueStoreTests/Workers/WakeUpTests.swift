import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that a waiting worker takes a job of an operation within its blocking call, which would last ten minutes,
/// longer than any test waits.
@Suite struct WakeUpTests {
    @Test(arguments: ClientFamily.allCases)
    func anIdleWorkerNotices(family: ClientFamily) throws {
        let bench = try Bench()
        let worker = try IdleWorker(family, on: "q", of: bench)
        for wakeUp in WakeUp.all where wakeUp.families.contains(family) {
            try worker.waitUntilIdle()
            for command in wakeUp.preparation(family) { try bench.send(command) }
            let start = try worker.latestEvent()
            let outcome = bench.store.perform(wakeUp.operation, now: Clock.now)
            #expect(outcome.isDone, "\(wakeUp.name): \(outcome)")
            var job = JobID(wakeUp.job ?? "")
            if case .added(let id, _, _) = outcome { job = id }
            if let id = outcome.movedJob { job = id }
            #expect(try worker.awaitCompletion(of: job, after: start), "\(wakeUp.name)")
        }
    }

    /// Checks that an idle worker takes a restored job: a waiting job of a paused queue is removed, the queue is
    /// resumed, and the job is restored.
    @Test(arguments: ClientFamily.allCases)
    func anIdleWorkerNoticesARestoredJob(family: ClientFamily) throws {
        let bench = try Bench()
        let place = family == .bullmq6 ? "wait" : "paused"
        try bench.send(
            "HSET bull:q:meta opts.maxLenEvents 10000 version \(family.version) paused 1", "SET bull:q:id 1",
            JobChangeCase.job("1").replacing("Q:", with: "bull:q:"), "RPUSH bull:q:\(place) 1")
        let target = Operation.Target(queue: WakeUp.queue, job: JobID("1"), state: .waiting)
        guard case .removed(let jobs) = bench.store.perform(.remove(target), now: Clock.now), let job = jobs.first
        else {
            throw TestFailure("not removed")
        }
        #expect(bench.store.perform(.queue(.resume, WakeUp.queue), now: Clock.now) == .done)
        let worker = try IdleWorker(family, on: "q", of: bench)
        let start = try worker.latestEvent()
        #expect(bench.store.perform(.queue(.restore(job), WakeUp.queue), now: Clock.now) == .done)
        #expect(try worker.awaitCompletion(of: JobID("1"), after: start))
    }
}
