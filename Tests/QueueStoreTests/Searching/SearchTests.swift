import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that searches and causes equal what a plain Python program reads of the same jobs.
@Suite struct SearchTests {
    private static let now: Milliseconds = 1_795_470_000_000
    private static let queues = [
        Array("webhooks".utf8), Array("web:mail".utf8), Array("inv".utf8) + [0xFF] + Array("oices".utf8),
    ]
    .map { QueueID(prefix: Array("bull".utf8), name: $0) }
    /// The number of jobs; `SEARCH_JOBS=50000` sets another one.
    private static let count = ProcessInfo.processInfo.environment["SEARCH_JOBS"] ?? "250"

    private struct Reading {
        let bench: Bench
        let json: JSONValue

        init(_ family: String, count: String = SearchTests.count, seed: Int = 1) throws {
            bench = try Bench()
            let script = try PythonClient.script("search")
            let output = try PythonClient.run(
                .bullmq6, script: script, arguments: [bench.redis.socketPath, count, family, String(seed)])
            json = try #require(JSONValue(Array(output.utf8)))
            bench.store.clockLead = 0
        }
    }

    private func found(_ text: String, _ store: QueueStore, _ queues: [QueueID] = Self.queues) throws -> [String] {
        let search = try store.search(SearchRequest(try Query(text), in: queues))
        var names: [String] = []
        while let matches = try search.next(now: Self.now - store.clockLead) { names += matches.map(Self.name) }
        #expect(search.progress.looked <= search.progress.total)
        #expect(search.progress.undecided == UndecidedJobs())
        return names
    }

    private static func name(_ match: FoundJobMatch) -> String { hex(match.queue.name) + "/" + hex(match.row.id.bytes) }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test(arguments: ["bull", "bullmq3", "bullmq4", "bullmq5", "bullmq6"])
    func findsWhatAPlainReadingFinds(family: String) throws {
        let reading = try Reading(family)
        for (query, expected) in reading.json["single"]?.members ?? [:] {
            #expect(try found(query, reading.bench.store).sorted() == expected.strings, "\(query)")
        }
    }

    @Test(arguments: ["bull", "bullmq3", "bullmq4", "bullmq5", "bullmq6"])
    func operatorsGoTogetherPairByPair(family: String) throws {
        // Each family has another fifth of all pairs.
        let reading = try Reading(family, count: "100", seed: 2)
        let pairs = reading.json["pairs"]?.members ?? [:]
        #expect(pairs.count > 700)
        let place = ["bull", "bullmq3", "bullmq4", "bullmq5", "bullmq6"].firstIndex(of: family)
        for (index, (query, expected)) in pairs.sorted(by: { $0.key < $1.key }).enumerated()
        where index % 5 == place {
            #expect(try found(query, reading.bench.store).sorted() == expected.strings, "\(query)")
        }
    }

    /// Checks that a reading that was sent ahead is sent again where the server has lost the script, or the connection.
    @Test(arguments: ["SCRIPT FLUSH", "CLIENT KILL TYPE normal SKIPME yes"])
    func whatIsLostOnTheWayIsReadAgain(command: String) throws {
        let reading = try Reading("bullmq6", count: "400", seed: 6)
        let store = reading.bench.store
        let other = try reading.bench.redis.connect()
        for (query, expected) in (reading.json["single"]?.members ?? [:]).prefix(5) {
            let search = try store.search(SearchRequest(try Query(query), in: Self.queues))
            var names: [String] = []
            while let matches = try search.next(now: Self.now) {
                names += matches.map(Self.name)
                try other.send(lines: [command])
            }
            #expect(names.sorted() == expected.strings, "\(query)")
        }
    }

    @Test func withoutScriptsItFindsTheSame() throws {
        let reading = try Reading("bullmq6", count: "150", seed: 3)
        try reading.bench.add(user: "reader", "+@read", "~bull:*")
        let store = try Bench(reading.bench.redis, user: "reader").store
        store.clockLead = 0
        for (query, expected) in reading.json["single"]?.members ?? [:] {
            #expect(try found(query, store).sorted() == expected.strings, "\(query)")
        }
        #expect(!store.abilities.canRunScripts)
    }

