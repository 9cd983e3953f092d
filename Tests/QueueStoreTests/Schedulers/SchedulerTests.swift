import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

@Suite struct SchedulerTests {
    private static let now: Milliseconds = 1_795_466_000_427
    private let queue = QueueID("bull:q")

    private func scheduler(_ rhythm: NewScheduler.Rhythm = .every(60_000), options: String = "{}") -> NewScheduler {
        NewScheduler(
            id: Array("s".utf8), rhythm: rhythm, name: Array("n".utf8), options: Array(options.utf8))
    }

    private static let refusals: [(change: @Sendable (inout NewScheduler) -> Void, words: String)] = [
        ({ $0.id = [] }, "a scheduler needs an id."),
        ({ $0.id = [0xFF] }, "the id of a scheduler must be UTF-8."),
        ({ $0.id = Array("a:b:c:d:e".utf8) }, "the id of a scheduler may have three colons at most."),
        ({ $0.rhythm = .every(0) }, "the interval must be 1 ms or more."),
        (
            { $0.rhythm = .cron("0 25 * * *", timeZone: nil) },
            "The hour '25' is wrong: 0 to 23, names and steps are not allowed beyond."
        ),
        (
            { $0.rhythm = .cron("0 3 * *", timeZone: nil) },
            "A cron pattern has five fields, or six with seconds in front; this one has 4."
        ),
        ({ $0.rhythm = .cron("0 3 * * *", timeZone: "Mars/Base") }, "there is no time zone Mars/Base."),
        ({ $0.rhythm = .cron("0 3 31 2 *", timeZone: nil) }, "the pattern 0 3 31 2 * never matches."),
        ({ $0.limit = 0 }, "the limit must be 1 or more."),
        ({ $0.endDate = now }, "the end date is past."),
        ({ ($0.startDate, $0.endDate) = (now + 9, now + 8) }, "the start date is after the end date."),
        ({ $0.startDate = -1 }, "the start date is out of range."),
        ({ $0.offset = 60_000 }, "the offset must be 0 or more and less than the interval."),
        ({ ($0.offset, $0.rhythm) = (5, .cron("* * * * *", timeZone: nil)) }, "only an interval can have an offset."),
        (
            { ($0.endDate, $0.rhythm) = (now + 5, .cron("0 0 1 1 *", timeZone: nil)) },
            "its first run would be after its end date."
        ),
        ({ $0.options = Array(#"{"jobId":"x"}"#.utf8) }, "the jobs of a scheduler cannot have the option jobId."),
        ({ $0.options = Array(#"{"atempts":1}"#.utf8) }, "there is no option atempts; did you mean attempts?"),
        ({ $0.data = Array("x".utf8) }, "data, line 1, column 1: expected a value."),
    ]

    @Test(arguments: refusals.indices)
    func refuses(index: Int) throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:6.1.2")
        let before = try snapshot(of: bench.connection)
        var scheduler = scheduler()
        Self.refusals[index].change(&scheduler)
        let outcome = bench.upsert(scheduler, in: "bull:q", now: Self.now)
        if case .refused(.invalid(let words)) = outcome, index == 4 {
            #expect(words.hasPrefix("The hour '25' is wrong: ") && words.hasSuffix(".") && !words.hasSuffix(".."))
        } else {
            #expect(outcome == .refused(.invalid(Self.refusals[index].words)))
        }
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test func olderLibrariesHaveNoSchedulers() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:4.18.3")
        let repeatables =
            "BullMQ 4 has repeatables only, which its applications add; job schedulers exist since 5.16."
        #expect(bench.upsert(scheduler(), in: "bull:q") == .refused(.invalid(repeatables)))
        try bench.send("HSET bull:q:meta version bullmq:5.15.0")
        let words = "job schedulers exist since BullMQ 5.16."
        #expect(bench.upsert(scheduler(), in: "bull:q") == .refused(.invalid(words)))
    }

    @Test func neverTakesTheKeyOfAJob() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:6.1.2", "HSET bull:q:repeat:s timestamp 5 name x")
        let words = "a job has the key of this scheduler."
        #expect(bench.upsert(scheduler(), in: "bull:q") == .refused(.invalid(words)))
        try bench.send("ZADD bull:q:repeat 7 s")
        #expect(bench.store.perform(.queue(.removeScheduler(Array("s".utf8)), queue), now: Self.now) == .done)
        #expect(try bench.send("EXISTS bull:q:repeat:s bull:q:repeat")[0].integer == 1)
    }

    @Test func triesThirtyTwoSlotsAndNoMore() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:6.1.2")
        for slot in 0...32 { try bench.send("HSET bull:q:repeat:s:\(Self.now + Int64(slot) * 60_000) timestamp 5") }
        let words = "jobs of the next 32 runs exist already."
        #expect(bench.upsert(scheduler(), in: "bull:q", now: Self.now) == .refused(.invalid(words)))
        let last = Self.now + 32 * 60_000
        try bench.send("DEL bull:q:repeat:s:\(last)")
        #expect(
            bench.upsert(scheduler(), in: "bull:q", now: Self.now)
                == .added(JobID("repeat:s:\(last)"), isNew: true))
    }

    @Test func aPatternWhoseRunExistsIsRefused() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta version bullmq:6.1.2", "HSET bull:q:repeat:s:1795489200000 timestamp 5",
            "ZADD bull:q:completed 5 repeat:s:1795489200000")
        let before = try snapshot(of: bench.connection)
        let outcome = bench.upsert(scheduler(.cron("0 3 * * *", timeZone: nil)), in: "bull:q", now: Self.now)
        #expect(outcome == .refused(.invalid("a job of the next run exists already.")))
        #expect(try snapshot(of: bench.connection) == before)
    }

