import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

@Suite struct JobTests {
    private let queue = QueueID("bull:q")

    @Test func readsEverySmallThing() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:1 name n timestamp 1 delay 2 priority 3 processedOn 4 finishedOn 5 atm 6 ats 7 stc 8 pb w rjk s"
                + " deid d parentKey bull:p:9 defa late progress 50 data {} returnvalue 12345",
            "SET bull:q:1:lock t PX 20000", "SADD bull:q:1:dependencies a b", "HSET bull:q:1:processed c 1",
            "HSET bull:q:1:failed d 1 e 1 f 1", "ZADD bull:q:1:unsuccessful 1 g", "LPUSH bull:q:active 1")
        let job = try #require(try bench.job(queue, "1"))
        let row = job.row
        #expect(row.state == .active && row.name.text == "n" && row.timestamp == 1 && row.delay == 2)
        #expect(row.priority == 3 && row.processedOn == 4 && row.finishedOn == 5)
        #expect(row.attemptsMade == 6 && row.attemptsStarted == 7 && row.stalledCounter == 8)
        #expect(row.processedBy?.text == "w" && row.scheduler?.text == "s" && row.deduplicationID?.text == "d")
        #expect(row.parentKey?.text == "bull:p:9" && row.progress.text == "50")
        #expect(row.dataLength == 2 && row.returnvalueLength == 5)
        #expect(job.deferredFailure?.text == "late")
        #expect(job.children == Children(pending: 2, processed: 1, ignored: 3, failed: 1))
        #expect(try #require(job.lock?.expiresIn) > 10_000)
        #expect(Set(job.fields.keys) == [.data, .progress, .returnvalue])
        try bench.send("PERSIST bull:q:1:lock")
        #expect(try bench.job(queue, "1")?.lock == Lock(expiresIn: nil))
        #expect(try bench.job(queue, "2") == nil)
    }

    @Test func findsTheStateWithoutLPOS() throws {
        let bench = try Bench()
        bench.store.abilities.canFindInList = false
        try bench.send("HSET bull:q:1 name n", "RPUSH bull:q:wait 2 1 3", "HSET bull:q:9 name n")
        #expect(try bench.job(queue, "1")?.row.state == .waiting)
        #expect(try bench.job(queue, "9")?.row.state == nil)
    }

    @Test func readsLargeFieldsInPieces() throws {
        let bench = try Bench()
        let piece = JobRequest.pieceLength
        let data = (0..<30_000_000).map { UInt8(truncatingIfNeeded: $0 / 1_000) }
        _ = try bench.connection.send(Command("HSET", Array("bull:q:1".utf8), Array("data".utf8), data))
        let first = try #require(try bench.job(queue, "1")?.fields[.data])
        #expect(first.bytes == Array(data.prefix(piece)) && first.total == data.count && !first.isWhole)
        let later = try #require(try bench.job(queue, "1", offsets: [.data: 29_999_000])?.fields[.data])
        #expect(later.bytes == Array(data.suffix(1_000)) && later.offset == 29_999_000)
        let beyond = try #require(try bench.job(queue, "1", offsets: [.data: 40_000_000])?.fields[.data])
        #expect(beyond.bytes.isEmpty && beyond.offset == data.count)

        try bench.add(user: "reader", "+@read", "~*")
        let reader = try Bench(bench.redis, user: "reader")
        for _ in 0..<2 {
            let excerpt = try #require(try reader.job(queue, "1")?.fields[.data])
            #expect(excerpt.isForbidden && excerpt.bytes.isEmpty && excerpt.total == data.count)
        }
    }

    @Test func doesNotFetchLargePiecesAgain() throws {
        let bench = try Bench()
        let data = String(repeating: "x", count: 100_000)
        try bench.send("HSET bull:q:1 name n data \(data) atm 1")
        let watch = Watch.job(JobRequest(queue: queue, id: JobID("1")))
        #expect(try bench.store.answer(watch, now: 0).cost.bytes > 100_000)
        let again = try bench.store.answer(watch, now: 1_000)
        #expect(again.cost.bytes < 10_000)
        guard case .job(let job?) = again.content else {
            Issue.record("no job")
            return
        }
        #expect(job.fields[.data]?.bytes.count == 100_000)
        // Another attempt, another length, or half a minute later: read again.
        try bench.send("HSET bull:q:1 atm 2")
        #expect(try bench.store.answer(watch, now: 2_000).cost.bytes > 100_000)
        try bench.send("HSET bull:q:1 data \(data)y")
        #expect(try bench.store.answer(watch, now: 3_000).cost.bytes > 100_000)
        #expect(try bench.store.answer(watch, now: 40_000).cost.bytes > 100_000)
    }

    @Test func readsTheEndOfTheLog() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:1 name n")
        let script = "for i = 1, 2500 do redis.call('RPUSH', 'bull:q:1:logs', 'line ' .. i) end"
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        let newest = try #require(try bench.job(queue, "1")?.logs)
        #expect(newest.total == 2_500 && newest.offset == 1_500)
        #expect(newest.lines.map(\.text) == (1_501...2_500).map { "line \($0)" })
        let watch = Watch.job(JobRequest(queue: queue, id: JobID("1")))
        let again = try bench.store.answer(watch, now: 0)
        #expect(again.cost.roundTrips == 3 && again.cost.bytes < 2_000)
        try bench.send("RPUSH bull:q:1:logs last", "LPOP bull:q:1:logs")
        #expect(try bench.job(queue, "1")?.logs.lines.last?.text == "last")
        try bench.send("RPOP bull:q:1:logs", "LPUSH bull:q:1:logs first")
        let older = try #require(try bench.job(queue, "1", logLine: 0)?.logs)
        #expect(older.lines.prefix(2).map(\.text) == ["first", "line 2"] && older.offset == 0)
    }

    @Test func boundsTheLogInBytes() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:1 name n")
        let script = """
            for i = 1, 100 do redis.call('RPUSH', 'bull:q:1:logs', i .. string.rep('x', 9000)) end
            redis.call('RPUSH', 'bull:q:1:logs', string.rep('y', 100000))
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        let answer = try bench.store.answer(.job(JobRequest(queue: queue, id: JobID("1"))), now: 0)
        guard case .job(let job?) = answer.content else {
            Issue.record("no job")
            return
        }
        #expect(answer.cost.bytes < 600_000)
        #expect(job.logs.lines.reduce(0) { $0 + $1.count } <= 256 * 1_024)
        #expect(job.logs.lines.last?.count == 16 * 1_024)
        #expect(job.logs.offset + job.logs.lines.count == 101)
    }
}
