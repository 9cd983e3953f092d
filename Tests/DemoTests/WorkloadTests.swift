import Redis
import TestSupport
import Testing

@testable import Demo

/// The official Python client of BullMQ 6 accepts the demo's queues as its own.
@Suite struct WorkloadTests {
    private static let queues = [
        "email", "export", "webhooks", "cleanup", "image-processing", "failed-email", "transcode",
    ]

    /// Creates a demo whose workers did something, and have stood still since.
    private func stoppedDemo() throws -> DemoServer {
        let server = try DemoServer()
        let workload = try Workload(endpoint: server.endpoint)
        let connection = try Connection(server.endpoint)
        // Each worker that finishes a job reports it in the stream.
        _ = try connection.send(Command("XREAD", "BLOCK", "30000", "STREAMS", "bull:webhooks:events", "$"))
        _ = try connection.send(Command("XREAD", "BLOCK", "30000", "STREAMS", "bull:email:events", "$"))
        workload.stop()
        return server
    }

    @Test func theOfficialClientReadsWhatIsThere() throws {
        let server = try stoppedDemo()
        defer { server.stop() }
        let connection = try Connection(server.endpoint)
        let output = try PythonClient.run(
            .bullmq6,
            script: """
                import asyncio, sys
                from bullmq import Queue
                STATES = ["waiting", "active", "prioritized", "delayed", "failed", "completed", "waiting-children"]
                async def main():
                    for name in sys.argv[2:]:
                        queue = Queue(name, {"connection": "unix://" + sys.argv[1]})
                        counts = await queue.getJobCounts(*STATES)
                        seen = 0
                        for state in STATES:
                            for job in await queue.getJobs([state], 0, -1, True):
                                assert job.name and isinstance(job.data, dict), job.id
                                found = await job.getState()
                                assert found == state, (job.id, found, state)
                                if state == "failed":
                                    assert job.failedReason and len(job.stacktrace) == job.attemptsMade, job.id
                                if state == "completed":
                                    assert job.finishedOn >= job.processedOn >= job.timestamp, job.id
                                seen += 1
                        assert seen == sum(counts.values()), (name, seen, counts)
                        print(name, *[counts[state] for state in STATES])
                        await queue.close()
                asyncio.run(main())
                """, arguments: [try socket(server)] + Self.queues)
        for (line, name) in zip(output.split(separator: "\n"), Self.queues) {
            let lengths = try ["wait", "active"].map { try connection.send(Command("LLEN", "bull:\(name):\($0)")) }
            let cards = try ["prioritized", "delayed", "failed", "completed", "waiting-children"].map {
                try connection.send(Command("ZCARD", "bull:\(name):\($0)"))
            }
            let counts = (lengths + cards).map { "\($0.integer ?? -1)" }
            #expect(String(line) == ([name] + counts).joined(separator: " "))
        }
        #expect(output.split(separator: "\n").count == Self.queues.count)
    }

    @Test func theFirstPictureIsInteresting() throws {
        let server = try DemoServer()
        defer { server.stop() }
        let workload = try Workload(endpoint: server.endpoint)
        defer { workload.stop() }
        let connection = try Connection(server.endpoint)
        func count(_ command: String, _ key: String) throws -> Int64 {
            try connection.send(Command(command, key)).integer ?? -1
        }
        #expect(try count("ZCARD", "bull:webhooks:failed") >= 40)
        #expect(try count("LLEN", "bull:webhooks:wait") >= 100)
        #expect(try count("ZCARD", "bull:email:completed") >= 250)
        #expect(try count("ZCARD", "bull:email:prioritized") > 0)
        #expect(try connection.send(Command("HGET", "bull:image-processing:meta", "paused")).text == "1")
        #expect(try count("LLEN", "bull:image-processing:wait") >= 100)
        #expect(try connection.send(Command("ZRANGE", "bull:cleanup:repeat", "0", "-1")).array?.count == 2)
        let newsletter = try connection.send(Command("HGET", "bull:email:repeat:weekly-newsletter", "pattern")).text
        #expect(newsletter == "0 9 * * 1")
    }

