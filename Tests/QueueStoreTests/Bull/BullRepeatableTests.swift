import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Repeatables that are added to queues of Bull, and changed; the fixtures show the simple cases.
@Suite struct BullRepeatableTests {
    /// A minute and a half past the hour.
    private static let now = BullBench.now + 90_000

    private func repeatable(
        _ id: String = "", _ rhythm: NewScheduler.Rhythm = .every(60_000), name: String = "mail",
        options: String = "{}"
    ) -> NewScheduler {
        NewScheduler(
            id: Array(id.utf8), rhythm: rhythm, name: Array(name.utf8), data: Array(#"{"a":1}"#.utf8),
            options: Array(options.utf8))
    }

    private func add(_ scheduler: NewScheduler, _ bench: BullBench, now: Milliseconds = now) -> Outcome {
        bench.bench.store.perform(.queue(.upsertScheduler(scheduler), bench.queue), now: now)
    }

    private func job(_ outcome: Outcome) throws -> String {
        guard case .added(let id, isNew: true, _) = outcome else { throw TestFailure("\(outcome)") }
        return id.bytes.text
    }

    /// Checks that a repeatable of the same name and id is replaced with its run, whatever its schedule was, and no
    /// other one.
    @Test func replacesTheOneOfThisNameAndID() throws {
        let bench = try BullBench()
        var weekly = repeatable("weekly", .cron("15 6 * * 1", timeZone: "America/New_York"))
        weekly.endDate = 2_051_222_400_000
        let others = [
            repeatable("other"), repeatable(), repeatable("weekly", name: "report"), repeatable("week"),
            repeatable("", name: "mail:weekly"), repeatable("", .cron("1 1 * * *", timeZone: nil), name: "mail:weekly"),
        ]
        let kept = try others.map { try job(add($0, bench)) }
        let members = try bench.ids("repeat")
        let first = try job(add(weekly, bench))
        #expect(try bench.ids("repeat").contains("mail:weekly:2051222400000:America/New_York:15 6 * * 1"))
        let second = try job(add(repeatable("weekly"), bench))
        #expect(try bench.send("EXISTS bull:q:\(first)").integer == 0)
        #expect(try Set(bench.ids("repeat")) == Set(members + ["mail:weekly::60000"]))
        let third = try job(add(repeatable("weekly", .cron("* * * * *", timeZone: nil)), bench))
        #expect(try Set(bench.ids("repeat")) == Set(members + ["mail:weekly:::* * * * *"]))
        #expect(first != second && second != third)
        #expect(try Set(bench.ids("delayed")) == Set(kept + [third]))
        #expect(try bench.send("EXISTS bull:q:\(second)").integer == 0)
    }

    /// Checks that the next run of a repeatable cannot be removed: without it the repeatable would make no more.
    @Test func keepsTheNextRunFromBeingRemoved() throws {
        let bench = try BullBench()
        let run = try job(add(repeatable("own"), bench))
        let before = try bench.snapshot()
        let member = Array("mail:own::60000".utf8)
        #expect(bench.change(.remove(), run) == .refused(.pendingIteration(scheduler: member)))
        #expect(try bench.snapshot() == before)
        #expect(bench.change(.removeScheduler(member)) == .done)
        #expect(try bench.send("EXISTS bull:q:\(run) bull:q:delayed bull:q:repeat").integer == 0)
    }

    /// Checks that the hash of the next run is removed even where its id was lost; it would keep the repeatable from
    /// being added again.
    @Test func removesTheHashOfALostRun() throws {
        let bench = try BullBench()
        let run = try job(add(repeatable(), bench))
        try bench.send("DEL bull:q:delayed")
        #expect(bench.change(.removeScheduler(Array("mail::60000".utf8))) == .refused(.absent))
        let member = Array(try bench.ids("repeat")[0].utf8)
        #expect(bench.change(.removeScheduler(member)) == .done)
        #expect(try bench.send("EXISTS bull:q:\(run) bull:q:repeat").integer == 0)
    }

    /// Checks that a repeatable replaces itself, with other data, and with a run that has nothing of the former one.
    @Test func replacesItself() throws {
        let bench = try BullBench()
        for id in ["", "own"] {
            let run = try job(add(repeatable(id), bench))
            try bench.send("HSET bull:q:\(run) progress 5")
            try bench.send("RPUSH bull:q:\(run):logs line")
            var changed = repeatable(id, options: #"{"attempts":3,"backoff":500,"priority":7}"#)
            changed.data = Array("[2]".utf8)
            let subscriber = try Subscriber(bench.bench)
            #expect(try job(add(changed, bench)) == run)
            #expect(try subscriber.messages() == [.init("bull:q:delayed", "\(Self.now + 30_000)")])
            #expect(try bench.send("HGET bull:q:\(run) data").text == "[2]")
            #expect(try bench.send("HGET bull:q:\(run) priority").text == "7")
            #expect(try bench.send("HEXISTS bull:q:\(run) progress").integer == 0)
            #expect(try bench.send("EXISTS bull:q:\(run):logs").integer == 0)
            let options = try #require(JSONValue(try bench.send("HGET bull:q:\(run) opts").bytes ?? []))
            #expect(options["backoff"]?["type"]?.string == "fixed" && options["attempts"]?.integer == 3)
        }
        #expect(try bench.ids("repeat") == ["mail:::60000", "mail:own::60000"])
        #expect(try bench.ids("delayed").count == 2)
    }

    /// Checks that an added repeatable can be read, run and removed like those of the library.
    @Test func isReadAndRunAndRemoved() throws {
        let bench = try BullBench()
        let run = try job(add(repeatable("weekly", .cron("15 6 * * 1", timeZone: "America/New_York")), bench))
        let read = try #require(try bench.bench.schedulers(bench.queue).schedulers.first)
        #expect(read.pendingJob.bytes.text == run && read.hasPendingJob)
        #expect(read.rhythm == .cron("15 6 * * 1", timeZone: "America/New_York") && read.name.text == "mail")
        #expect(bench.change(.runScheduler(read.id)) == .done)
        #expect(try bench.ids("wait") == [run])
        // The run waits under the id that a new one would have.
        let again = repeatable("weekly", .cron("15 6 * * 1", timeZone: "America/New_York"))
        #expect(add(again, bench) == .refused(.invalid("a job of the next run exists already.")))
        #expect(bench.change(.removeScheduler(read.id)) == .done)
        #expect(try bench.ids("repeat") == [])
    }

    /// Checks that a pattern begins after its start, and that dates are written as JavaScript writes them.
    @Test func beginsAfterItsStart() throws {
        let bench = try BullBench()
        var later = repeatable("", .cron("0 3 * * *", timeZone: nil), name: "")
        later.startDate = 2_051_222_400_000
        let run = try job(add(later, bench))
        #expect(run.hasSuffix(":\(2_051_222_400_000 + 3 * 3_600_000)"))
        #expect(try bench.ids("repeat") == ["__default__::::0 3 * * *"])
        let options = try #require(JSONValue(try bench.send("HGET bull:q:\(run) opts").bytes ?? []))
        #expect(options["repeat"]?["startDate"]?.string == "2035-01-01T00:00:00.000Z")
        #expect(try bench.send("HGET bull:q:\(run) name").text == "__default__")
    }

    private static let refusals: [(change: @Sendable (inout NewScheduler) -> Void, words: String)] = [
        ({ $0.id = Array("a:b".utf8) }, "the id of a repeatable of Bull must have no colon."),
        ({ $0.id = [0xFF] }, "the id of a scheduler must be UTF-8."),
        ({ $0.name = [0xFF] }, "the name of a repeatable of Bull must be UTF-8."),
        ({ $0.offset = 5 }, "a repeatable of Bull has no offset."),
        ({ $0.startDate = now + 5 }, "in Bull only a cron pattern can have a start date."),
        ({ $0.endDate = now + 5 }, "its first run would be after its end date."),
        ({ $0.rhythm = .cron("0 3 31 2 *", timeZone: nil) }, "the pattern 0 3 31 2 * never matches."),
        ({ $0.rhythm = .cron("0 3 * * *", timeZone: "Mars/Base") }, "there is no time zone Mars/Base."),
        ({ $0.rhythm = .every(0) }, "the interval must be 1 ms or more."),
        ({ $0.limit = 0 }, "the limit must be 1 or more."),
        ({ $0.options = Array(#"{"delay":5}"#.utf8) }, "the jobs of a scheduler cannot have the option delay."),
        ({ $0.data = Array("x".utf8) }, "data, line 1, column 1: expected a value."),
    ]

    @Test(arguments: refusals.indices)
    func refuses(index: Int) throws {
        let bench = try BullBench("RPUSH bull:q:wait 1")
        let before = try bench.snapshot()
        var scheduler = repeatable()
        Self.refusals[index].change(&scheduler)
        #expect(add(scheduler, bench) == .refused(.invalid(Self.refusals[index].words)))
        #expect(try bench.snapshot() == before)
    }
}
