import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

@Suite struct PageTests {
    private let queue = QueueID("bull:orders")

    @Test(arguments: ["bullmq5/pages", "bullmq6/pages", "bullmq5/pages-paused", "bullmq6/pages-paused"])
    func idsInPageOrder(name: String) throws {
        let fixture = try Fixture(name)
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        var compared = 0
        for wanted in try #require(fixture.result.array) {
            guard let state = wanted["state"]?.string.flatMap(JobState.init), let start = wanted["start"]?.integer,
                let end = wanted["end"]?.integer
            else { continue }
            let order: JobOrder = wanted["order"]?.string == "asc" ? .oldestFirst : .newestFirst
            let limit = end < 0 ? 100 : Int(end - start) + 1
            let page = try bench.page(queue, .state(state), order, offset: Int(start), limit: limit)
            #expect(page.ids == wanted["ids"]?.strings, "\(state) \(start) \(end) \(order)")
            compared += 1
        }
        #expect(compared >= 8)
    }

    @Test(arguments: ["bullmq5/counts", "bullmq6/counts", "bullmq5/counts-paused", "bullmq6/counts-paused"])
    func totals(name: String) throws {
        let fixture = try Fixture(name)
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        for state in JobState.allCases {
            let paused = state == .waiting ? fixture.result["paused"]?.integer ?? 0 : 0
            let wanted = Int((fixture.result[state.rawValue]?.integer ?? -1) + paused)
            #expect(try bench.page(queue, .state(state)).total == wanted)
        }
    }

    @Test(arguments: ["bullmq5/states", "bullmq6/states"])
    func states(name: String) throws {
        let fixture = try Fixture(name)
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        for (id, state) in fixture.result.members {
            let job = try bench.job(queue, id)
            #expect(job?.row.state?.rawValue ?? "unknown" == state.string, "\(id)")
        }
    }

    @Test(arguments: ["bullmq5/pages-ghost", "bullmq6/pages-ghost"])
    func reportsMissingJobs(name: String) throws {
        let fixture = try Fixture(name)
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        let page = try bench.page(queue, .state(.completed))
        #expect(page.ids == ["5", "3", "2", "1"])
        #expect(page.missing == [JobID("4")])
        #expect(page.total == 5)
    }

    @Test func mergesBothListsOfWaitingJobs() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:orders:meta opts.maxLenEvents 10000 version bullmq:5.81.2 paused 1",
            "RPUSH bull:orders:wait 6 5 4", "RPUSH bull:orders:paused 3 2 1")
        for id in 1...6 { try bench.send("HSET bull:orders:\(id) name x timestamp \(id)") }
        #expect(try bench.page(queue, .state(.waiting)).ids == ["6", "5", "4", "3", "2", "1"])
        #expect(try bench.page(queue, .state(.waiting), .oldestFirst, offset: 2, limit: 2).ids == ["3", "4"])
        #expect(try bench.page(queue, .state(.waiting), offset: 5, limit: 5).ids == ["1"])
        #expect(try bench.page(queue, .state(.waiting), offset: 6, limit: 5).ids == [])
        // The lists have changed since, but the page is still right.
        try bench.send("RPOP bull:orders:wait")
        #expect(try bench.page(queue, .state(.waiting), .oldestFirst, offset: 2, limit: 2).ids == ["3", "5"])
    }

    @Test func tellsWhenADelayedJobRuns() throws {
        let bench = try Bench()
        let runAt: Milliseconds = 1_795_465_995_492
        try bench.send(
            "HSET bull:orders:meta version bullmq:6.1.2", "ZADD bull:orders:delayed \(runAt * 4_096 + 17) 1",
            "HSET bull:orders:1 delay 1000 name x")
        #expect(try bench.page(queue, .state(.delayed)).rows.first?.runAt == runAt)
        #expect(try bench.job(queue, "1")?.row.runAt == runAt)
    }

    @Test func latestIsByTimeOverAllStates() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:orders:meta version bullmq:6.1.2", "RPUSH bull:orders:wait 9 3", "RPUSH bull:orders:active 4",
            "ZADD bull:orders:completed 50 1 60 8", "ZADD bull:orders:failed 70 2", "ZADD bull:orders:delayed 4096 7",
            "ZADD bull:orders:prioritized 1 5", "ZADD bull:orders:waiting-children 1 6")
        for id in 1...9 { try bench.send("HSET bull:orders:\(id) name x timestamp \(1_000 + id)") }
        let page = try bench.page(queue, .latest)
        #expect(page.ids == ["9", "8", "7", "6", "5", "4", "3", "2", "1"])
        #expect(page.total == 9)
        let states = page.rows.map(\.state)
        #expect(
            states == [
                .waiting, .completed, .delayed, .waitingChildren, .prioritized, .active, .waiting, .failed, .completed,
            ])
        #expect(try bench.page(queue, .latest, offset: 2, limit: 3).ids == ["7", "6", "5"])
        #expect(try bench.page(queue, .latest, .oldestFirst, offset: 1, limit: 3).ids == ["2", "3", "4"])
    }

    @Test func latestGoes500Deep() throws {
        let bench = try Bench()
        let script = """
            redis.call('HSET', 'bull:orders:meta', 'version', 'bullmq:6.1.2')
            for i = 1, 900 do
                redis.call('LPUSH', 'bull:orders:wait', i)
                redis.call('HSET', 'bull:orders:' .. i, 'name', 'x', 'timestamp', i)
            end
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        let page = try bench.page(queue, .latest, offset: 490, limit: 100)
        #expect(page.ids == (401...410).reversed().map(String.init))
        #expect(page.total == 500)
        #expect(try bench.page(queue, .latest, offset: 500, limit: 10).ids == [])
        #expect(try bench.page(queue, .latest, .oldestFirst, limit: 2).ids == ["401", "402"])
    }

    @Test func staysSmallWhateverTheDataIs() throws {
        let bench = try Bench()
        try bench.send("HSET bull:orders:meta version bullmq:6.1.2", "ZADD bull:orders:failed 1 1")
        let large = [UInt8](repeating: UInt8(ascii: "x"), count: 30_000_000)
        var fields: [[UInt8]] = [Array("bull:orders:1".utf8)]
        for name in ["data", "returnvalue", "stacktrace", "failedReason", "name", "opts"] {
            fields += [Array(name.utf8), name == "data" ? large : Array(large.prefix(1_000_000))]
        }
        _ = try bench.connection.send(Command("HSET", arguments: fields))
        let answer = try bench.store.answer(
            .page(PageRequest(queue: queue, list: .state(.failed), order: .newestFirst, offset: 0, limit: 50)),
            now: Clock.now)
        guard case .page(let page) = answer.content, let row = page.rows.first else {
            Issue.record("no row")
            return
        }
        #expect(answer.cost.bytes < 10_000)
        #expect(row.dataLength == 30_000_000)
        #expect(row.name.count == JobRow.textLimit && row.failedReason.count == JobRow.textLimit)
        #expect(row.attemptsAllowed == nil)
        try bench.add(user: "reader", "+@read", "~*")
        let poor = try #require(
            try Bench(bench.redis, user: "reader").page(queue, .state(.failed)).rows.first)
        #expect(poor.name.isEmpty && poor.failedReason.isEmpty)
    }

    @Test func readsTextsOnce() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:orders:meta version bullmq:6.1.2", "ZADD bull:orders:failed 1 1",
            "HSET bull:orders:1 name send opts {\"attempts\":5} failedReason first atm 1 finishedOn 1")
        #expect(try bench.page(queue, .state(.failed)).rows.first?.failedReason.text == "first")
        let request = Watch.page(
            PageRequest(queue: queue, list: .state(.failed), order: .newestFirst, offset: 0, limit: 50))
        #expect(try bench.store.answer(request, now: Clock.now).cost.roundTrips == 2)
        try bench.send("HSET bull:orders:1 failedReason other atm 2 finishedOn 2")
        let row = try #require(try bench.page(queue, .state(.failed)).rows.first)
        #expect(row.failedReason.text == "other" && row.name.text == "send" && row.attemptsAllowed == 5)
        // Progress changes without a trace in the lists.
        try bench.send("HSET bull:orders:1 progress 10")
        #expect(try bench.page(queue, .state(.failed)).rows.first?.progress.text == "10")
        try bench.send("HSET bull:orders:1 progress 20")
        #expect(try bench.page(queue, .state(.failed)).rows.first?.progress.text == "20")
    }
}
