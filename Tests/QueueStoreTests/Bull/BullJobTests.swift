import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Operations on jobs of Bull that the fixtures do not show.
@Suite struct BullJobTests {
    private let now = BullBench.now
    private let json = Array("{\"a\":[]}".utf8)

    @Test func tellsWhyItChangesNothing() throws {
        let bench = try BullBench(
            "HSET bull:q:1 name n opts {} data 1", "RPUSH bull:q:active 1", "SET bull:q:1:lock token",
            "HSET bull:q:2 name n opts {} data 1", "ZADD bull:q:failed 1 2", "SET bull:q:2:lock token",
            "HSET bull:q:3 name n opts {} data 1", "ZADD bull:q:delayed 1 9",
            "HSET bull:q:4 name n opts {} data 1", "ZADD bull:q:delayed 1 4")
        let before = try bench.snapshot()
        for change in [
            JobChange.retry(), .promote, .remove(), .updateData(json), .addLog([]), .clearLogs(), .duplicate,
            .release, .changeDelay(.after(1)), .changePriority(1), .move(to: QueueID("bull:dead")),
        ] {
            #expect(bench.change(change, "77") == .refused(.vanished), "\(change)")
        }
        #expect(bench.change(.promote, "9", .delayed) == .refused(.vanished))
        #expect(bench.change(.retry(), "1", .failed) == .refused(.moved(to: .active)))
        #expect(bench.change(.retry(), "1", .active) == .refused(.moved(to: .active)))
        #expect(bench.change(.retry(), "2", .failed) == .refused(.locked))
        #expect(bench.change(.retry(), "3", .failed) == .refused(.moved(to: nil)))
        #expect(bench.change(.promote, "1", .delayed) == .refused(.moved(to: .active)))
        for change in [JobChange.promote, .changeDelay(.after(1))] {
            #expect(bench.change(change, "4", .completed) == .refused(.moved(to: .delayed)), "\(change)")
        }
        #expect(bench.change(.release, "1", .completed) == .refused(.moved(to: .active)))
        #expect(bench.change(.remove(), "1", .waiting) == .refused(.moved(to: .active)))
        #expect(bench.change(.remove(), "1", .active) == .refused(.locked))
        #expect(bench.change(.remove(), "2", .failed) == .refused(.locked))
        #expect(bench.change(.release, "1", .active) == .refused(.locked))
        #expect(bench.change(.release, "2", .active) == .refused(.moved(to: .failed)))
        #expect(bench.change(.updateData(json, old: Array("2".utf8)), "1") == .refused(.changed))
        #expect(bench.change(.removeMissing, "1") == .refused(.exists))
        #expect(bench.change(.removeMissing, "77") == .refused(.vanished))
        #expect(bench.change(.changeDelay(.after(1)), "2") == .refused(.moved(to: .failed)))
        #expect(bench.change(.changePriority(-1), "2") == .refused(.invalid("The priority must be 0 to 2097151.")))
        for change in [JobChange.removeUnprocessedChildren, .breakDependency, .removeDeduplication] {
            #expect(bench.change(change, "1") == .refused(.unsupported(.bull)))
        }
        #expect(try bench.snapshot() == before)
    }

    @Test func retriesWhereverItFinished() throws {
        let fields = "name n opts {} processedOn 1 finishedOn 2 attemptsMade 3 failedReason x returnvalue 5"
        let bench = try BullBench(
            "HSET bull:q:1 \(fields)", "ZADD bull:q:completed 1 1", "HSET bull:q:2 \(fields)", "ZADD bull:q:failed 1 2")
        #expect(bench.change(.retry(), "1") == .done)
        #expect(bench.change(.retry(resetting: [.made, .started]), "2", .failed) == .done)
        #expect(try bench.ids("wait") == ["2", "1"])
        let one = try bench.send(
            "HMGET bull:q:1 processedOn finishedOn attemptsMade failedReason returnvalue retriedOn")
        #expect(one.array?.map(\.text) == [nil, nil, "3", "x", nil, String(now)])
        let two = try bench.send(
            "HMGET bull:q:2 processedOn finishedOn attemptsMade failedReason returnvalue retriedOn")
        #expect(two.array?.map(\.text) == [nil, nil, nil, nil, "5", String(now)])
    }

