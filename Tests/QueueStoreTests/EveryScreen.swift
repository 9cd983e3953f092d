import Queues
import TestSupport
import Testing

@testable import QueueStore

/// A queue, and everything that screens show of it.
enum EveryScreen {
    static let queue = QueueID("bull:q")

    /// A queue with jobs in some states, a log and an event.
    static func server() throws -> PrivateRedis {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:5.60.0", "SET bull:q:id 9")
        for id in 1...9 {
            try bench.send(
                "HSET bull:q:\(id) name n data {\"a\":\(id)} opts {} timestamp \(id) processedOn 1 finishedOn 2 failedReason x"
            )
        }
        try bench.send(
            "RPUSH bull:q:wait 1 2", "LPUSH bull:q:active 3", "ZADD bull:q:failed 1 4 2 5", "ZADD bull:q:completed 3 6",
            "ZADD bull:q:delayed 4096 7", "RPUSH bull:q:4:logs one two", "XADD bull:q:events * event failed jobId 4",
            "ZADD bull:q:repeat 1900000000000 s", "HSET bull:q:4 parentKey bull:q:8",
            "ZADD bull:q:waiting-children 1 8", "SADD bull:q:8:dependencies bull:q:4")
        return bench.redis
    }

    static var watches: [(name: String, watch: Watch)] {
        let job = JobPlace(queue: queue, id: JobID("4"))
        let pages = [JobList.latest] + JobState.allCases.map { .state($0) }
        var all: [(String, Watch)] = pages.map { list in
            let page = PageRequest(queue: queue, list: list, order: .newestFirst, offset: 0, limit: 40)
            return ("page of \(list)", .page(page))
        }
        all += [
            ("job", .job(JobRequest(queue: queue, id: job.id))), ("schedulers", .schedulers(nil)),
            ("causes", .causes(CausesRequest(queue: queue))), ("workers", .workers(nil)),
            ("events", .events(EventsWatch(queue: queue))), ("flow", .flow(FlowRequest(of: job))),
            ("pair", .pair(PairRequest(left: job))), ("doctor", .doctor),
        ]
        if let query = try? Query("x") { all.append(("search", .search(SearchWatch(query, queue: queue)))) }
        return all
    }

    /// Returns the answer to a watch, read to its end.
    static func answer(_ watch: Watch, _ store: QueueStore) throws -> Answer {
        var answer = try store.answer(watch, now: Clock.now)
        while answer.content.goesOn { answer = try store.answer(watch, now: Clock.now) }
        return answer
    }

    /// Expects that two readings of a screen have found the same.
    static func expectSame(_ one: Answer.Content, _ other: Answer.Content, _ name: String) {
        switch (one, other) {
        case (.page(let one), .page(let other)): #expect(one.rows == other.rows, "\(name)")
        case (.job(let one), .job(let other)): #expect(one == other, "\(name)")
        case (.workers(let one), .workers(let other)): #expect(one.jobs == other.jobs, "\(name)")
        case (.flow(let one), .flow(let other)): #expect(one == other, "\(name)")
        case (.pair(let one), .pair(let other)): #expect(one == other, "\(name)")
        case (.search(let one), .search(let other)): #expect(one.progress == other.progress, "\(name)")
        case (.causes(let one), .causes(let other)): #expect(one.report == other.report, "\(name)")
        case (.events(let one), .events(let other)): #expect(one.events == other.events, "\(name)")
        case (.overview(let one), .overview(let other)):
            #expect(one.queues.map(\.counts) == other.queues.map(\.counts))
            #expect(one.queues.map(\.latestFailure) == other.queues.map(\.latestFailure))
        case (.schedulers(let one), .schedulers(let other)): #expect(one == other, "\(name)")
        case (.metrics, .metrics), (.doctor, .doctor): break
        default: Issue.record("\(name): two kinds of content")
        }
    }
}

/// Checks that every screen shows the same to a user who may only read, and on a replica.
@Suite struct ReaderTests {
    @Test(arguments: [false, true])
    func aReplicaAndAReaderSuffice(isReplica: Bool) throws {
        let bench = try Bench(EveryScreen.server())
        try bench.add(user: "reader", "+@read", "~bull:*")
        _ = try bench.overview()
        let screens = [("overview", Watch.overview)] + EveryScreen.watches
        let wanted = try screens.map { try EveryScreen.answer($1, bench.store).content }
        if isReplica { try bench.send("REPLICAOF 127.0.0.1 1") }
        let reader = try Bench(bench.redis, user: "reader")
        _ = try reader.overview()
        for ((name, watch), wanted) in zip(screens, wanted) {
            EveryScreen.expectSame(try EveryScreen.answer(watch, reader.store).content, wanted, name)
        }
    }
}
