import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// A server that reports for ever that more data follows is not asked for ever.
@Suite struct EndlessServerTests {
    private static let queue = QueueID("bull:q")

    /// Creates a store behind a server that replies to scripts, and to commands of some names, always with the same
    /// reply.
    private func store(
        _ family: String, _ answer: @escaping @Sendable ([String]) -> Reply?
    ) throws -> (QueueStore, FaultyServer, PrivateRedis) {
        let redis = try PrivateRedis()
        let connection = try redis.connect()
        let meta = family == "bull" ? "paused" : "version"
        for words in [
            ["HSET", "bull:q:meta", meta, "bullmq:\(family).0.0"], ["LPUSH", "bull:q:wait", "1"],
            ["HSET", "bull:q:1", "name", "n", "timestamp", "1", "opts", "{}"],
            ["ZADD", "bull:q:waiting-children", "1", "p"],
            ["HSET", "bull:q:p", "name", "n", "timestamp", "1"], ["SADD", "bull:q:p:dependencies", "bull:c:1"],
        ] {
            let command = Command(words[0], arguments: words.dropFirst().map { Array($0.utf8) })
            if let error = try connection.send(command).error { throw TestFailure(error.message) }
        }
        let server = try FaultyServer(before: redis.endpoint, answering: answer)
        let store = QueueStore(endpoint: server.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
        return (store, server, redis)
    }

    private static func list(_ words: [String], _ numbers: [Int64]) -> Reply {
        .array(words.map { .bulk(Array($0.utf8)) } + numbers.map { .integer($0) })
    }

    @Test(arguments: ["5", "6", "bull"]) func scriptsThatLeaveSomethingForEver(family: String) throws {
        var cases: [(QueueChange, Reply)] = [
            (.pause, Self.list(["left"], [7])), (.resume, Self.list(["left"], [7])),
            (.obliterate(force: true), Self.list(["obliterated"], [1, 7])),
        ]
        if family != "bull" { cases.append((.trimEvents(keeping: 0), Self.list(["left"], [1]))) }
        for (change, reply) in cases {
            let (store, server, redis) = try store(family) { words in
                guard words[0] == "EVAL" || words[0] == "EVALSHA" else { return nil }
                // A queue is paused before it is obliterated.
                let isPausing = change.isObliteration && !words.contains { $0 == "force" || $0 == "check" }
                return isPausing ? Self.list(["left"], [0]) : reply
            }
            let outcome = store.perform(.queue(change, Self.queue), now: 9)
            switch outcome {
            case .failed(.implausible): break
            case .counted(let tally): #expect(tally.trouble != nil, "\(change): \(tally)")
            default: Issue.record("\(change): \(outcome)")
            }
            withExtendedLifetime((server, redis)) {}
        }
    }

    @Test func numbersThatBecomeSmallerAreBelieved() throws {
        var remainder = Remainder()
        for left in (1...100_000).reversed() { try remainder.note(Int64(left)) }
        // More jobs were added meanwhile.
        for left in 1...900 { try remainder.note(Int64(left)) }
        #expect(throws: Trouble.self) { for _ in 0..<200 { try remainder.note(5) } }
    }

    @Test func aScanThatStaysWhereItIs() throws {
        let again = Reply.array([.bulk(Array("17".utf8)), .array([])])
        let (store, server, redis) = try store("6") { ["SCAN", "SSCAN"].contains($0[0]) ? again : nil }
        let trouble = Trouble.implausible("the same cursor of SCAN again")
        #expect(throws: trouble) { while try store.discover(now: Clock.now) {} }
        #expect(throws: trouble) { try store.leftovers(of: Self.queue, limit: 9, now: 9) }
        #expect(throws: trouble) {
            try store.flow(of: JobID("p"), in: Self.queue, limit: 9)
        }
        switch store.perform(.queue(.removeUnlisted, Self.queue), now: 9) {
        case .failed(trouble): break
        case .counted(let tally): #expect(tally.trouble == trouble)
        case let outcome: Issue.record("\(outcome)")
        }
        withExtendedLifetime((server, redis)) {}
    }
}

extension QueueChange {
    fileprivate var isObliteration: Bool { if case .obliterate = self { true } else { false } }
}
