import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that a change that is made while Sentinels replace the primary is there at the next one, or is not called done.
@Suite struct SentinelChangeTests {
    /// A change, and the question to the next primary whose answer shows that it was made.
    struct Case: Sendable {
        let name: String
        let question: [String]
        let answer: Reply
        let operation: @Sendable (QueueID) -> Queues.Operation

        init(_ change: JobChange, of job: String, _ question: String, _ answer: Reply) {
            (self.question, self.answer) = (question.split(separator: " ").map(String.init), answer)
            name = "\(change)"
            operation = { .job(change, Operation.Target(queue: $0, job: JobID(job), state: nil)) }
        }

        init(_ change: QueueChange, _ question: String, _ answer: Reply) {
            (self.question, self.answer) = (question.split(separator: " ").map(String.init), answer)
            name = "\(change)"
            operation = { .queue(change, $0) }
        }

        init(all change: JobChange, _ question: String, _ answer: Reply) {
            (self.question, self.answer) = (question.split(separator: " ").map(String.init), answer)
            name = "all \(change)"
            operation = { .jobs(change, Selection(queue: $0, state: .failed, scope: .all)) }
        }
    }

    static let cases = [
        Case(.retry(), of: "1", "ZCARD failed", .integer(0)), Case(.remove(), of: "1", "EXISTS 1", .integer(0)),
        Case(.promote, of: "2", "ZCARD delayed", .integer(0)),
        Case(.changePriority(1), of: "3", "ZCARD prioritized", .integer(1)),
        Case(.updateData(Array("[]".utf8)), of: "1", "HGET 1 data", .bulk(Array("[]".utf8))),
        Case(.addLog(Array("line".utf8)), of: "1", "LLEN 1:logs", .integer(1)),
        Case(.duplicate, of: "1", "LLEN wait", .integer(2)), Case(.pause, "HGET meta paused", .bulk(Array("1".utf8))),
        Case(.setConcurrency(5), "HGET meta concurrency", .bulk(Array("5".utf8))),
        Case(.holdLimiter(600_000), "EXISTS limiter", .integer(1)),
        Case(.retryAll(.failed), "ZCARD failed", .integer(0)),
        Case(.promoteAll, "ZCARD delayed", .integer(0)), Case(.drain(), "LLEN wait", .integer(0)),
        Case(.clean(CleanRequest(state: .failed, grace: 0)), "ZCARD failed", .integer(0)),
        Case(.obliterate(force: true), "EXISTS meta", .integer(0)),
        Case(.add(NewJob(name: [0x61], data: Array("{}".utf8))), "LLEN wait", .integer(2)),
        Case(all: .retry(), "ZCARD failed", .integer(0)),
        Case(all: .addLog(Array("line".utf8)), "LLEN 1:logs", .integer(1)),
    ]

    private static let fill = """
        for _, base in ipairs(KEYS) do
            for id = 1, 3 do
                redis.call('HSET', base .. id, 'name', 'n', 'data', '{}', 'opts', '{}', 'timestamp', 1, 'delay', 0)
            end
            redis.call('ZADD', base .. 'failed', 1700000000000, 1)
            redis.call('ZADD', base .. 'delayed', 8000000000000000, 2)
            redis.call('LPUSH', base .. 'wait', 3)
            redis.call('SET', base .. 'id', 3)
            redis.call('HSET', base .. 'meta', 'opts.maxLenEvents', 10000, 'version', 'bullmq:6.2.1')
        end
        """

    /// The stores and the outcomes of the cases, each of which is used by one thread.
    private final class Course: @unchecked Sendable {
        let stores: [QueueStore]
        private let lock = NSLock()
        private var found: [Int: Outcome] = [:]

        init(_ stores: [QueueStore]) { self.stores = stores }

        var outcomes: [Int: Outcome] { lock.withLock { found } }

        func perform(_ index: Int) {
            let outcome = stores[index].perform(
                cases[index].operation(SentinelChangeTests.queue(index)), now: Clock.now)
            lock.withLock { found[index] = outcome }
        }
    }

    /// Checks that a change of a queue that takes many scripts is not called done where the primary is replaced meanwhile.
    @Test(arguments: [QueueChange.retryAll(.failed), .clean(CleanRequest(state: .failed, grace: 0)), .obliterate()])
    func whatMayBeLostIsDoubted(_ change: QueueChange) throws {
        let sentinels = try PrivateSentinels()
        let fill = """
            for id = 1, 20000 do
                redis.call('HSET', KEYS[1] .. id, 'name', 'n', 'data', '{}', 'opts', '{}', 'timestamp', 1, 'delay', 0)
                redis.call('ZADD', KEYS[1] .. 'failed', 1700000000000, id)
            end
            redis.call('HSET', KEYS[1] .. 'meta', 'opts.maxLenEvents', 10000, 'version', 'bullmq:6.2.1')
            """
        for words in [["EVAL", fill, "1", "bull:q0:"], ["WAIT", "1", "5000"]] { try sentinels.ask(0, words) }
        let store = QueueStore(endpoint: try sentinels.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
        var (failure, isReplaced): ((any Error)?, Bool) = (nil, false)
        let outcome = store.perform(.queue(change, Self.queue(0)), now: Clock.now) { _ in
            do { if !isReplaced { try sentinels.promote() } } catch { failure = error }
            isReplaced = true
            return true
        }
        if let failure { throw failure }
        guard case .counted(let tally) = outcome else { throw TestFailure("\(outcome)") }
        #expect(isReplaced && tally.trouble == .failoverOpen, "\(tally)")
    }

    private static func queue(_ index: Int) -> QueueID { QueueID("bull:q\(index)") }

    @Test func whatIsDoneIsThereAtTheNextPrimary() throws {
        let sentinels = try PrivateSentinels()
        let keys = Self.cases.indices.map { "bull:q\($0):" }
        for words in [["EVAL", Self.fill, "\(keys.count)"] + keys, ["WAIT", "1", "5000"]] {
            try sentinels.ask(0, words)
        }
        let endpoint = try sentinels.endpoint
        let course = Course(
            Self.cases.map { _ in QueueStore(endpoint: endpoint, prefixes: [Array("bull".utf8)], stop: nil) })
        for store in course.stores { try store.connect() }
        try sentinels.promote()
        // All at the same time, since the former primary answers for a moment only.
        DispatchQueue.concurrentPerform(iterations: Self.cases.count) { course.perform($0) }
        for (index, place) in Self.cases.enumerated() {
            let outcome = course.outcomes[index]
            #expect(outcome?.isDone == true, "\(place.name): \(String(describing: outcome))")
            if case .counted(let tally) = outcome { #expect(tally.trouble == nil, "\(place.name): \(tally)") }
            var words = place.question
            words[1] = "bull:q\(index):" + words[1]
            #expect(try sentinels.ask(1, words) == place.answer, "\(place.name)")
        }
    }
}
