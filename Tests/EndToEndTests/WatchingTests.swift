import Foundation
import Redis
import TestSupport
import Testing

/// Workers, their jobs and events in a real terminal, with real workers of the official client.
@Suite struct WatchingTests {
    /// Adds jobs of this name to the queue `q` by the official client.
    private func add(_ count: Int, named name: String, to bench: DashboardBench) throws {
        let script = """
            import asyncio, sys
            from bullmq import Queue
            from client import Client
            async def main():
                queue = Queue("q", {"connection": Client(sys.argv[1], 6).connection})
                for index in range(int(sys.argv[2])):
                    await queue.add(sys.argv[3], {"n": index})
                await queue.close()
            asyncio.run(main())
            """
        _ = try PythonClient.run(
            .bullmq6, script: script, arguments: [bench.server.socketPath, "\(count)", name])
    }

    private func worker(_ bench: DashboardBench, _ manner: String) throws -> Child {
        try Child(
            PythonClient.interpreter(.bullmq6),
            [PythonClient.modules + "/work.py", bench.server.socketPath, "6", "q", manner],
            environment: PythonClient.environment)
    }

    @Test func aWorkerDiesAndItsJobIsGivenBack() throws {
        let bench = try DashboardBench()
        try add(1, named: "endless", to: bench)
        let worker = try worker(bench, "forever")
        defer {
            worker.send(SIGKILL)
            _ = worker.wait()
        }
        try bench.start(until: " q ")
        try bench.pane.type("W")
        let alive = try bench.pane.wait("the worker with its job") {
            $0.contains("1 worker") && $0.contains("works") && $0.contains("endless")
        }
        #expect(alive.contains("1 active job") && !alive.contains("without a lock"))
        worker.send(SIGKILL)
        let dead = try bench.pane.wait("what it left") {
            $0.contains("no worker is connected") && $0.contains("left 1 job")
        }
        #expect(dead.contains("1 without a lock") && dead.contains("no lock"))
        try bench.pane.press("Down")
        try bench.command("release")
        try bench.agree(to: "elease", until: "eleased")
        try bench.pane.wait(for: "no job is active")
        #expect(try bench.send("LLEN bull:q:active", "LLEN bull:q:wait").map(\.integer) == [0, 1])
        try bench.quit()
    }

    @Test func eventsComeAsTheyHappen() throws {
        let bench = try DashboardBench()
        try add(1, named: "first", to: bench)
        try bench.start(until: " q ")
        try bench.pane.type("E")
        try bench.pane.wait("the first event") { $0.contains("added first") && $0.contains("following") }
        let worker = try worker(bench, "busily")
        defer {
            worker.send(SIGKILL)
            _ = worker.wait()
        }
        try bench.pane.wait("what the worker does") {
            $0.contains("started") && ($0.contains("completed") || $0.contains("no route to host"))
        }
        try bench.pane.type(" ")
        try bench.pane.wait(for: "paused: nothing is read")
        try add(1, named: "second", to: bench)
        try bench.pane.type(" ")
        try bench.pane.wait(for: "added second")
        try bench.pane.type("/second")
        try bench.pane.press("Enter")
        try bench.pane.wait("only that") { !$0.contains("added first") && $0.contains("added second") }
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "job 2  second")
        try bench.quit()
    }
}
