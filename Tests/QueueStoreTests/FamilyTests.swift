import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The family of queues that the official client of each family made, paused and not. A wrong one must never cost a
/// job.
@Suite struct FamilyTests {
    static let kinds = ["empty", "plain", "rich", "late", "worked"]
    static let names = kinds.flatMap { kind in ["", "-paused", "-filled"].map { kind + $0 } }

    /// Queues that the client of a family made, once for each.
    private struct Made {
        private static let all = ClientFamily.allCases.map { family in (family, Result { try make(family) }) }

        static func by(_ family: ClientFamily) throws -> Keyspace {
            guard let made = all.first(where: { $0.0 == family }) else { throw TestFailure("not made for \(family)") }
            return try made.1.get()
        }

        private static func make(_ family: ClientFamily) throws -> Keyspace {
            let redis = try PrivateRedis()
            _ = try FamilyTests.run(family, redis, "build")
            return try snapshot(of: try redis.connect())
        }
    }

    private static func run(_ family: ClientFamily, _ redis: PrivateRedis, _ what: String) throws -> String {
        try PythonClient.run(
            family, script: PythonClient.script("families"),
            arguments: [redis.socketPath, family.number, what])
    }

    private func bench(_ family: ClientFamily) throws -> Bench {
        let bench = try Bench()
        try Made.by(family).load(into: bench.connection)
        return bench
    }

    @Test(arguments: ClientFamily.allCases)
    func boundsHoldTheFamily(family: ClientFamily) throws {
        let bench = try bench(family)
        let truth = family.ofQueues
        for name in try existing(bench) {
            let queue = QueueID("bull:\(name)")
            let bounds = try bench.store.families(of: queue, now: Clock.now)
            #expect(bounds.contains(truth), "\(name): \(bounds)")
            let family = bench.store.record(of: queue).summary.family
            #expect(family == nil || family == truth, "\(name): \(bounds)")
        }
    }

    static let versions = [
        nil, "bullmq:1.1.0", "bullmq:3.16.2", "bullmq:4.18.2", "bullmq:5.65.1", "bullmq:6.2.0", "bullmq-pro:6.2.0",
    ]

    /// Returns whether the version is believed, as nothing else shows it. A paused queue without waiting jobs: a
    /// version of 6 lets a job go to `wait`, where the next pause and resume of 5 lose it, as they lose those of 6's
    /// own clients. A queue that was paused before it had jobs: a version of 4 or more lets a job go to `prioritized`,
    /// which 3 does not know.
    private static func isBelieved(_ version: String?, of name: String, _ family: ClientFamily) -> Bool {
        switch (family, version) {
        case (.bullmq3, "bullmq:4.18.2"), (.bullmq3, "bullmq:5.65.1"), (.bullmq3, "bullmq:6.2.0"):
            name == "empty-paused"
        case (.bullmq4, "bullmq:6.2.0"): name == "empty-paused"
        case (.bullmq5, "bullmq:6.2.0"): ["empty-paused", "late-paused", "worked-paused"].contains(name)
        default: false
        }
    }

    /// Checks that no job is lost, whatever the version says: after operations on every queue its own client adds a job
    /// and resumes, and all jobs are where its workers look.
    @Test(arguments: ClientFamily.allCases, versions)
    func losesNoJobWhateverTheVersionSays(family: ClientFamily, version: String?) throws {
        let bench = try bench(family)
        var expected: [String: Set<String>] = [:]
        for name in try existing(bench) where !Self.isBelieved(version, of: name, family) {
            if let version { try bench.send("HSET bull:\(name):meta version \(version)") }
            let before = try jobs(of: name, bench)
            expected[name] = before.union(try operate(on: name, before, bench))
        }
        _ = try Self.run(family, bench.redis, "resume")
        for name in expected.keys {
            let last = try bench.send("GET bull:\(name):id")[0].text ?? ""
            let wanted = (expected[name] ?? []).union([last])
            #expect(wanted.subtracting(try reachable(name, family, bench)) == [], "\(name)")
            #expect(wanted.count > (name.hasPrefix("empty") ? 2 : 3))
        }
    }

