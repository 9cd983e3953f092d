import Redis
import TestSupport

/// A queue `email` of each library with jobs in every state, made by the official client, and with what only accidents
/// leave.
enum LibraryData: String, CaseIterable, Sendable {
    case bull, bullmq3, bullmq4, bullmq5, bullmq6

    private static let made = allCases.map { library in (library, Result { try library.make() }) }

    /// The whole keyspace of its server.
    var keyspace: Keyspace {
        get throws {
            guard let made = Self.made.first(where: { $0.0 == self }) else { throw TestFailure("not made for \(self)") }
            return try made.1.get()
        }
    }

    private func make() throws -> Keyspace {
        let server = try PrivateRedis()
        let connection = try server.connect()
        if let family = ClientFamily(rawValue: rawValue) {
            _ = try PythonClient.run(
                family, script: Self.script, arguments: [server.socketPath, String(rawValue.last ?? "6")])
        } else {
            try Fixture("bull4/pages").before.load(into: connection)
        }
        try connection.send(lines: Self.accidents + (self == .bull ? [] : ["ZADD bull:email:priority 1 x"]))
        // A parent before its child, and a child before its parent.
        try connection.send(lines: ["ZADD bull:email:waiting-children XX 1 trunk 2 bough 3 shoot 4 stem"])
        for command in ["schedule email nightly --every 1h --name report"] where self != .bullmq3 && self != .bullmq4 {
            let words = command.split(separator: " ").map(String.init)
            let result = try Program.run(words, environment: ["BULLTOP_URL": "unix://\(server.socketPath)"])
            guard result.status == 0 else { throw TestFailure("\(command): \(result)") }
        }
        return try snapshot(of: connection)
    }

    /// An active job without a lock and one with a lock, a missing job, an unlisted job, a deduplication id, a log.
    private static let accidents = [
        "HSET bull:email:loose name n data {} opts {} timestamp 1 processedOn 2", "LPUSH bull:email:active loose",
        "HSET bull:email:held name n data {} opts {} timestamp 1 processedOn 2", "LPUSH bull:email:active held",
        "SET bull:email:held:lock token", "ZADD bull:email:failed 1 ghost",
        "HSET bull:email:lost name n data {} opts {} timestamp 1", "SET bull:email:de:d loose",
        "HSET bull:email:loose deid d", "RPUSH bull:email:loose:logs one two three", "SET bull:email:limiter 9",
    ]

    private static let script = """
        import asyncio, os, sys
        import bullmq
        from client import Client

        FAMILY = int(sys.argv[2])
        client = Client(sys.argv[1], FAMILY)

        async def work(queue):
            done = asyncio.Semaphore(0)
            async def process(job, token):
                if job.data["n"] < 2:
                    raise RuntimeError("no route to host")
                return "sent"
            worker = bullmq.Worker("email", process, {"connection": client.connection})
            for event in ["completed", "failed"]:
                worker.on(event, lambda *_: done.release())
            for _ in range(4):
                await asyncio.wait_for(done.acquire(), 30)
            await worker.close(True)

        async def main():
            queue = client.queue("email")
            for n in range(4):
                await queue.add("mail", {"n": n}, {"attempts": 1})
            await work(queue)
            for n in range(3):
                await queue.add("mail", {"n": n}, {})
            for hours in [1, 2]:
                await queue.add("later", {"n": hours}, {"delay": hours * 3600000})
            await queue.add("urgent", {"n": 5}, {"priority": 3})
            await queue.add("own", {"n": 6}, {"jobId": "own-1"})
            if FAMILY >= 5:
                leaves = [{"name": "leaf", "queueName": "email", "data": {}, "opts": {"jobId": id}} for id in ["leaf-1", "leaf-2"]]
                await bullmq.FlowProducer(client.url).add(
                    {"name": "root", "queueName": "email", "data": {}, "opts": {"jobId": "root"}, "children": leaves})
                for names in [["trunk", "bough", "twig"], ["stem", "shoot", "bud"]]:
                    flow = None
                    for name in reversed(names):
                        opts = {"jobId": name} if flow else {"jobId": name, "delay": 3600000}
                        flow = {"name": name, "queueName": "email", "data": {}, "opts": opts,
                            "children": [flow] if flow else []}
                    await bullmq.FlowProducer(client.url).add(flow)
            sys.stdout.flush()
            os._exit(0)

        asyncio.run(main())
        """
}
