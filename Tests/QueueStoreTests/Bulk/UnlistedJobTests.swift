import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Jobs that are in no list are removed, and no others.
@Suite struct UnlistedJobTests {
    private static let queue = QueueID("bull:q")
    private static let job = "name n data {} opts {} timestamp 1"

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:6.2.1 opts.maxLenEvents 10000", "SET bull:q:id 9")
        return bench
    }

    private func perform(
        _ bench: Bench, user: String? = nil, report: @escaping (Progress) -> Bool = { _ in true }
    ) throws -> Outcome {
        let store = user == nil ? bench.store : try Bench(bench.redis, user: user).store
        return store.perform(.queue(.removeUnlisted, Self.queue), now: JobChangeCase.now, report: report)
    }

    @Test func removesAJobWithItsKeys() throws {
        let bench = try bench()
        let before = try snapshot(of: bench.connection)
        try bench.send(
            "HSET bull:q:1 \(Self.job) deid d", "RPUSH bull:q:1:logs line", "HSET bull:q:1:processed bull:q:7 1",
            "SET bull:q:de:d 1", "HSET bull:q:a:b:c \(Self.job)")
        let found = try bench.store.count(.removeUnlisted, of: Self.queue, now: JobChangeCase.now)
        #expect(found?.count == 2)
        #expect(Set(found?.sample.map(\.id) ?? []) == [JobID("1"), JobID("a:b:c")])
        #expect(try done(perform(bench)) == 2)
        let after = try snapshot(of: bench.connection)
        #expect(KeyspaceComparison().differences(expected: before, actual: after) == [])
    }

    private func done(_ outcome: Outcome) -> Int? {
        guard case .counted(let tally) = outcome else { return nil }
        return tally.done
    }

    /// Checks that removed jobs can be restored exactly.
    @Test func keepsThemForTheTrash() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 \(Self.job) deid d", "RPUSH bull:q:1:logs line", "SET bull:q:de:d 1")
        let before = try snapshot(of: bench.connection)
        guard case .counted(let tally) = try perform(bench), let job = tally.removed.first else {
            Issue.record("nothing was kept")
            return
        }
        #expect(tally.removed.count == 1 && job.state == nil)
        #expect(bench.store.perform(.queue(.restore(job), Self.queue), now: JobChangeCase.now) == .done)
        var after = try snapshot(of: bench.connection)
        after.entries[Array("bull:q:events".utf8)] = nil
        #expect(KeyspaceComparison().differences(expected: before, actual: after) == [])
    }

    /// Checks that a stub is removed. Promoting a missing job makes one, and so does a worker's report; it keeps its id
    /// from being used again.
    @Test(arguments: ["delay 0", "progress 5", "name n data {}", "priority 3 delay 0"])
    func removesAStub(fields: String) throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 \(fields)")
        #expect(try done(perform(bench)) == 1)
        #expect(try bench.send("EXISTS bull:q:1")[0].integer == 0)
    }

    @Test func keepsWhatIsSomewhere() throws {
        let bench = try bench()
        for (id, place) in ["wait", "paused", "active"].enumerated() {
            try bench.send("HSET bull:q:\(id) \(Self.job)", "RPUSH bull:q:\(place) \(id)")
        }
        for (id, place) in ["completed", "failed", "delayed", "prioritized", "waiting-children"].enumerated() {
            try bench.send("HSET bull:q:s\(id) \(Self.job)", "ZADD bull:q:\(place) 1 s\(id)")
        }
        let before = try snapshot(of: bench.connection)
        #expect(try perform(bench) == .counted(Tally()))
        #expect(try snapshot(of: bench.connection) == before)
    }

    /// Checks that children's results, definitions of schedulers, data of a deduplication id, hashes of other
    /// applications, and jobs of a queue whose name begins with this one's stay.
    @Test func keepsWhatIsNoJobOfTheQueue() throws {
        let bench = try bench()
        try bench.send(
            "HSET bull:q:1 \(Self.job)", "ZADD bull:q:completed 1 1", "HSET bull:q:1:processed bull:q:2 7",
            "HSET bull:q:1:failed bull:q:3 no", "HSET bull:q:repeat:s every 5 \(Self.job)", "ZADD bull:q:repeat 5 s",
            "HSET bull:q:dn:d name n data {} opts {}", "HSET bull:q:metrics:completed count 1", "HSET bull:q:x y z",
            "HSET bull:q:sub:meta version bullmq:6.2.1", "HSET bull:q:sub:5 \(Self.job)", "HSET bull:qq:5 \(Self.job)",
            "HSET bull:q:late:6 \(Self.job)", "ZADD bull:q:late:delayed 1 6")
        let before = try snapshot(of: bench.connection)
        #expect(try perform(bench) == .counted(Tally()))
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test func keepsWhatAWorkerHolds() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 \(Self.job)", "SET bull:q:1:lock t")
        var tally = Tally()
        tally.refused = [.locked: 1]
        #expect(try perform(bench) == .counted(tally))
        #expect(try bench.send("EXISTS bull:q:1")[0].integer == 1)
    }

    /// Checks that the characters of patterns in a queue's name are literal, so that only its own keys are searched.
    @Test func looksInItsOwnKeysOnly() throws {
        let bench = try Bench()
        try bench.send("HSET bull:[q]*:meta version bullmq:6.2.1", "HSET bull:[q]*:1 \(Self.job)")
        try bench.send("HSET bull:q:1 \(Self.job)", "HSET bull:q1:1 \(Self.job)")
        let change = Operation.queue(.removeUnlisted, QueueID("bull:[q]*"))
        #expect(done(bench.store.perform(change, now: JobChangeCase.now)) == 1)
        #expect(try bench.send("EXISTS bull:q:1 bull:q1:1 bull:[q]*:1")[0].integer == 2)
    }

    @Test func goesThroughAllAndCanBeEnded() throws {
        let bench = try bench()
        for id in 0..<5_000 { try bench.send("HSET bull:q:\(id) \(Self.job)") }
        guard case .counted(let first) = try perform(bench, report: { _ in false }) else {
            Issue.record("not counted")
            return
        }
        #expect(first.done > 0 && first.done < 5_000 && first.left == nil)
        #expect(try done(perform(bench)) == 5_000 - first.done)
    }

    @Test func needsToWrite() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 \(Self.job)")
        try bench.add(user: "reader", "+@read", "~*")
        try bench.add(user: "scripter", "+@read", "+eval", "+evalsha", "~*")
        for user in ["reader", "scripter"] {
            guard case .refused(.noPermission) = try perform(bench, user: user) else {
                Issue.record("\(user)")
                continue
            }
        }
        #expect(try bench.send("EXISTS bull:q:1")[0].integer == 1)
    }
}
