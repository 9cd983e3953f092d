import Queues
import TestSupport
import Testing

@testable import QueueStore

/// Checks that a waiting worker takes an added job within its blocking call.
@Suite struct WorkerAddTests {
    @Test(arguments: PythonClient.Layout.allCases)
    func anIdleWorkerTakesAnAddedJob(layout: PythonClient.Layout) throws {
        let bench = try Bench()
        let versions: [PythonClient.Layout: String] = [.bullmq3: "3.16.2", .bullmq4: "4.18.3"]
        if let version = versions[layout] { try bench.send("HSET bull:q:meta version bullmq:\(version)") }
        let worker = try IdleWorker(layout, on: "q", of: bench)
        for options in ["{}", #"{"priority":3}"#]
            + (PythonClient.Layout.recent.contains(layout) ? [#"{"delay":50}"#] : [])
        {
            let start = try worker.latestEvent()
            guard case .added(let id, isNew: true, _) = bench.add(options, to: "bull:q", library: .bullmq) else {
                throw TestFailure("not added")
            }
            #expect(try worker.awaitCompletion(of: id, after: start), "\(options)")
        }
    }
}
