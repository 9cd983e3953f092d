import Foundation
import Redis
import TestSupport
import Testing

/// The flow of a job in a real terminal: made by the official client, with one failed and one missing child.
@Suite struct FlowTests {
    private func bench(_ family: ClientFamily) throws -> DashboardBench {
        let bench = try DashboardBench(columns: 160)
        let script = """
            import asyncio, os, sys
            from bullmq import FlowProducer, Worker
            from client import Client
            client = Client(sys.argv[1], int(sys.argv[2]))
            def child(queue, id):
                return {"name": "fetch", "queueName": queue, "data": {}, "opts": {"jobId": id}}
            async def fail(job, token):
                raise RuntimeError("no route to host")
            async def main():
                producer = FlowProducer(client.url)
                await producer.add({"name": "month", "queueName": "reports", "data": {}, "opts": {"jobId": "monthly"},
                    "children": [child("charts", "lost"), child("fetches", "broken"), child("mails", "later")]})
                await producer.close()
                done = asyncio.Event()
                worker = Worker("fetches", fail, {"connection": client.connection})
                worker.on("failed", lambda *_: done.set())
                await asyncio.wait_for(done.wait(), 30)
                os._exit(0)
            asyncio.run(main())
            """
        try bench.run(script, family)
        try bench.send("DEL bull:charts:lost", "LREM bull:charts:wait 0 lost")
        return bench
    }

    @Test(arguments: ClientFamily.recent) func whatBlocksIsRetried(family: ClientFamily) throws {
        let bench = try bench(family)
        try bench.start(until: "reports")
        try bench.open("reports", "waiting-children", until: "monthly")
        try bench.pane.type("f")
        let tree = try bench.pane.wait("the flow") {
            $0.contains("blocks its parent: failed") && $0.contains("blocks its parent: vanished")
        }
        #expect(tree.contains("0 of 3 children done") && tree.contains("later"))
        for _ in 0..<2 { try bench.pane.press("Down") }
        try bench.pane.type("r")
        try bench.agree(to: "broken", until: "etried")
        try bench.pane.wait(without: "blocks its parent: failed")
        #expect(try bench.send("LLEN bull:fetches:wait", "ZCARD bull:fetches:failed").map(\.integer) == [1, 0])
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "fetches › broken")
        try bench.pane.type("q")
        try bench.pane.wait(for: "blocks its parent: vanished")
        try bench.quit()
    }

    @Test func aReaderSuffices() throws {
        let bench = try bench(.bullmq6)
        try bench.send("REPLICAOF 127.0.0.1 1")
        try bench.startAsReader(until: "reports")
        try bench.open("reports", "waiting-children", until: "monthly")
        try bench.command("flow")
        try bench.pane.wait(for: "blocks its parent: vanished")
        try bench.pane.type("r")
        try bench.pane.wait(for: "ead-only")
        try bench.quit()
    }
}
