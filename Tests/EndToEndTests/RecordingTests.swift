import Foundation
import Redis
import TestSupport
import Testing

/// Recording a server with real jobs, and replaying that in a real terminal.
@Suite struct RecordingTests {
    /// Adds jobs by the official client, one of which fails.
    private static let script = """
        import asyncio, sys
        from bullmq import Queue, Worker
        from client import Client
        async def main():
            connection = Client(sys.argv[1], 6).connection
            queue = Queue("email", {"connection": connection})
            for index in range(7):
                await queue.add("send", {"n": index}, {"attempts": 1})
            worker = Worker("email", None, {"connection": connection, "autorun": False})
            job = await worker.getNextJob("t")
            await job.moveToFailed(RuntimeError("no route to host"), "t")
            other = Queue("reports", {"connection": connection})
            await other.add("weekly", {}, {"delay": 3600000})
            await other.pause()
            await queue.close()
            await other.close()
        asyncio.run(main())
        """

    /// Returns the words of the list of queues, from its head to the next rule, without ages and pictures, which change by the
    /// minute.
    private func queues(_ screen: String) -> [String] {
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let head = lines.firstIndex(where: { $0.contains("Queue ") && $0.contains("Health") }),
            let oldest = lines[head].range(of: "Oldest")
        else { return [] }
        let width = lines[head].distance(from: lines[head].startIndex, to: oldest.lowerBound) - 2
        return lines[head...].prefix { !$0.hasPrefix("─") }.map { line in
            line.prefix(width).split(separator: " ").filter { !$0.contains { "▁▂▃▄▅▆▇█".contains($0) } }
                .joined(separator: " ")
        }
    }

    @Test func whatWasShownIsReplayed() throws {
        let bench = try DashboardBench()
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let path = directory + "/incident.jsonl"
        _ = try PythonClient.run(.bullmq6, script: Self.script, arguments: [bench.server.socketPath])
        let recorder = try Child(
            Program.path, ["record", path, "--url", "unix://\(bench.server.socketPath)", "--interval", "0.2"],
            output: directory + "/output", errors: directory + "/errors")
        try bench.start(until: "no route to host")
        let shown = queues(try bench.pane.wait("both queues") { $0.contains("paused") && $0.contains("failing") })
        // The recorder has seen the same.
        func recorded() -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
        for _ in 0..<1_200 where !recorded().contains(#""insight""#) { usleep(25_000) }
        try bench.pane.type("q")
        try bench.pane.wait(for: "ready$")
        recorder.send(SIGINT)
        #expect(recorder.wait() == 0)
        #expect(try String(contentsOfFile: directory + "/output", encoding: .utf8).contains("of 2 queues"))
        #expect(recorded().hasSuffix("}\n") && recorded().contains(#""type":"end""#))

        try bench.pane.run("clear; '\(Program.path)' replay '\(path)' --speed 1000")
        let replayed = try bench.pane.wait(for: "REPLAY ended")
        #expect(shown.count > 2 && queues(replayed) == shown, "\(shown)\n\(queues(replayed))")
        #expect(replayed.contains("no route to host"), "the causes are recorded")
        try bench.pane.type("P")
        try bench.pane.wait(for: "This is a recording: nothing can be changed.")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "That is not in the recording")
        try bench.pane.type("E")
        try bench.pane.wait(for: "› events")
        try bench.pane.wait(for: "send")
        try bench.pane.press("Escape")
        try bench.pane.wait(without: "› events")
        try bench.pane.type("Hh")
        try bench.pane.wait("the past") { $0.contains("› history") && $0.contains(" ago") && $0.contains("kept") }
        try bench.pane.type("qq")
        try bench.pane.wait(for: "ready$")
        // Programs read it.
        let words = "jq -rs 'map(.type) | unique | join(\" \")' '\(path)'"
        #expect(try bench.pane.answer(to: words) == "end event overview recording")
    }
}