    @Test(arguments: ["bull", "bullmq3", "bullmq4", "bullmq5", "bullmq6"], [true, false])
    func causesAreThoseOfAPlainReading(family: String, hasScripts: Bool) throws {
        let reading = try Reading(family, seed: 4)
        let store = reading.bench.store
        store.abilities.canRunScripts = hasScripts
        let causes = try store.causes(of: Self.queues)
        while try causes.step() {}
        let report = causes.report
        #expect(!report.isSampled)
        let expected = (reading.json["causes"]?.array ?? []).map { cause in
            [
                cause["count"]?.integer.map(String.init), cause["first"]?.integer.map(String.init),
                cause["last"]?.integer.map(String.init),
                cause["names"]?.strings.joined(separator: " "),
                cause["queues"]?.strings.joined(separator: " "),
            ].map { $0 ?? "" }.joined(separator: "|")
        }
        let found = report.causes.map { cause in
            [
                String(cause.count), String(cause.firstSeen ?? 0), String(cause.lastSeen ?? 0),
                cause.names.map(Self.hex).sorted().joined(separator: " "),
                cause.queues.map { Self.hex($0.name) }.sorted().joined(separator: " "),
            ].joined(separator: "|")
        }
        #expect(found.sorted() == expected.sorted())
        for cause in report.causes.prefix(3) {
            #expect(try self.found("cause:\(cause.fingerprint.id)", store).count == cause.count)
        }
    }
    /// Checks that the newest job comes first over several queues and states too, whatever excludes the jobs between.
    @Test(arguments: [true, false], ["state:failed", "n", "state:failed,completed data.keep:1"])
    func theNewestOfAllPlacesComesFirst(hasScripts: Bool, query: String) throws {
        let bench = try Bench()
        for index in 1...900 {
            let (queue, state) = ("bull:\(["a", "b", "c"][index % 3])", ["failed", "completed"][index % 2])
            try bench.send(
                "HSET \(queue):\(index) name n timestamp 1 finishedOn \(index) data {\"keep\":\(index % 5 == 0 ? 1 : 2)}",
                "ZADD \(queue):\(state) \(index) \(index)")
        }
        bench.store.abilities.canRunScripts = hasScripts
        let queues = ["a", "b", "c"].map { QueueID("bull:\($0)") }
        let search = try bench.store.search(SearchRequest(try Query(query), in: queues))
        var times: [Milliseconds] = []
        while let matches = try search.next(now: Clock.now) { times += matches.compactMap(\.row.finishedOn) }
        #expect(times.count > 100 && times == times.sorted(by: >))
    }

    @Test func theNewestCompletedJobsComeFirst() throws {
        let bench = try Bench()
        for index in 1...3_000 {
            try bench.send(
                "HSET bull:a:\(index) name n timestamp 1 finishedOn \(index)",
                "ZADD bull:a:completed \(index / 7) \(index)")
        }
        let search = try bench.store.search(SearchRequest(try Query("n"), in: [QueueID("bull:a")]))
        var scores: [Int] = []
        while let matches = try search.next(now: Clock.now) {
            scores += matches.compactMap { Int($0.row.id.bytes.text).map { $0 / 7 } }
        }
        #expect(scores.count == 3_000)
        #expect(scores == scores.sorted(by: >))
    }
    /// Checks that a replica answers all of it, also while its master is gone.
    @Test func aReplicaSuffices() throws {
        let reading = try Reading("bullmq6", count: "150", seed: 5)
        try reading.bench.send("REPLICAOF 127.0.0.1 1")
        let store = reading.bench.store
        for (query, expected) in (reading.json["single"]?.members ?? [:]) {
            #expect(try found(query, store).sorted() == expected.strings, "\(query)")
        }
        let causes = try store.causes(of: Self.queues)
        while try causes.step() {}
        #expect(causes.report.causes.reduce(0) { $0 + $1.count } > 10)
        let cause = try #require(causes.report.causes.first?.fingerprint.id)
        #expect(try store.comparison(ofCause: cause, in: Self.queues, until: nil).failed > 0)
        let search = try store.search(SearchRequest(try Query("state:failed"), in: Self.queues))
        var jobs: [FoundJobMatch] = []
        while let matches = try search.next(now: Self.now) { jobs += matches }
        let job = try #require(jobs.first)
        #expect(try store.queues(among: Self.queues, having: job.row.id).contains(job.queue))
    }

    @Test func findsAJobByItsIDInEveryQueue() throws {
        let bench = try Bench()
        try bench.send("HSET bull:a:meta version bullmq:5.1.1", "HSET bull:a:7 timestamp 1", "HSET bull:c:7 data {}")
        let queues = ["bull:a", "bull:b", "bull:c"].map(QueueID.init)
        #expect(try bench.store.queues(among: queues, having: JobID("7")) == [queues[0], queues[2]])
        #expect(try bench.store.queues(among: queues, having: JobID("meta")) == [])
        #expect(try bench.store.queues(among: queues, having: JobID("8")) == [])
    }

    @Test func keysOfAnotherTypeAreNoJobs() throws {
        for hasScripts in [true, false] {
            let bench = try Bench()
            try bench.send(
                "SET bull:q:1 x", "ZADD bull:q:failed 1 1 2 2", "HSET bull:q:2 timestamp 1 failedReason boom")
            bench.store.abilities.canRunScripts = hasScripts
            #expect(try found("boom", bench.store, [QueueID("bull:q")]) == ["71/32"])
            let causes = try bench.store.causes(of: [QueueID("bull:q")])
            while try causes.step() {}
            #expect(causes.report.causes.map(\.count) == [1])
        }
    }

    @Test func namesWhatTheFailedOnesShare() throws {
        let bench = try Bench()
        for index in 1...80 {
            let (state, tenant) =
                index <= 40 ? ("failed", index % 10 == 0 ? "t\(index)" : "acme") : ("completed", "t\(index % 9)")
            try bench.send(
                "HSET bull:q:\(index) name charge timestamp 1 finishedOn \(index) failedReason boom data {\"tenant\":\"\(tenant)\",\"n\":\(index)}",
                "ZADD bull:q:\(state) \(index) \(index)")
        }
        let comparison = try bench.store.comparison(ofCause: nil, in: [QueueID("bull:q")], until: nil)
        #expect(comparison.shared.map { $0.trait.text.text } == [#"data.tenant = "acme""#])
        #expect((comparison.failed, comparison.completed) == (40, 40))
        let none = try bench.store.comparison(ofCause: "000000000000", in: [QueueID("bull:q")], until: nil)
        #expect(none.isTooSmall)
    }
}
