import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Searches of what is too large to be read in any case: payloads, failed reasons and logs.
@Suite struct LargeValueSearchTests {
    /// Checks that a reason that is too large to be sent does not count as none: a script cuts it, or it has a separate
    /// cause, by which its job is found.
    @Test(arguments: [true, false]) func aReasonOfSeveralMegabytesIsACause(hasScripts: Bool) throws {
        let bench = try Bench()
        for (id, reason) in [("big", Array(repeating: UInt8(ascii: "x"), count: 3 << 20)), ("none", [])] {
            let fields = [Array("failedReason".utf8), reason]
            _ = try bench.connection.send(Command("HSET", arguments: [Array("bull:a:\(id)".utf8)] + fields))
            try bench.send("HSET bull:a:\(id) name n timestamp 1 finishedOn 2", "ZADD bull:a:failed 2 \(id)")
        }
        bench.store.abilities.canRunScripts = hasScripts
        let causes = try bench.store.causes(of: [QueueID("bull:a")])
        while try causes.step() {}
        let texts = causes.report.causes.map(\.fingerprint.text.text)
        #expect(texts.contains("(no reason)") && texts.count == 2)
        #expect(texts.contains { $0.hasPrefix(hasScripts ? "xxxx" : "(a reason too large to be read)") })
        for cause in causes.report.causes {
            let search = try bench.store.search(
                SearchRequest(try Query("cause:\(cause.fingerprint.id)"), in: [QueueID("bull:a")]))
            var ids: [String] = []
            while let matches = try search.next(now: Clock.now) { ids += matches.map(\.row.id.bytes.text) }
            #expect(ids == [cause.fingerprint.text.text == "(no reason)" ? "none" : "big"])
        }
    }

    /// Checks that a huge text is read once, and again only where its length has changed: reading one stops the server for up to
    /// 100 ms.
    @Test(arguments: ["failedReason", "stacktrace"]) func aHugeTextIsReadOnce(field: String) throws {
        let bench = try Bench()
        let queue = QueueID("bull:a")
        func set(_ id: String, _ word: String, more: Int = 0) throws {
            let filling = String(repeating: "x", count: 400_000 + more)
            let frames = "[\"\(filling)\\n    at pay (/app/\(word).js:1:1)\"]"
            let text = field == "failedReason" ? word + " " + filling : frames
            _ = try bench.connection.send(Command("HSET", "bull:a:" + id, "name", "n", field, text))
            try bench.send("HSET bull:a:\(id) timestamp 1 finishedOn 2", "ZADD bull:a:failed 2 \(id)")
        }
        func words() throws -> Set<String> {
            let causes = try bench.store.causes(of: [queue])
            while try causes.step() {}
            let texts = causes.report.causes.map(\.fingerprint.text.text).joined()
            return Set(["alpha", "gamma", "omega"].filter(texts.contains))
        }
        try bench.send("HSET bull:a:small name n failedReason timeout timestamp 1", "ZADD bull:a:failed 3 small")
        try set("big", "alpha")
        #expect(try words() == ["alpha"])
        try set("big", "gamma")
        #expect(try words() == ["alpha"], "it was read again")
        // Another one is read where the first is remembered, and both are.
        try set("other", "omega")
        #expect(try words() == ["alpha", "omega"])
        try set("big", "gamma", more: 1)
        for _ in 0..<2 { #expect(try words() == ["gamma", "omega"]) }
        let comparison = try bench.store.comparison(ofCause: nil, in: [queue], until: nil)
        #expect(comparison.failed == 3)
        // A job that is compared and searched has the same cause.
        for id in try bench.store.causes(of: [queue]).all().causes.map(\.fingerprint.id) {
            let search = try bench.store.search(SearchRequest(try Query("cause:\(id)"), in: [queue]))
            var count = 0
            while let matches = try search.next(now: Clock.now) { count += matches.count }
            #expect(count == 1)
        }
    }

    /// Checks that large payloads among small ones are all read on demand, one at a time.
    @Test func largePayloadsAmongSmallOnes() throws {
        let bench = try Bench()
        for index in 0..<40 {
            let filling = String(repeating: "x", count: index % 7 == 3 ? 1_100_000 : 10)
            let data = "{\"a\":\"\(filling)\(index % 2 == 1 ? "needle" : "")\"}"
            _ = try bench.connection.send(
                Command("HSET", "bull:q:\(index)", "timestamp", String(index + 1), "data", data))
            try bench.send("ZADD bull:q:failed \(index) \(index)")
        }
        var request = SearchRequest(try Query("data:needle"), in: [QueueID("bull:q")])
        request.readsLarge = true
        let search = try bench.store.search(request)
        var ids: [String] = []
        while let matches = try search.next(now: Clock.now) { ids += matches.map { $0.row.id.bytes.text } }
        #expect(ids == (0..<40).filter { $0 % 2 == 1 }.reversed().map(String.init))
        #expect(search.progress.undecided.count == 0 && search.progress.looked == 40)
    }

    @Test(arguments: [true, false]) func aLargePayloadIsReadOnlyOnDemand(hasScripts: Bool) throws {
        let bench = try Bench()
        let large = Array(("{\"a\":\"" + String(repeating: "x", count: 1_100_000) + "needle\"}").utf8)
        _ = try bench.connection.send(
            Command(
                "HSET", arguments: [Array("bull:q:1".utf8), Array("data".utf8), large, Array("timestamp".utf8), [0x31]])
        )
        try bench.send("ZADD bull:q:failed 1 1", "HSET bull:q:2 timestamp 2 data needle", "ZADD bull:q:failed 2 2")
        bench.store.abilities.canRunScripts = hasScripts
        var request = SearchRequest(try Query("data:needle"), in: [QueueID("bull:q")])
        for isLarge in [false, true] {
            request.readsLarge = isLarge
            let before = bench.store.connection?.traffic.bytes ?? 0
            let search = try bench.store.search(request)
            var ids: [String] = []
            while let matches = try search.next(now: Clock.now) { ids += matches.map { $0.row.id.bytes.text } }
            #expect(ids == (isLarge ? ["2", "1"] : ["2"]))
            #expect(search.progress.undecided == UndecidedJobs(tooLarge: isLarge ? 0 : 1))
            let read = (bench.store.connection?.traffic.bytes ?? 0) - before
            #expect(isLarge == (read > 1_000_000))
        }
    }

    /// Checks that of a long log the newest lines decide, and all of them on demand.
    @Test func aLongLogIsReadWholeOnDemand() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:1 name n timestamp 1", "ZADD bull:q:failed 1 1")
        let script = """
            for line = 1, 4500 do redis.call('RPUSH', 'bull:q:1:logs', line == 3 and 'the needle' or 'line ' .. line) end
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        for (text, isFoundLater) in [("log:needle", true), ("log:nowhere", false)] {
            var request = SearchRequest(try Query(text), in: [QueueID("bull:q")])
            for isWhole in [false, true] {
                request.readsLarge = isWhole
                let search = try bench.store.search(request)
                var count = 0
                while let matches = try search.next(now: Clock.now) { count += matches.count }
                #expect(count == (isWhole && isFoundLater ? 1 : 0))
                #expect(search.progress.undecided == UndecidedJobs(longLogs: isWhole ? 0 : 1))
            }
        }
    }
}

extension CauseReading {
    /// Reads everything.
    fileprivate func all() throws -> CauseReport {
        while try step() {}
        return report
    }
}