    /// Checks that the worker that takes the run adds the next one. The Python client of version 5 has no part in that.
    @Test(arguments: ClientFamily.recent)
    func aRunNowKeepsTheChain(family: ClientFamily) throws {
        let bench = try Bench()
        let worker = try IdleWorker(family, on: "q", of: bench)
        var later = scheduler(.every(3_600_000))
        later.startDate = Clock.now + 1_800_000
        guard case .added(let id, _, _) = bench.upsert(later, in: "bull:q") else { throw TestFailure("not added") }
        let start = try worker.latestEvent()
        let run = Queues.Operation.queue(.runScheduler(Array("s".utf8)), queue)
        #expect(bench.store.perform(run, now: Clock.now) == .done)
        #expect(try worker.awaitCompletion(of: id, after: start))
        guard family == .bullmq6 else { return }
        let next = "repeat:s:\((later.startDate ?? 0) + 3_600_000)"
        #expect(try bench.page(queue, .state(.delayed)).ids == [next])
        #expect(try bench.send("HGET bull:q:repeat:s ic")[0].text == "2")
    }

    @Test func runsNothingThatIsNotDelayed() throws {
        let bench = try Bench()
        let run = Queues.Operation.queue(.runScheduler(Array("s".utf8)), queue)
        #expect(bench.store.perform(run, now: Self.now) == .refused(.absent))
        guard case .added(let id, _, _) = bench.upsert(scheduler(options: #"{"priority":4}"#), in: "bull:q") else {
            throw TestFailure("not added")
        }
        #expect(bench.store.perform(run, now: Self.now) == .refused(.moved(to: .prioritized)))
        try bench.send("DEL bull:q:\(id.bytes.text)")
        #expect(bench.store.perform(run, now: Self.now) == .refused(.vanished))
    }

    /// The checksums equal those of Python's hashlib for the same members.
    private static let repeatables: [(member: String, jobs: String, hasHash: Bool)] = [
        ("report:::Europe/Berlin:0 3 * * *", "repeat:b60de673e8f22afe500a6db5f0d2890d", false),
        ("a:b:own:99:UTC:5000", "repeat:f222600f8416532a3eaf887209dea888", false),
        ("5f4dcc3b5aa765d61d8327deb882cf99", "repeat:5f4dcc3b5aa765d61d8327deb882cf99", true),
    ]

    @Test(arguments: repeatables.indices, ["3.16.2", "4.18.3", "5.12.0"])
    func legacyRepeatablesAreRunAndRemoved(index: Int, version: String) throws {
        let (member, jobs, hasHash) = Self.repeatables[index]
        let bench = try Bench()
        try bench.send(
            "HSET bull:q:meta version bullmq:\(version)", "HSET bull:q:\(jobs):500 name x timestamp 1 delay 9")
        _ = try bench.connection.pipeline([
            Command("ZADD", "bull:q:repeat", "500", member), Command("ZADD", "bull:q:repeat", "900", "other"),
            Command("ZADD", "bull:q:delayed", "2048000", "\(jobs):500"),
        ])
        if hasHash { try bench.send("HSET bull:q:repeat:\(member) name x pattern p") }
        let id = Array(member.utf8)
        #expect(bench.store.perform(.queue(.runScheduler(id), queue), now: Self.now) == .done)
        #expect(try bench.page(queue, .state(.waiting)).ids == ["\(jobs):500"])
        // The run is delayed again.
        try bench.send("DEL bull:q:wait", "ZADD bull:q:delayed 2048000 \(jobs):500")
        #expect(bench.store.perform(.queue(.removeScheduler(id), queue), now: Self.now) == .done)
        #expect(try bench.send("ZRANGE bull:q:repeat 0 -1")[0].byteStrings.map(\.text) == ["other"])
        #expect(try bench.send("EXISTS bull:q:delayed bull:q:repeat:\(jobs) bull:q:\(jobs):500")[0].integer == 0)
        let removed = try bench.send("XREVRANGE bull:q:events + - COUNT 1")[0].array?.first?.array?.last?.byteStrings
        #expect(removed?.map(\.text) == ["event", "removed", "jobId", "\(jobs):500", "prev", "delayed"])
        if hasHash { #expect(try bench.send("EXISTS bull:q:repeat:\(member)")[0].integer == 0) }
    }
}
