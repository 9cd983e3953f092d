import Queues
import TestSupport
import Testing

@testable import QueueStore

/// Checks that a waiting worker takes an added job within its blocking call.
@Suite struct WorkerAddTests {
    @Test(arguments: ClientFamily.allCases)
    func anIdleWorkerTakesAnAddedJob(family: ClientFamily) throws {
        let bench = try Bench()
        let versions: [ClientFamily: String] = [.bullmq3: "3.16.2", .bullmq4: "4.18.3"]
        if let version = versions[family] { try bench.send("HSET bull:q:meta version bullmq:\(version)") }
        let worker = try IdleWorker(family, on: "q", of: bench)
        for options in ["{}", #"{"priority":3}"#]
            + (ClientFamily.recent.contains(family) ? [#"{"delay":50}"#] : [])
        {
            let start = try worker.latestEvent()
            guard case .added(let id, isNew: true, _) = bench.add(options, to: "bull:q", library: .bullmq) else {
                throw TestFailure("not added")
            }
            #expect(try worker.awaitCompletion(of: id, after: start), "\(options)")
        }
    }
}