    /// Checks that a store that runs for days notices that a queue's family changes.
    @Test func followsAnUpdate() throws {
        let bench = try Bench()
        let queue = QueueID("bull:q")
        try bench.send(
            "SET bull:q:id 2", "XADD bull:q:events * event added", "ZADD bull:q:priority 1 1", "RPUSH bull:q:wait 1",
            "HSET bull:q:1 name n")
        func bounds() throws -> ClosedRange<Family> { try bench.store.families(of: queue, now: Clock.now) }
        #expect(try bounds() == .bullmq3 ... .bullmq3)
        // A dashboard with a newer library opens the queue; the workers are still those of 3.
        try bench.send("HSET bull:q:meta version bullmq:5.65.1 opts.maxLenEvents 10000")
        #expect(try bounds() == .bullmq3 ... .bullmq3)
        #expect(try bench.overview().queues.first?.family == .bullmq3)
        try bench.send("HSET bull:q:2 name n attemptsMade 1", "ZADD bull:q:completed 1 2", "DEL bull:q:priority")
        #expect(try bounds() == .bullmq3 ... .bullmq4)
        // Now the workers are of the newer library, too.
        try bench.send("HSET bull:q:2 atm 1 ats 1")
        #expect(try bounds() == .bullmq5 ... .bullmq5)
        #expect(try bench.overview().queues.first?.family == .bullmq5)
    }

    /// Returns the queues that have any keys. Those of 3 and 4 get the first ones with a job.
    private func existing(_ bench: Bench) throws -> [String] {
        try Self.names.filter { try bench.connection.send(Command("KEYS", "bull:\($0):*")).array?.isEmpty == false }
    }

    /// Lets every job of a queue wait, and adds one with and one without a priority. Returns the ids of these two.
    private func operate(on name: String, _ jobs: Set<String>, _ bench: Bench) throws -> [String] {
        let queue = QueueID("bull:\(name)")
        func target(_ id: JobID, _ state: JobState) -> Operation.Target {
            Operation.Target(queue: queue, job: id, state: state)
        }
        for (state, change) in [(JobState.failed, JobChange.retry()), (.completed, .retry()), (.delayed, .promote)] {
            for row in try bench.page(queue, .state(state)).rows {
                let outcome = bench.store.perform(.job(change, target(row.id, state)), now: Clock.now)
                #expect(outcome == .done, "\(name) \(state)")
            }
        }
        return try ["{}", "{\"priority\":5}"].map { options in
            let job = NewJob(name: Array("ours".utf8), data: Array("{}".utf8), options: Array(options.utf8))
            let outcome = bench.store.perform(.queue(.add(job), queue), now: Clock.now)
            guard case .added(let id, isNew: true, _) = outcome else { throw TestFailure("\(name): \(outcome)") }
            return id.bytes.text
        }
    }

    /// Returns the ids of all hashes of jobs.
    private func jobs(of name: String, _ bench: Bench) throws -> Set<String> {
        let keys =
            try bench.connection.send(Command("KEYS", "bull:\(name):*")).array?.compactMap { $0.bytes?.text } ?? []
        return Set(keys.map { String($0.dropFirst("bull:\(name):".count)) }.filter { Int($0) != nil })
    }

    /// Returns the ids in the places where workers of a family take jobs from.
    private func reachable(_ name: String, _ family: ClientFamily, _ bench: Bench) throws -> Set<String> {
        var ids = try bench.send("LRANGE bull:\(name):wait 0 -1")[0].array ?? []
        if family != .bullmq3 { ids += try bench.send("ZRANGE bull:\(name):prioritized 0 -1")[0].array ?? [] }
        return Set(ids.compactMap { $0.bytes?.text })
    }
}
