import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Every change of a job, on one copy of a keyspace by the store and on another by the official client of each family.
@Suite struct JobChangeConformanceTests {
    @Test(arguments: ClientFamily.allCases)
    func leavesWhatTheClientLeaves(family: ClientFamily) throws {
        let cases = JobChangeCase.all.filter { $0.families.contains(family.ofQueues) }
        let (ours, theirs) = (try Bench(), try Bench())
        for bench in [ours, theirs] {
            for line in cases.flatMap({ $0.preparation(family) }) { try bench.send(line) }
        }

        let output = try PythonClient.run(
            family, script: PythonClient.script("change"),
            arguments: [theirs.redis.socketPath, family.number],
            input: JSONValue.array(cases.map(\.json)).text)
        let words = try #require(JSONValue(Array(output.utf8))).strings
        #expect(words.count == cases.count)
        for (item, word) in zip(cases, words) { #expect(word == item.word, "\(item.name)") }

        for item in cases {
            let target = Operation.Target(queue: item.queue, job: JobID(item.id), state: item.state)
            let outcome = ours.store.perform(.job(item.change, target), now: JobChangeCase.now)
            #expect(outcome.isDone == (item.word == "done"), "\(item.name): \(outcome)")
        }
        let expected = try snapshot(of: theirs.connection)
        let comparison = KeyspaceComparison(volatile: expected.streamIDs, unordered: expected.streams)
        let differences = comparison.differences(expected: expected, actual: try snapshot(of: ours.connection))
        #expect(differences == [])
    }
}
