import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The ACL users that docs/operations.md recommends have the permissions that it names, and no others.
@Suite struct PermissionTests {
    private let queue = QueueID("bull:q")

    /// Creates a server with a job in each of three states, and those users.
    private func server() throws -> PrivateRedis {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta version bullmq:6.1.2", "HSET bull:q:1 name n timestamp 1", "ZADD bull:q:failed 1 1",
            "HSET bull:q:2 name n timestamp 1", "ZADD bull:q:delayed 1 2", "HSET bull:q:3 name n timestamp 1",
            "ZADD bull:q:completed 1 3")
        let page = try String(contentsOfFile: Scratch.packageRoot + "/docs/operations.md", encoding: .utf8)
        let rules = page.split(separator: "\n").filter { $0.hasPrefix("ACL SETUSER ") }
        try #require(rules.count == 2)
        for rule in rules { try bench.send(String(rule)) }
        return bench.redis
    }

    private func operations() -> [Queues.Operation] {
        [
            .retry(Queues.Operation.Target(queue: queue, job: JobID("1"), state: .failed)),
            .promote(Queues.Operation.Target(queue: queue, job: JobID("2"), state: .delayed)),
            .remove(Queues.Operation.Target(queue: queue, job: JobID("3"), state: .completed)),
        ]
    }

    /// Reads the data of the screens.
    private func look(_ bench: Bench) throws {
        #expect(try bench.names() == ["bull:q"])
        #expect(try bench.page(queue, .state(.failed)).ids == ["1"])
        #expect(try bench.job(queue, "1") != nil)
        let answer = try bench.store.answer(.overview, now: Clock.now)
        #expect(answer.server.version != nil)
        #expect(bench.store.abilities.canReadTime)
    }

    @Test func oneUserLooks() throws {
        let bench = try Bench(server(), user: "bulltop-look")
        try look(bench)
        for operation in operations() {
            guard case .refused(.noPermission) = bench.store.perform(operation, now: Clock.now) else {
                Issue.record("\(operation) was not refused")
                continue
            }
        }
    }

    @Test func oneUserChanges() throws {
        let bench = try Bench(server(), user: "bulltop-act")
        try look(bench)
        for operation in operations() {
            #expect(bench.store.perform(operation, now: Clock.now).isDone)
        }
    }

    @Test(arguments: ["bulltop-look", "bulltop-act"]) func neitherIsDangerous(user: String) throws {
        let bench = try Bench(server())
        for reply in try bench.send("ACL DRYRUN \(user) FLUSHALL", "ACL DRYRUN \(user) KEYS *") {
            #expect(reply.bytes?.text.contains("no permissions") == true)
        }
    }

    @Test func whoMayReadNoQueueIsToldSo() throws {
        let bench = try Bench(server())
        try bench.add(user: "elsewhere", "+@read", "~other:*")
        let store = try Bench(bench.redis, user: "elsewhere").store
        while try store.discover(now: Clock.now) {}
        let trouble = #expect(throws: Trouble.self) { try store.answer(.overview, now: Clock.now) }
        guard case .noPermission = trouble else {
            Issue.record("\(String(describing: trouble))")
            return
        }
        #expect(store.isConnected)
    }

    /// Checks that queues that the user may not read are in the list with the reason, also where they fill whole
    /// pipelines, and where they were named.
    @Test(arguments: [false, true]) func queuesThatMayNotBeReadAreNotLeftOut(areNamed: Bool) throws {
        let bench = try Bench(server())
        let hidden = (0..<300).map { "bull:hidden\($0)" }
        for base in hidden { try bench.send("HSET \(base):meta version bullmq:6.1.2", "RPUSH \(base):wait 1") }
        try bench.add(user: "part", "+@read", "~bull:q:*")
        let reader = try Bench(bench.redis, user: "part", named: areNamed ? [queue, QueueID("bull:hidden0")] : [])
        let queues = try reader.overview().queues
        #expect(queues.count == (areNamed ? 2 : 301))
        for summary in queues where summary.id != queue {
            #expect(summary.counts[.waiting] == nil && summary.counts[.failed] == nil)
            guard case .unreadable = summary.health(at: Clock.now).verdicts.first else {
                Issue.record("\(summary)")
                continue
            }
        }
        #expect(queues.first { $0.id == queue }?.unreadable.isEmpty == true)
    }
}
