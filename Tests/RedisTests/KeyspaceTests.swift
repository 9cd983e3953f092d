import Redis
import TestSupport
import Testing

/// The helper of the tests of operations: it reads exactly the keyspace that it loads, and overlooks no difference.
@Suite struct KeyspaceTests {
    static let sample = Keyspace(entries: [
        key("q:id"): entry(.string(Array("7".utf8))),
        key("q:lock"): entry(.string([0, 0xFF, 0x0A]), 30_000),
        key("q:1"): entry(.hash([key("opts"): key(#"{"a":1,"b":2}"#), key("data"): key("{}")])),
        key("q:wait"): entry(.list([key("2"), key("1")])),
        key("q:set"): entry(.set([key("x"), key("y")])),
        key("q:delayed"): entry(.zset([key("3"): 7_354_243_462_713_344, key("4"): -1.5])),
        key("q:events"): entry(.stream([.init(id: key("1-0"), fields: [key("event"): key("added")])])),
        key("q:trimmed"): entry(.stream([])),
        key("q:repeat:1795466001658"): entry(.hash([key("at"): key("1795466001658")])),
    ])

    static func key(_ text: String) -> [UInt8] { Array(text.utf8) }

    static func entry(_ value: Keyspace.Value, _ time: Int64? = nil) -> Keyspace.Entry {
        Keyspace.Entry(value: value, timeToLive: time)
    }

    @Test func loadsAndReadsBack() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        try Self.sample.load(into: connection)
        let read = try snapshot(of: connection)
        #expect(KeyspaceComparison().differences(expected: Self.sample, actual: read) == [])
        #expect(read["q:lock"]?.timeToLive != nil)
        try Keyspace().load(into: connection)
        #expect(try snapshot(of: connection) == Keyspace())
    }

    /// Each change to the sample, and the place that the comparison must name.
    static let changes: [(String, Keyspace.Entry?, String)] = [
        ("q:id", nil, "q:id: missing"),
        ("q:id", entry(.string(key("8"))), "q:id: 8 instead of 7"),
        ("q:id", entry(.list([key("7")])), "q:id: another type"),
        ("q:new", entry(.string(key("8"))), "q:new: should not exist"),
        ("q:lock", entry(.string([0, 0xFF, 0x0A])), "q:lock: expires in no time instead of 30000 ms"),
        ("q:1", entry(.hash([key("opts"): key(#"{"b":2,"a":1}"#), key("data"): key("{ }")])), "q:1.data: "),
        ("q:1", entry(.hash([key("opts"): key(#"{"b":2,"a":2}"#), key("data"): key("{}")])), "q:1.opts: "),
        ("q:wait", entry(.list([key("1"), key("2")])), "q:wait.0: 1 instead of 2"),
        ("q:wait", entry(.list([key("1")])), "q:wait: "),
        ("q:set", entry(.set([key("x")])), "q:set.y: missing"),
        ("q:delayed", entry(.zset([key("3"): 7_354_243_462_713_345, key("4"): -1.5])), "q:delayed.3: score "),
        ("q:events", entry(.stream([.init(id: key("1-1"), fields: [key("event"): key("added")])])), "q:events.0.id: "),
        ("q:events", entry(.stream([.init(id: key("1-0"), fields: [key("event"): key("x")])])), "q:events.0.event: "),
        ("q:repeat:1795466001658", nil, "q:repeat:1795466001658: missing"),
    ]

    @Test(arguments: changes.indices) func namesTheDifference(_ index: Int) {
        let (changed, entry, words) = Self.changes[index]
        var actual = Self.sample
        actual.entries[Self.key(changed)] = entry
        let lines = KeyspaceComparison().differences(expected: Self.sample, actual: actual)
        #expect(lines.contains { $0.hasPrefix(words) }, "\(lines)")
    }

    @Test func leavesOutWhatDependsOnTheClock() {
        var actual = Self.sample
        actual.entries[Self.key("q:repeat:1795466001658")] = nil
        actual.entries[Self.key("q:repeat:1795466009999")] = Self.entry(
            .hash([Self.key("at"): Self.key("1795466009999")]))
        actual.entries[Self.key("q:delayed")] = Self.entry(.zset([Self.key("3"): 1, Self.key("4"): -1.5]))
        actual.entries[Self.key("q:events")] = Self.entry(
            .stream([.init(id: Self.key("9-0"), fields: [Self.key("event"): Self.key("added")])]))
        let comparison = KeyspaceComparison(volatile: [
            "q:repeat:1795466001658", "q:repeat:1795466001658.at", "q:delayed.3", "q:events.0.id",
        ])
        #expect(comparison.differences(expected: Self.sample, actual: actual) == [])
        #expect(KeyspaceComparison().differences(expected: Self.sample, actual: actual).count == 4)
    }

    @Test func newEntriesOfAnUnorderedStreamMayChangePlaces() {
        let (a, b) = (Self.key("a"), Self.key("b"))
        let entries = [a, b].map { Keyspace.StreamEntry(id: $0, fields: [a: $0]) }
        let left = Keyspace(entries: [Self.key("s"): Self.entry(.stream(entries))])
        let right = Keyspace(entries: [Self.key("s"): Self.entry(.stream(entries.reversed()))])
        let ids: Set = ["s.0.id", "s.1.id"]
        #expect(
            KeyspaceComparison(volatile: ids, unordered: ["s"]).differences(expected: left, actual: right) == [])
        #expect(KeyspaceComparison(volatile: ids).differences(expected: left, actual: right).count == 2)
    }

    @Test(arguments: ClientFamily.recent) func theOfficialClientWrites(_ family: ClientFamily) throws {
        let server = try PrivateRedis()
        let printed = try PythonClient.run(
            family, script: Self.addsAJob, arguments: ["unix://" + server.socketPath], input: "charge")
        let read = try snapshot(of: try server.connect())
        #expect(printed == "1\n")
        guard case .hash(let fields) = read["bull:orders:1"]?.value else {
            Issue.record("no job: \(read)")
            return
        }
        #expect(fields[Self.key("name")] == Self.key("charge"))
    }

    @Test func aFailingScriptTellsWhy() {
        #expect {
            try PythonClient.run(.bullmq6, script: "raise ValueError('broken')")
        } throws: {
            "\($0)".contains("ValueError: broken")
        }
    }

    static let addsAJob = """
        import asyncio, sys
        from bullmq import Queue

        async def main():
            queue = Queue("orders", {"connection": sys.argv[1]})
            job = await queue.add(sys.stdin.read(), {"a": 1}, {})
            print(job.id)
            await queue.close()

        asyncio.run(main())
        """
}
