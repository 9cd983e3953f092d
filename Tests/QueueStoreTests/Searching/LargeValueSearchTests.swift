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
            #expect(search.progress.undecided == (isLarge ? 0 : 1))
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
                #expect(search.progress.undecided == (isWhole ? 0 : 1))
            }
        }
    }
}
