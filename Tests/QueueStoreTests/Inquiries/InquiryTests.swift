import Queues
import Redis
import TestSupport
import Testing
import Threads

@testable import QueueStore

/// The inquiries before a question is asked.
@Suite struct InquiryTests {
    private let queue = QueueID("bull:q")

    private func target(_ id: String) -> Operation.Target {
        Operation.Target(queue: queue, job: JobID(id), state: nil)
    }

    private func selection(_ state: JobState, _ scope: Selection.Scope = .all) -> Selection {
        Selection(queue: queue, state: state, scope: scope)
    }

    @Test func selectionsAddUp() throws {
        let bench = try BulkBench()
        try bench.fill(3_000, .failed)
        try bench.send("RPUSH bull:q:wait 5003 5002 5001")
        let store = bench.bench.store
        let all = store.find(.selections([selection(.waiting), selection(.failed)]))
        #expect(all == .jobs(count: 3_003, sample: ["5001", "5002", "5003", "1", "2"].map { JobID($0) }))
        let odd = store.find(.selections([selection(.failed, .matching(Array("odd".utf8)))]))
        #expect(odd == .jobs(count: 1_500, sample: ["1", "3", "5", "7", "9"].map { JobID($0) }))
        let marked = Selection.Scope.marked(["7", "5002", "9999"].map { JobID($0) })
        let some = store.find(.selections([selection(.failed, marked), selection(.waiting, marked)]))
        #expect(some == .jobs(count: 2, sample: [JobID("7"), JobID("5002")]))
        #expect(store.find(.selections([])) == .jobs(count: 0, sample: []))
    }

    @Test func jobsOfAChangeOfQueuesAreCounted() throws {
        let bench = try Bench()
        try bench.send(
            "RPUSH bull:a:wait 1 2", "ZADD bull:a:delayed 1 3", "RPUSH bull:b:wait 7", "HSET bull:a:1 name n",
            "HSET bull:a:2 name n", "HSET bull:a:3 name n", "HSET bull:b:7 name n")
        let queues = [QueueID("bull:a"), QueueID("bull:b")]
        #expect(
            bench.store.find(.jobs(of: .drain(), queues)) == .jobs(count: 3, sample: ["2", "1", "7"].map { JobID($0) }))
        guard case .jobs(count: 4, _) = bench.store.find(.jobs(of: .drain(delayed: true), queues)) else {
            Issue.record("delayed jobs are not counted")
            return
        }
        #expect(bench.store.find(.jobs(of: .promoteAll, [QueueID("bull:b")])) == .jobs(count: 0, sample: []))
    }

    @Test func aRemovalTellsWhatGoesAndWhetherItComesBack() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:1 name n data {}", "RPUSH bull:q:wait 1", "SADD bull:q:1:dependencies bull:q:2 bull:q:3",
            "HSET bull:q:2 name n data {}", "HSET bull:q:3 name n data \(String(repeating: "x", count: 300_000))")
        guard case .removal(ChildCount(jobs: 2), .tooLarge) = bench.store.find(.removal([target("1")], children: true))
        else {
            Issue.record("\(bench.store.find(.removal([target("1")], children: true)))")
            return
        }
        guard case .removal(ChildCount(jobs: 0), .kept) = bench.store.find(.removal([target("1")], children: false))
        else {
            Issue.record("\(bench.store.find(.removal([target("1")], children: false)))")
            return
        }
        #expect(bench.store.find(.removal([target("9")], children: true)) == .refused(.vanished))
    }

    @Test(arguments: [0, 2, 1_048_576, 1_048_577, 3_500_000, Finding.longestData])
    func dataComesWhole(length: Int) throws {
        let bench = try Bench()
        let data = (0..<length).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let set = Command("HSET", arguments: [Array("bull:q:1".utf8), Array("data".utf8), data])
        _ = try bench.connection.send(set)
        #expect(bench.store.find(.data(target("1"))) == .data(data))
        // A user who may not run scripts gets it in one piece.
        try bench.add(user: "reader", "+@read", "~*")
        let reader = try Bench(bench.redis, user: "reader")
        #expect(reader.store.find(.data(target("1"))) == .data(data))
    }

    @Test func dataThatIsTooLargeOrGoneIsRefused() throws {
        let bench = try Bench()
        _ = try bench.connection.send(
            Command(
                "EVAL", "redis.call('HSET', 'bull:q:1', 'data', string.rep('x', \(Finding.longestData + 1)))", "0"))
        #expect(bench.store.find(.data(target("1"))) == .refused(.tooLarge))
        #expect(bench.store.find(.data(target("2"))) == .refused(.vanished))
        try bench.send("HSET bull:q:3 name n")
        #expect(bench.store.find(.data(target("3"))) == .data([]))
        try bench.send("SET bull:q:4 text")
        guard case .failed(.wrongType) = bench.store.find(.data(target("4"))) else {
            Issue.record("a text was taken for a job")
            return
        }
    }

    @Test func aSchedulerIsFoundAsItWouldBeAdded() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:6.2.1")
        var scheduler = NewScheduler(id: Array("s".utf8), rhythm: .every(60_000), name: Array("tick".utf8))
        scheduler.data = Array(#"{"a":1}"#.utf8)
        let change = Operation.queue(.upsertScheduler(scheduler), queue)
        #expect(bench.store.perform(change, now: Clock.now).isDone)
        let found = bench.store.find(.scheduler(queue, id: scheduler.id))
        guard case .scheduler(let read) = found else { throw TestFailure("\(found)") }
        #expect(read.name == scheduler.name && read.data == scheduler.data && read.rhythm == scheduler.rhythm)
        #expect(bench.store.find(.scheduler(queue, id: Array("other".utf8))) == .refused(.absent))
    }

    @Test func whatIsForbiddenIsSaid() throws {
        let bench = try BulkBench()
        try bench.fill(3, .failed)
        try bench.bench.add(user: "other", "+@all", "~other:*")
        let store = try Bench(bench.bench.redis, user: "other").store
        let marked = Selection.Scope.marked([JobID("1")])
        let inquiries: [Inquiry] = [
            .selections([selection(.failed)]), .selections([selection(.failed, marked)]),
            .removal([target("1")], children: true), .data(target("1")), .scheduler(queue, id: Array("s".utf8)),
        ]
        for inquiry in inquiries {
            guard case .refused(.noPermission) = store.find(inquiry) else {
                Issue.record("\(inquiry): \(store.find(inquiry))")
                return
            }
        }
    }

    @Test func itEndsWithTheStopSignalAndWithTheServer() throws {
        let bench = try BulkBench()
        try bench.fill(10, .failed)
        let stop = StopSignal()
        let store = QueueStore(endpoint: bench.bench.redis.endpoint, prefixes: [Array("bull".utf8)], stop: stop)
        #expect(store.find(.data(target("1"))) == .failed(.disconnected("not connected")))
        try store.connect()
        stop.stop()
        #expect(store.find(.selections([selection(.failed)])) == .failed(.disconnected("stopped")))
    }
}

extension QueueStore {
    /// Returns the current finding of an inquiry.
    fileprivate func find(_ inquiry: Inquiry) -> Finding { find(inquiry, now: Clock.now) }
}
