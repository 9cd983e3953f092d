import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Events as a screen follows them: parts that join, gaps, large entries, streams that may not be read, and queues
/// without any.
@Suite struct EventsWatchTests {
    private let queue = QueueID("bull:q")

    private func part(_ bench: Bench, _ watch: EventsWatch) throws -> EventsPart {
        guard case .events(let part) = try bench.store.answer(.events(watch), now: Clock.now).content else {
            throw TestFailure("another content")
        }
        return part
    }

    private func jobs(_ part: EventsPart) -> [String] { part.events.map { $0.event["jobId"]?.text ?? "-" } }

    private func bench(_ base: String = "bull:q") throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET \(base):meta version bullmq:6.1.2", "XADD \(base):events 1-1 event added jobId a")
        _ = try bench.overview()
        return bench
    }

    @Test func partsJoin() throws {
        let bench = try bench()
        var watch = EventsWatch(queue: queue)
        let first = try part(bench, watch)
        #expect(jobs(first) == ["a"] && first.offset == 0 && first.isComplete)
        watch.known = 1
        #expect(try part(bench, watch).events.isEmpty)
        try bench.send("XADD bull:q:events 2-1 event added jobId b", "XADD bull:q:events 2-2 event drained")
        let second = try part(bench, watch)
        #expect(jobs(second) == ["b", "-"] && second.offset == 1 && !second.events[0].isAfterGap)
        // The same part is sent again until the screen confirms it.
        #expect(try part(bench, watch) == second)
        watch.isPaused = true
        watch.known = 3
        try bench.send("XADD bull:q:events 3-1 event added jobId c")
        #expect(try part(bench, watch).events.isEmpty)
        watch.isPaused = false
        #expect(try jobs(part(bench, watch)) == ["c"])
    }

    /// Checks that the streams that each library writes are read as a whole, and in order.
    @Test(arguments: ClientFamily.recent) func eventsOfTheOfficialClients(family: ClientFamily) throws {
        let bench = try ClientData.of(family).bench()
        _ = try bench.overview()
        let part = try part(bench, EventsWatch(queue: QueueID("bull:mails")))
        let stream = try bench.send("XLEN bull:mails:events")[0].integer
        #expect(part.isComplete && part.events.count == stream.map { Int($0) } && part.silent == 0)
        let kinds = Set(part.events.compactMap { $0.event["event"]?.text })
        #expect(kinds.isSuperset(of: ["added", "active", "completed", "failed"]), "\(kinds)")
    }

    @Test func aTailTellsGaps() throws {
        let bench = try bench()
        let tail = try bench.store.tail(of: queue, after: bench.store.newestEvents(of: queue, count: 1).last)
        func next() throws -> [Bool] { try tail.next(within: 5_000).map(\.isAfterGap) }
        try bench.send("XADD bull:q:events 2-1 event added", "XADD bull:q:events 2-2 event added")
        #expect(try next() == [false, false])
        try bench.send("XADD bull:q:events 3-1 event added", "XADD bull:q:events MAXLEN 1 3-2 event added")
        #expect(try next() == [true])
        try bench.send("DEL bull:q:events", "XADD bull:q:events 4-1 event added")
        #expect(try next() == [true])
        #expect(try bench.store.tail(of: queue, after: nil).next(within: 5_000).map(\.isAfterGap) == [false])
    }

    @Test func aTrimmedStreamHasAGap() throws {
        let bench = try bench()
        var watch = EventsWatch(queue: queue)
        _ = try part(bench, watch)
        watch.known = 1
        try bench.send("XADD bull:q:events 2-1 event added jobId b", "XTRIM bull:q:events MAXLEN 1")
        #expect(try part(bench, watch).events.map(\.isAfterGap) == [true])
        // A stream that is gone has lost nothing that came later.
        watch.known = 2
        try bench.send("DEL bull:q:events")
        #expect(try part(bench, watch).events.isEmpty)
    }

    @Test func allQueuesAreInTheOrderOfTime() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta version bullmq:6.1.2", "XADD bull:q:events 1-1 event added jobId a",
            "HSET bull:p:meta version bullmq:6.1.2", "XADD bull:p:events 1-0 event added jobId x",
            "XADD bull:p:events 3-0 event added jobId y", "XADD bull:q:events 2-0 event added jobId b",
            "HSET bull:old:meta paused 1", "SET bull:old:meta-paused 1", "SET bull:old:id 1",
            "HSET bull:odd:meta version bullmq:6.1.2", "SET bull:odd:events x")
        _ = try bench.overview()
        let all = try part(bench, EventsWatch(queue: nil))
        #expect(jobs(all) == ["x", "a", "b", "y"])
        #expect(all.unreadable.entries.map(\.queue) == [QueueID("bull:odd")])
        #expect(all.silent == 1 && all.queues == 4)
        let old = try part(bench, EventsWatch(queue: QueueID("bull:old")))
        #expect(old.silent == 1 && old.queues == 1 && old.events.isEmpty)
    }

    @Test func largeEntriesAreCutAndReadInSmallerParts() throws {
        let bench = try bench()
        var watch = EventsWatch(queue: queue)
        _ = try part(bench, watch)
        watch.known = 1
        let value = String(repeating: "v", count: 3_000_000)
        for index in 2..<12 {
            _ = try bench.connection.send(
                Command("XADD", "bull:q:events", "\(index)-1", "event", "completed", "jobId", "j", "returnvalue", value)
            )
        }
        var found = 0
        for _ in 0..<20 where found < 10 {
            let part = try part(bench, watch)
            found += part.events.count
            watch.known += part.events.count
            for item in part.events { #expect(item.event["returnvalue"]?.count == FollowedEvent.valueLimit) }
        }
        #expect(found == 10)
    }

    @Test func aReaderAndAReplicaSuffice() throws {
        let bench = try bench()
        try bench.add(user: "reader", "+@read", "~bull:*")
        let reader = try Bench(bench.redis, user: "reader")
        _ = try reader.overview()
        #expect(try jobs(part(reader, EventsWatch(queue: nil))) == ["a"])
        try bench.send("REPLICAOF 127.0.0.1 1")
        #expect(try jobs(part(reader, EventsWatch(queue: queue))) == ["a"])
    }

    /// Checks that a store that was opened again continues after the entries that the screen has.
    @Test func aNewStoreGoesOn() throws {
        let bench = try bench()
        var watch = EventsWatch(queue: queue)
        watch.known = 40
        let part = try part(bench, watch)
        #expect(part.offset == 40 && jobs(part) == ["a"])
    }
}