    @Test func takesAnyBytesForAnID() throws {
        let bench = try BullBench()
        let ids: [[UInt8]] = [Array("17:group:a".utf8), Array("größe 日本 🎉".utf8), [0xFF, 0x00, 0x0A, 0xC3, 0x28]]
        for id in ids {
            let key = bench.queue.key(of: JobID(id))
            _ = try bench.bench.connection.pipeline([
                Command("HSET", key, Array("opts".utf8), Array("{}".utf8)),
                Command("ZADD", bench.queue.key("failed"), Array("1".utf8), id),
            ])
            let subscriber = try Subscriber(bench.bench)
            #expect(bench.change(.retry(), JobID(id), .failed) == .done)
            #expect(try subscriber.messages() == [.init(channel: bench.queue.key("waiting"), text: id)])
            let list = try bench.bench.connection.send(Command("LRANGE", "bull:q:wait", "0", "-1"))
            #expect(list.array?.compactMap(\.bytes) == [id])
            #expect(bench.change(.remove(), JobID(id), .waiting).withoutUndo == .done)
        }
        #expect(try bench.snapshot().entries.keys.map(\.text) == ["bull:q:id"])
    }

    @Test func removesWhatBelongsToAJob() throws {
        let bench = try BullBench(
            "HSET bull:q:1:g name n opts {} deid mine", "ZADD bull:q:delayed 1 1:g", "RPUSH bull:q:1:g:logs line",
            "SET bull:q:de:mine 1:g", "HSET bull:q:limiter:index 1:g bull:q:limiter:g:limited 2:g x",
            "SADD bull:q:limiter:g:limited 1:g 2:g", "HSET bull:q:2 opts {} deid other", "RPUSH bull:q:wait 2",
            "SET bull:q:de:other 3", "ZADD bull:q:priority 4 2")
        #expect(bench.change(.remove(), "1:g", .delayed).withoutUndo == .done)
        #expect(bench.change(.remove(), "2", .waiting).withoutUndo == .done)
        let keys = Set(try bench.snapshot().entries.keys.map(\.text))
        #expect(keys == ["bull:q:id", "bull:q:limiter:index", "bull:q:limiter:g:limited", "bull:q:de:other"])
        #expect(try bench.send("HKEYS bull:q:limiter:index").array?.map(\.text) == ["2:g"])
        #expect(try bench.send("SMEMBERS bull:q:limiter:g:limited").array?.map(\.text) == ["2:g"])
    }

    @Test func removesAMissingJobFromEverywhere() throws {
        let bench = try BullBench(
            "RPUSH bull:q:wait 7 1 7", "RPUSH bull:q:active 7", "ZADD bull:q:failed 1 7", "ZADD bull:q:priority 1 7",
            "SADD bull:q:stalled 7", "ZADD bull:q:delayed 1 8")
        #expect(bench.change(.removeMissing, "7") == .done)
        #expect(bench.change(.remove(), "8", .delayed).withoutUndo == .done)
        #expect(Set(try bench.snapshot().entries.keys.map(\.text)) == ["bull:q:id", "bull:q:wait"])
        #expect(try bench.ids("wait") == ["1"])
    }

    @Test func keepsLogsAsTheJobSays() throws {
        let bench = try BullBench("HSET bull:q:1 opts {\"keepLogs\":2}", "HSET bull:q:2 opts {}")
        for line in ["a", "b", "c"] {
            #expect(bench.change(.addLog(Array(line.utf8)), "1") == .done)
            #expect(bench.change(.addLog(Array(line.utf8)), "2") == .done)
        }
        #expect(try bench.ids("1:logs") == ["b", "c"])
        #expect(bench.change(.clearLogs(keeping: 1), "2") == .done)
        #expect(try bench.ids("2:logs") == ["c"])
        #expect(bench.change(.clearLogs(), "2") == .done)
        #expect(try bench.send("EXISTS bull:q:2:logs").integer == 0)
        #expect(bench.change(.updateData(Array("[1]".utf8), old: []), "2") == .refused(.changed))
        #expect(bench.change(.updateData(Array("[1]".utf8)), "2") == .done)
        #expect(bench.change(.updateData(json, old: Array("[1]".utf8)), "2") == .done)
        #expect(try bench.send("HGET bull:q:2 data").bytes == json)
    }