    /// Checks that the demo has an incident: a tenant's certificate has expired, two workers have died with a job each,
    /// and a flow waits in vain.
    @Test func thereIsAnIncident() throws {
        let server = try DemoServer()
        defer { server.stop() }
        let workload = try Workload(endpoint: server.endpoint)
        workload.stop()
        let connection = try Connection(server.endpoint)
        func members(_ command: String...) throws -> [String] {
            try connection.send(Command(command[0], arguments: command.dropFirst().map { Array($0.utf8) })).array?
                .compactMap(\.text) ?? []
        }
        func field(_ name: String, of job: String) throws -> String {
            try connection.send(Command("HGET", job, name)).text ?? ""
        }
        let expired = try members("ZRANGE", "bull:webhooks:failed", "0", "-1").filter {
            try field("failedReason", of: "bull:webhooks:\($0)") == "certificate has expired"
        }
        #expect(expired.count >= 30)
        for id in expired { #expect(try field("data", of: "bull:webhooks:\(id)").contains(#""tenant":"globex""#)) }
        let abandoned = try members("LRANGE", "bull:transcode:active", "0", "-1")
        #expect(abandoned.count == 2)
        for id in abandoned {
            #expect(try connection.send(Command("EXISTS", "bull:transcode:\(id):lock")).integer == 0)
        }
        let parent = "bull:export:" + (try members("ZRANGE", "bull:export:waiting-children", "0", "0").first ?? "")
        let blocking = try members("SMEMBERS", parent + ":dependencies")
        #expect(blocking.count == 1)
        for child in blocking { #expect(try field("failedReason", of: child) != "") }
        #expect(try members("HKEYS", parent + ":processed").count == 2)
    }

    @Test func theOfficialClientWorksAndCleans() throws {
        let server = try stoppedDemo()
        defer { server.stop() }
        let output = try PythonClient.run(
            .bullmq6,
            script: """
                import asyncio, sys
                from bullmq import Queue, Worker
                OPTIONS = {"connection": "unix://" + sys.argv[1]}
                async def main():
                    queue = Queue("image-processing", OPTIONS)
                    before = await queue.getJobCounts("waiting", "completed", "failed")
                    await queue.resume()
                    done = asyncio.Event()
                    async def process(job, token):
                        return {"files": 1}
                    worker = Worker("image-processing", process, OPTIONS)
                    left = before["waiting"]
                    def completed(job, result):
                        nonlocal left
                        left -= 1
                        if left == 0:
                            done.set()
                    worker.on("completed", completed)
                    await asyncio.wait_for(done.wait(), 60)
                    await worker.close()
                    after = await queue.getJobCounts("waiting", "active", "completed", "failed")
                    assert after["waiting"] == after["active"] == 0, after
                    assert after["failed"] == before["failed"], after
                    removed = await queue.clean(0, 0, "failed")
                    assert len(removed) == before["failed"], removed
                    print("worked", before["waiting"])
                    email = Queue("email", OPTIONS)
                    schedulers = await email.getJobSchedulers(0, -1, True)
                    assert [s["key"] for s in schedulers] == ["weekly-newsletter"], schedulers
                    for name in ["image-processing", "failed-email", "cleanup"]:
                        other = Queue(name, OPTIONS)
                        await other.pause()
                        await other.obliterate(True)
                        await other.close()
                    await email.close()
                    await queue.close()
                asyncio.run(main())
                """, arguments: [try socket(server)])
        #expect(output.hasPrefix("worked 1"))
        let connection = try Connection(server.endpoint)
        #expect(try connection.send(Command("KEYS", "bull:failed-email:*")).array == [])
    }

    @Test func theWorkersAreThere() throws {
        let server = try DemoServer()
        defer { server.stop() }
        let workload = try Workload(endpoint: server.endpoint)
        defer { workload.stop() }
        let connection = try Connection(server.endpoint)
        _ = try connection.send(Command("XREAD", "BLOCK", "30000", "STREAMS", "bull:webhooks:events", "$"))
        let clients = try connection.send(Command("CLIENT", "LIST")).text ?? ""
        for name in ["ZW1haWw=:w:mailer-1", "d2ViaG9va3M=:w:hook-4", "aW1hZ2UtcHJvY2Vzc2luZw==:w:imager-1"] {
            #expect(clients.contains(" name=bull:\(name) "))
        }
    }

    private func socket(_ server: DemoServer) throws -> String { server.directory + "/redis.sock" }
}
