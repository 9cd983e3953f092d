import JSONText
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

@Suite struct DiscoveryTests {
    /// Keys that make a queue of BullMQ without any jobs.
    private static let settings = "opts.maxLenEvents 10000 version bullmq:5.81.2"

    @Test func findsEveryKindOfQueue() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:empty:meta \(Self.settings)",
            "SET bull:legacy:id 3", "LPUSH bull:legacy:wait 3",
            "SET bull:worked:id 7", "HSET bull:worked:7 name x opts {}",
            "XADD bull:nometa:events * event added", "ZADD bull:nometa:completed 1 1",
            "HSET bull:a:b:meta \(Self.settings)",
            "HSET bull:paused:meta paused 1")
        let names = ["a:b", "empty", "legacy", "nometa", "paused", "worked"]
        #expect(try bench.names() == names.map { "bull:\($0)" })
    }

    /// Checks that a counter that INCR leaves under the name of a queue counts as a queue whose jobs are all gone.
    /// Other keys are no counters: they expire, are no plain numbers, or have names that no queue has.
    @Test(arguments: [
        ("SET bull:mails:id 9", true), ("INCR bull:mails:id", true), ("SET bull:mails:id 9007199254740992", true),
        ("SET bull:mails:id 9 EX 600", false), ("SET bull:mails:id 09", false), ("SET bull:mails:id +9", false),
        ("SET bull:mails:id 0", false), ("SET bull:mails:id -9", false), ("SET bull:mails:id 9.5", false),
        ("SET bull:mails:id 9007199254740993", false), ("SET bull:user:7:id 9", false),
        ("SET bull:mails:id abc", false),
        ("HSET bull:mails:id a 9", false), ("RPUSH bull:mails:id 9", false), ("SET bull::id 9", false),
    ])
    func aLoneCounterIsAQueue(command: String, isQueue: Bool) throws {
        let bench = try Bench()
        try bench.send(command)
        #expect(try bench.names() == (isQueue ? ["bull:mails"] : []))
    }

    /// Checks that an idle queue whose finished jobs are removed is found by its counter, by the keys that its workers
    /// renew, or by their connections alone.
    @Test(arguments: ["id", "stalled-check", "worker"]) func whatIsLeftOfAnIdleQueueIsTheQueue(left: String) throws {
        let bench = try Bench()
        let queue = QueueID("bull:mails")
        let worker = try bench.redis.connect()
        switch left {
        case "id": try bench.send("SET bull:mails:id 9")
        case "stalled-check": try bench.send("SET bull:mails:stalled-check 5 PX 60000")
        default: _ = try worker.send(Command("CLIENT", "SETNAME", "bull:" + Base64.text(of: queue.name)))
        }
        #expect(try bench.store.existing(among: [queue, QueueID("bull:none")]) == [queue])
        #expect(bench.store.perform(.queue(.pause, queue), now: Clock.now) == .done)
        #expect(try bench.send("GET bull:mails:meta-paused")[0].text == "1")
        #expect(bench.store.perform(.queue(.resume, queue), now: Clock.now) == .done)
    }

    @Test func queuesOfConnectionsAreFound() throws {
        let bench = try Bench()
        try bench.send("SET bull:renewed:id 9", "SET bull:renewed:stalled-check 5 PX 60000")
        let names = ["mails", "text\u{1B}", "other"].map { Base64.text(of: Array($0.utf8)) }
        let workers = try (0..<3).map { _ in try bench.redis.connect() }
        for (index, prefix) in ["bull", "bull", "app"].enumerated() {
            _ = try workers[index].send(Command("CLIENT", "SETNAME", "\(prefix):\(names[index])"))
        }
        // Queues of connections are found after all keys were searched.
        _ = try bench.names()
        bench.store.nextWorkers = 0
        _ = try bench.names()
        #expect(try bench.names() == ["bull:mails", "bull:renewed"])
        let found = try bench.overview().queues
        withExtendedLifetime(workers) { #expect(found.map(\.evidence.workers) == [1, 0]) }
    }

    @Test func isNotDeceived() throws {
        let bench = try Bench()
        try bench.send(
            // A scheduler of this id, with and without an iteration count.
            "HSET bull:q:repeat:meta name x ic 3 every 1000", "HSET bull:q2:repeat:meta name x tz UTC every 1000",
            // Jobs whose ids end like a queue's keys.
            "HSET bull:q:x:y:meta name job data {} timestamp 1 opts {}", "HSET bull:q:x:y:id name job data {}",
            "HSET bull:q:x:y:events name job data {}",
            // Removing a child with colons in its id leaves these keys (data model, trap 3).
            "HSET bull:q:a:b:meta opts.maxLenEvents 10000", "XADD bull:q:a:b:events * event removed",
            // Keys of other applications.
            "SET bull:session:id 12 EX 600", "SET bull:user:id abc", "LPUSH bull:user:wait x", "SADD bull:chat:nodes a",
            "SADD bull:chat:subs a", "HSET bull:page:meta title x", "SET bull:text:meta x", "SET bull:stream:events x",
            "XADD bull:plain:events * a b", "HSET bull::meta \(Self.settings)", "HSET bullfrog:q:meta \(Self.settings)",
            "HSET other:q:meta \(Self.settings)",
            // The one real queue.
            "HSET bull:q:meta \(Self.settings)")
        #expect(try bench.names() == ["bull:q"])
    }

    @Test func takesPrefixesAsBytes() throws {
        let bench = try Bench(prefixes: ["*[x]?\\", "my:app", "my", "{tag}"])
        try bench.send(
            "HSET *[x]?\\:q:meta \(Self.settings)", "HSET ax?z:q:meta \(Self.settings)",
            "HSET my:app:q:meta \(Self.settings)", "HSET my:q:meta \(Self.settings)",
            "HSET {tag}:q:meta \(Self.settings)", "HSET tag:q:meta \(Self.settings)")
        let found = try bench.overview().queues.map(\.id)
        #expect(Set(found.map(\.prefix.text)) == ["*[x]?\\", "my:app", "my", "{tag}"])
        #expect(found.allSatisfy { $0.name.text == "q" })
    }

    @Test func escapesTheOnlyPrefix() throws {
        let bench = try Bench(prefixes: ["a*[b]?\\"])
        try bench.send("HSET a*[b]?\\:q:meta \(Self.settings)", "HSET aXbY:q:meta \(Self.settings)")
        #expect(try bench.names() == ["a*[b]?\\:q"])
    }

    @Test func keepsNamesThatAreNotText() throws {
        let bench = try Bench()
        let name: [UInt8] = [0xFF, 0x00, 0x0A, UInt8(ascii: ":"), 0xC3]
        let key = Array("bull:".utf8) + name + Array(":meta".utf8)
        _ = try bench.connection.send(Command("HSET", key, Array("version".utf8), Array("bullmq:5.1.0".utf8)))
        #expect(try bench.overview().queues.map(\.id.name) == [name])
    }

    @Test func followsWhatComesAndGoes() throws {
        let bench = try Bench()
        try bench.send("HSET bull:old:meta \(Self.settings)", "HSET bull:stays:meta \(Self.settings)")
        #expect(try bench.names() == ["bull:old", "bull:stays"])
        try bench.send("DEL bull:old:meta", "HSET bull:new:meta \(Self.settings)")
        // Not before the pause has ended.
        #expect(try bench.names() == ["bull:old", "bull:stays"])
        #expect(try bench.store.discover(now: Clock.now) == false)
        var now = Clock.now + 61_000
        while try bench.store.discover(now: now) { now += 1 }
        guard case .overview(let overview) = try bench.store.answer(.overview, now: now).content else { return }
        #expect(overview.queues.map(\.id.name.text) == ["new", "stays"])
    }

    @Test func finds2000QueuesAmongManyKeysInBoundedSteps() throws {
        let bench = try Bench()
        let script = """
            for i = 1, 2000 do
                redis.call('HSET', 'bull:q' .. i .. ':meta', 'opts.maxLenEvents', '10000')
                for j = 1, 20 do redis.call('HSET', 'bull:q' .. i .. ':' .. j, 'name', 'x', 'data', '{}', 'opts', '{}') end
            end
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        var steps = 0
        while try bench.store.discover(now: Clock.now) { steps += 1 }
        #expect(steps > 3)
        let answer = try bench.store.answer(.overview, now: Clock.now)
        guard case .overview(let overview) = answer.content else { return }
        #expect(overview.queues.count == 2_000)
        #expect(overview.discovery == Discovery(scannedKeys: 42_000, totalKeys: 42_000, isComplete: true))
        // More queues than fit into one pipeline are read in slices.
        let next = try bench.store.answer(.overview, now: Clock.now + 1_000)
        #expect(next.cost.commands < 13_000)
        #expect(next.cost.roundTrips == 4)
    }

    @Test func worksWithoutScanByType() throws {
        let bench = try Bench()
        bench.store.abilities.canScanByType = false
        try bench.send(
            "HSET bull:q:meta \(Self.settings)", "SET bull:x:meta 1", "HSET bull:y:id a b", "SET bull:z:events 1")
        #expect(try bench.names() == ["bull:q"])
    }
}
