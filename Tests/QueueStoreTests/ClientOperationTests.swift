import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that operations leave what the official client's call leaves on a copy of the same data.
@Suite struct ClientOperationTests {
    /// The operations whose result differs. The client of BullMQ 5 puts a retried job with a priority in front of all
    /// prioritized ones. As the data of 5 and 6 is not distinguishable, the store keeps the priority, as the client of
    /// BullMQ 6 does.
    private static let differing: [ClientFamily: Set<String>] = [.bullmq5: ["retry-priority"], .bullmq6: []]

    @Test(arguments: ClientFamily.recent)
    func leaveWhatTheClientLeaves(family: ClientFamily) throws {
        let data = try ClientData.of(family)
        let (ours, theirs) = (try data.bench(), try data.bench())
        let differing = Self.differing[family] ?? []
        let operations = data.operations.filter { !differing.contains($0.json["queue"]?.string ?? "") }
        #expect(operations.count + differing.count == 23)

        let outcomes = operations.map { ClientOperation.word(ours.store.perform($0.operation, now: Clock.now)) }
        let output = try PythonClient.run(
            family, script: PythonClient.script("act"), arguments: [theirs.redis.socketPath],
            input: JSONValue.array(operations.map(\.json)).text)
        let words = try #require(JSONValue(Array(output.utf8))).strings
        for (index, word) in words.enumerated() {
            #expect(outcomes[index] == word, "\(operations[index].json.text)")
        }

        let expected = try snapshot(of: theirs.connection)
        let comparison = KeyspaceComparison(volatile: expected.streamIDs, unordered: expected.streams)
        let differences = comparison.differences(expected: expected, actual: try snapshot(of: ours.connection))
        #expect(differences == [])
    }

    @Test func retryKeepsThePriorityWhereTheVersionIsUnknown() throws {
        let bench = try ClientData.of(.bullmq5).bench()
        let queue = QueueID("bull:retry-priority")
        let target = Operation.Target(queue: queue, job: JobID("1"), state: .failed)
        #expect(bench.store.perform(.retry(target), now: Clock.now) == .done)
        #expect(try bench.page(queue, .state(.prioritized)).ids == ["1"])
    }
}

extension Keyspace {
    /// The keys of all streams.
    var streams: Set<String> {
        Set(entries.filter { if case .stream = $0.value.value { true } else { false } }.map(\.key.text))
    }

    /// The paths of all ids of stream entries.
    var streamIDs: Set<String> {
        Set(
            entries.flatMap { key, entry -> [String] in
                guard case .stream(let items) = entry.value else { return [] }
                return items.indices.map { "\(key.text).\($0).id" }
            })
    }
}
