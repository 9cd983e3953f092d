import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that an operation on all jobs of a state does to each job what the operation on one job does.
@Suite struct MeaningOfAllTests {
    private static let queue = QueueID("bull:q")

    private static func prepare(_ bench: Bench, _ family: String) throws {
        try bench.send(
            "HSET bull:q:1 name n data {} opts {} timestamp 1 failedReason no finishedOn 5 delay 9",
            "HSET bull:q:2 name n data {} opts {\"lifo\":true} timestamp 1 failedReason no finishedOn 6 delay 9",
            "HSET bull:q:3 name n data {} opts {} priority 7 timestamp 1 failedReason no finishedOn 7 delay 9",
            "HSET bull:q:4 name n data {} opts {} timestamp 1 failedReason no finishedOn 8 parentKey bull:q:5 delay 9",
            "HSET bull:q:5 name n data {} opts {} timestamp 1", "RPUSH bull:q:wait 6",
            "HSET bull:q:6 name n data {} opts {} timestamp 1", "SET bull:q:id 9")
        guard family != "bull" else { return }
        try bench.send(
            "HSET bull:q:meta version \(family) opts.maxLenEvents 10000", "ZADD bull:q:waiting-children 1 5",
            "ZADD bull:q:5:unsuccessful 1 bull:q:4", "XADD bull:q:events 1-1 event paused")
    }

    @Test(
        arguments: ["bull", "bullmq:3.16.2", "bullmq:4.18.3", "bullmq:5.81.3", "bullmq:6.1.2", "bullmq:6.2.1"],
        [JobState.failed, .completed, .delayed])
    func doesToEachWhatIsDoneToOne(family: String, state: JobState) throws {
        var keyspaces: [Keyspace] = []
        for isAll in [true, false] {
            let bench = try Bench()
            try Self.prepare(bench, family)
            let first = state == .delayed ? 4096 * 1_795_466_000_000 : 1
            for id in 1...4 { try bench.send("ZADD bull:q:\(state.rawValue) \(first + id) \(id)") }
            if isAll {
                let change = state == .delayed ? QueueChange.promoteAll : .retryAll(state)
                let outcome = bench.store.perform(.queue(change, Self.queue), now: 1_795_466_000_000)
                #expect(outcome == .counted(Tally(done: 4)))
            } else {
                for id in 1...4 {
                    let target = Operation.Target(queue: Self.queue, job: JobID(String(id)), state: state)
                    let operation = state == .delayed ? Operation.promote(target) : .retry(target)
                    #expect(bench.store.perform(operation, now: 1_795_466_000_000) == .done)
                }
            }
            var keyspace = try snapshot(of: bench.connection)
            if case .stream(let events)? = keyspace.entries[Array("bull:q:events".utf8)]?.value {
                #expect(events.count == 5)
            }
            keyspace.entries[Array("bull:q:events".utf8)] = nil
            keyspaces.append(keyspace)
        }
        let differences = KeyspaceComparison().differences(expected: keyspaces[1], actual: keyspaces[0])
        #expect(differences == [])
    }

    /// Checks that a job that a worker would fail at once stays, unless its attempts start again from 0.
    @Test func saysWhatWouldFailAtOnce() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta version bullmq:6.1.2",
            "HSET bull:q:1 name n opts {} timestamp 1 defa stalled stc 2 atm 3",
            "ZADD bull:q:failed 1 1")
        let target = Operation.Target(queue: Self.queue, job: JobID("1"), state: .failed)
        let refusal = Refusal.failsAtOnce(reason: Array("stalled".utf8))
        #expect(bench.store.perform(.retry(target), now: 5) == .refused(refusal))
        var tally = Tally()
        tally.refused = [refusal: 1]
        #expect(bench.store.perform(.queue(.retryAll(.failed), Self.queue), now: 5) == .counted(tally))
        #expect(bench.store.perform(.job(.retry(resetting: .made), target), now: 5) == .done)
        #expect(try bench.send("HMGET bull:q:1 defa stc atm")[0].elements.allSatisfy(\.isNull))
    }

    /// Checks that a job is added to the list in which the new library counts. After an upgrade from 5 to 6 while
    /// paused, both lists hold ids, and 6 counts those in `wait`.
    @Test func addsWhereTheNewLibraryCounts() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta version bullmq:6.1.2 paused 1 opts.maxLenEvents 10000", "RPUSH bull:q:paused 1",
            "HSET bull:q:1 name n opts {}", "RPUSH bull:q:wait 2", "HSET bull:q:2 name n opts {}", "SET bull:q:id 2")
        let job = NewJob(name: Array("n".utf8), data: Array("{}".utf8))
        #expect(bench.store.perform(.queue(.add(job), Self.queue), now: 5).isDone)
        #expect(try bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings.map(\.text) == ["3", "2"])
        #expect(try bench.send("LRANGE bull:q:paused 0 -1")[0].byteStrings.map(\.text) == ["1"])
    }
}
