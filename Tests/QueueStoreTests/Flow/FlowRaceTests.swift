import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// A flow that runs while it is read: whatever its jobs do between two commands of a reading, no healthy child blocks its
/// parent.
@Suite struct FlowRaceTests {
    /// What a child does, from a beginning in which it blocks nothing.
    struct Move: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// The commands that make the beginning.
        let before: String
        /// The commands of each step, separated by semicolons.
        let steps: [String]

        init(_ name: String, from before: String, _ steps: String...) {
            (testDescription, self.before, self.steps) = (name, before, steps)
        }
    }

    private static let done = "SREM bull:p:root:dependencies bull:c:2; HSET bull:p:root:processed bull:c:2 1"
    static let moves = [
        Move("it is taken", from: "RPUSH bull:c:wait 2", "LREM bull:c:wait 0 2; LPUSH bull:c:active 2"),
        Move(
            "it is taken by its priority", from: "ZADD bull:c:prioritized 1 2",
            "ZREM bull:c:prioritized 2; LPUSH bull:c:active 2"),
        Move("it becomes due", from: "ZADD bull:c:delayed 1 2", "ZREM bull:c:delayed 2; LPUSH bull:c:wait 2"),
        Move("it is tried again", from: "LPUSH bull:c:active 2", "LREM bull:c:active 0 2; ZADD bull:c:delayed 1 2"),
        Move("it stalls", from: "LPUSH bull:c:active 2", "LREM bull:c:active 0 2; RPUSH bull:c:wait 2"),
        Move(
            "it completes", from: "LPUSH bull:c:active 2",
            "LREM bull:c:active 0 2; ZADD bull:c:completed 1 2; \(done)"),
        Move(
            "it completes and is removed", from: "LPUSH bull:c:active 2",
            "LREM bull:c:active 0 2; DEL bull:c:2; \(done)"),
        Move(
            "it fails and is ignored", from: "LPUSH bull:c:active 2",
            "LREM bull:c:active 0 2; ZADD bull:c:failed 1 2; SREM bull:p:root:dependencies bull:c:2; "
                + "HSET bull:p:root:failed bull:c:2 oh"),
        Move(
            "it is removed with its place", from: "RPUSH bull:c:wait 2",
            "LREM bull:c:wait 0 2; DEL bull:c:2; SREM bull:p:root:dependencies bull:c:2"),
        Move(
            "it runs through", from: "ZADD bull:c:delayed 1 2", "ZREM bull:c:delayed 2; LPUSH bull:c:wait 2",
            "LREM bull:c:wait 0 2; LPUSH bull:c:active 2", "LREM bull:c:active 0 2; DEL bull:c:2; \(done)"),
        Move(
            "the last one completes", from: "LPUSH bull:c:active 2; SREM bull:p:root:dependencies bull:c:1",
            "LREM bull:c:active 0 2; DEL bull:c:2; \(done); ZREM bull:p:waiting-children root; RPUSH bull:p:wait root"),
    ]

    /// The readings that say what blocks.
    enum Reading: CaseIterable { case screen, screenOfChild, command, health }

    @Test(arguments: moves) func aFlowThatRunsIsNotBlocked(_ move: Move) throws {
        let bench = try Bench()
        let interruption = Interruption(try bench.redis.connect())
        let answer: @Sendable ([String]) -> Reply? = { _ in
            interruption.pass()
            return nil
        }
        let server = try FaultyServer(before: bench.redis.endpoint, answering: answer)
        let store = QueueStore(endpoint: server.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
        for reading in Reading.allCases {
            for gap in move.steps.count > 1 ? [1, 2, 5, 11] : [1] {
                var (place, now) = (0, Clock.now)
                repeat {
                    try begin(move, bench)
                    interruption.arm(after: place, every: gap, move.steps)
                    now += 20_000
                    let interrupted = try blocking(reading, store, now: now)
                    #expect(interrupted == 0, "\(reading), after \(place) commands, every \(gap)")
                    place += 1
                } while interruption.hasStruck
                #expect(place > 10)
                // The flow at rest, after all of it.
                try bench.send("PING")
                #expect(try blocking(reading, store, now: now + 20_000) == 0)
            }
        }
    }

    private func begin(_ move: Move, _ bench: Bench) throws {
        try bench.send(
            "FLUSHALL", "HSET bull:p:meta version bullmq:6.1.2", "HSET bull:c:meta version bullmq:6.1.2",
            "HSET bull:p:root name r timestamp 1", "ZADD bull:p:waiting-children 1 root",
            "SADD bull:p:root:dependencies bull:c:1 bull:c:2", "HSET bull:c:1 name n timestamp 1 parentKey bull:p:root",
            "RPUSH bull:c:wait 1", "HSET bull:c:2 name n timestamp 1 parentKey bull:p:root")
        for command in move.before.components(separatedBy: "; ") { try bench.send(command) }
    }

    /// Returns the number of jobs that a reading says to block, or to be blocked.
    private func blocking(_ reading: Reading, _ store: QueueStore, now: Milliseconds) throws -> Int {
        let (parent, child) = (QueueID("bull:p"), QueueID("bull:c"))
        func screen(of job: JobPlace) throws -> Int {
            guard case .flow(let tree) = try store.answer(.flow(FlowRequest(of: job)), now: now).content else {
                return 99
            }
            return tree.root.map { max($0.blocking.count, $0.all.count { $0.obstacle != nil }) } ?? 0
        }
        switch reading {
        case .screen: return try screen(of: JobPlace(queue: parent, id: JobID("root")))
        case .screenOfChild: return try screen(of: JobPlace(queue: child, id: JobID("2")))
        case .command: return try store.flow(of: JobID("root"), in: parent, limit: 100)?.job.blocking.count ?? 0
        case .health:
            let request = PageRequest(
                queue: parent, list: .state(.waitingChildren), order: .newestFirst, offset: 0, limit: 10)
            guard case .page(let page) = try store.answer(.page(request), now: now).content else { return 99 }
            return page.queue.evidence.blockedParents?.count ?? 0
        }
    }

    /// Checks readings of a flow of the official client, one after the other, while its workers remove its children.
    @Test(arguments: ClientFamily.recent) func aFlowOfTheOfficialClientIsNotBlocked(family: ClientFamily) throws {
        let bench = try Bench()
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let arguments = [PythonClient.modules + "/flow.py", bench.redis.socketPath, family.number, "1000"]
        let child = try Child(
            PythonClient.interpreter(family), arguments, errors: directory + "/errors",
            environment: PythonClient.environment)
        var (status, pending, now): (Int32?, Set<Int>, Milliseconds) = (nil, [], Clock.now)
        while status == nil {
            now += 1_000
            for reading in [Reading.screen, .command, .health] {
                let count = try blocking(reading, bench.store, now: now)
                if count > 0 { Issue.record("\(reading): \(count) block") }
            }
            pending.insert(try bench.send("SCARD bull:p:root:dependencies")[0].integer.map { Int($0) } ?? 0)
            status = child.poll()
        }
        let words = (try? String(contentsOfFile: directory + "/errors", encoding: .utf8)) ?? ""
        #expect(status == 0 && pending.contains { $0 > 0 }, "\(words)")
    }
}

/// Runs commands between two commands of a reading.
private final class Interruption: @unchecked Sendable {
    private let lock = NSLock()
    private let connection: Connection
    private var (left, gap, steps): (Int, Int, [String]) = (0, 1, [])
    private var hasBegun = false

    init(_ connection: Connection) { self.connection = connection }

    /// Plans steps: the first one after a number of commands, the next ones after as many more as `gap` says.
    func arm(after count: Int, every gap: Int, _ steps: [String]) {
        lock.withLock { (left, self.gap, self.steps, hasBegun) = (count, gap, steps, false) }
    }

    /// Whether the first step was made.
    var hasStruck: Bool { lock.withLock { hasBegun } }

    /// Notes that the server is about to get a command.
    func pass() {
        lock.withLock {
            guard !steps.isEmpty else { return }
            guard left <= 0 else {
                left -= 1
                return
            }
            (left, hasBegun) = (gap - 1, true)
            for line in steps.removeFirst().components(separatedBy: "; ") {
                let words = line.split(separator: " ").map { Array($0.utf8) }
                _ = try? connection.send(
                    Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst())))
            }
        }
    }
}
