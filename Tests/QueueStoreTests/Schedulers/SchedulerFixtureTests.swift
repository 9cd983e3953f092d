import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that job schedulers are changed as the official Node libraries change them.
@Suite struct SchedulerFixtureTests {
    static let upserts = ["scheduler-every", "scheduler-pattern-tz", "scheduler-update-every"]
    static let removals = ["scheduler-remove", "scheduler-remove-waiting"]

    @Test(arguments: ["bullmq5", "bullmq6"], upserts)
    func upsertsAsTheLibraryDoes(folder: String, name: String) throws {
        let fixture = try Fixture("\(folder)/\(name)")
        try upsertsExactly(fixture)
    }

    @Test func replacesTheRunOfAPausedQueue() throws { try upsertsExactly(try Fixture("bullmq5/scheduler-paused")) }

    private func upsertsExactly(_ fixture: Fixture) throws {
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        let outcome = bench.upsert(
            try NewScheduler(fixture.arguments), in: fixture.queue, now: try #require(fixture.now))
        #expect(outcome == .added(JobID(try #require(fixture.result.string)), isNew: true))
        #expect(fixture.differences(from: try snapshot(of: bench.connection), exact: true) == [])
    }

    /// Checks that only one run stays. The library of version 6 leaves the earlier run of a paused queue beside the new
    /// one.
    @Test func leavesOneRunWhereTheLibraryLeavesTwo() throws {
        let fixture = try Fixture("bullmq6/scheduler-paused")
        #expect(fixture.isDefect)
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        let now = try #require(fixture.now)
        let outcome = bench.upsert(try NewScheduler(fixture.arguments), in: fixture.queue, now: now)
        #expect(outcome == .added(JobID("repeat:hourly:\(now)"), isNew: true))
        #expect(try bench.page(QueueID(fixture.queue), .state(.waiting)).ids == ["repeat:hourly:\(now)"])
        #expect(try bench.send("KEYS *repeat:hourly:*")[0].array?.count == 1)
    }

    @Test(arguments: ["bullmq5", "bullmq6"], removals)
    func removesAsTheLibraryDoes(folder: String, name: String) throws {
        let fixture = try Fixture("\(folder)/\(name)")
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        let change = try fixture.schedulerOperation
        #expect(bench.store.perform(change, now: Clock.now) == .done)
        #expect(fixture.differences(from: try snapshot(of: bench.connection), exact: false) == [])
        #expect(bench.store.perform(change, now: Clock.now) == .refused(.absent))
    }
}

extension Bench {
    func upsert(_ scheduler: NewScheduler, in queue: String, now: Milliseconds = Clock.now) -> Outcome {
        store.perform(.queue(.upsertScheduler(scheduler), QueueID(queue)), now: now)
    }
}

extension NewScheduler {
    /// Creates a scheduler from its description in a fixture.
    init(_ json: JSONValue) throws {
        let rhythm = json["repeat"]
        let template = json["template"]
        self.init(
            id: try #require(json["schedulerId"]?.bytes),
            rhythm: try rhythm?["every"]?.integer.map { .every($0) }
                ?? .cron(try #require(rhythm?["pattern"]?.string), timeZone: rhythm?["tz"]?.string),
            name: try #require(template?["name"]?.bytes), data: template?["data"]?.bytes ?? Array("{}".utf8),
            options: Array((template?["opts"]?.text ?? "{}").utf8))
        startDate = rhythm?["startDate"]?.integer
        endDate = rhythm?["endDate"]?.integer
        limit = rhythm?["limit"]?.integer.map { Int($0) }
        offset = rhythm?["offset"]?.integer
    }
}