    @Test func releasesWhatNoWorkerHolds() throws {
        let bench = try BullBench(
            "SET bull:q:meta-paused 1", "HSET bull:q:1 opts {} processedOn 1", "HSET bull:q:2 opts {}",
            "HSET bull:q:3 opts {}", "RPUSH bull:q:active 3 2 1", "SADD bull:q:stalled 2", "RPUSH bull:q:paused 9")
        let subscriber = try Subscriber(bench.bench)
        #expect(bench.change(.release, "1", .active) == .done)
        #expect(bench.change(.release, "2", .active) == .done)
        // A worker may have taken it a moment ago, and may lock it next.
        #expect(bench.change(.release, "3", .active) == .refused(.locked))
        #expect(try bench.ids("paused") == ["9", "1", "2"])
        #expect(try bench.ids("active") == ["3"])
        #expect(try bench.send("EXISTS bull:q:stalled").integer == 0)
        #expect(try subscriber.messages() == [.init("bull:q:waiting", "1"), .init("bull:q:waiting", "2")])
    }

    @Test func changesWhenAJobRuns() throws {
        let bench = try BullBench(
            "HSET bull:q:17 opts {} delay 5", "HSET bull:q:x opts {} delay 5", "ZADD bull:q:delayed 1 17 1 x")
        let subscriber = try Subscriber(bench.bench)
        #expect(bench.change(.changeDelay(.after(60_000)), "17", .delayed) == .done)
        #expect(bench.change(.changeDelay(.at(now - 5)), "x", .delayed) == .done)
        #expect(try bench.send("ZSCORE bull:q:delayed 17").text == String((now + 60_000) * 4_096 + 17))
        #expect(try bench.send("ZSCORE bull:q:delayed x").text == String(now * 4_096))
        #expect(try bench.send("HGET bull:q:17 delay").text == "60000")
        #expect(try bench.send("HGET bull:q:x delay").text == "0")
        let times = [now + 60_000, now].map { Subscriber.Message("bull:q:delayed", String($0)) }
        #expect(try subscriber.messages() == times)
    }

    @Test func changesWhereAJobWaits() throws {
        let bench = try BullBench("ZADD bull:q:priority 1 p1 5 p5 9 p9", "RPUSH bull:q:wait a b p9 p5 p1")
        for id in ["a", "b", "p1", "p5", "p9"] { try bench.send("HSET bull:q:\(id) opts {} priority 0") }
        func order(_ id: String, _ priority: Int, inFront: Bool = false) throws -> [String] {
            #expect(bench.change(.changePriority(priority, inFront: inFront), id, .waiting) == .done)
            #expect(try bench.send("HGET bull:q:\(id) priority").text == String(priority))
            #expect(try bench.send("ZSCORE bull:q:priority \(id)").text == (priority > 0 ? String(priority) : nil))
            return try bench.ids("wait")
        }
        #expect(try order("a", 5) == ["b", "p9", "a", "p5", "p1"])
        #expect(try order("a", 5, inFront: true) == ["b", "p9", "p5", "a", "p1"])
        #expect(try order("p1", 20) == ["b", "p1", "p9", "p5", "a"])
        #expect(try order("p9", 1) == ["b", "p1", "p5", "a", "p9"])
        #expect(try order("a", 0) == ["a", "b", "p1", "p5", "p9"])
        #expect(try order("b", 0, inFront: true) == ["a", "p1", "p5", "p9", "b"])
        try bench.send("HSET bull:q:f opts {}")
        try bench.send("ZADD bull:q:failed 1 f")
        #expect(bench.change(.changePriority(3), "f", .failed) == .done)
        #expect(try bench.send("HGET bull:q:f priority").text == "3")
        #expect(try bench.send("ZSCORE bull:q:priority f").isNull)
    }
}
