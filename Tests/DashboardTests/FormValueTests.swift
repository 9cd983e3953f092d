import Canvas
import Queues
import Testing

@testable import Dashboard

/// The values that forms make from typed texts.
@Suite struct FormValueTests {
    private static let shop = QueueID(prefix: Array("shop".utf8), name: Array("email".utf8))
    private static let payments = QueueID(prefix: Array("bull".utf8), name: Array("payments".utf8))
    private static let context = FormContext(
        now: Scenario.start, queue: Fixture.email, queues: [Fixture.email, payments, shop])

    /// Returns the result of a form with these texts, or its problem.
    private static func result(
        _ kind: Form.Kind, _ texts: [String], context: FormContext = context
    ) -> Result<FormResult, FormProblem> {
        var reader = FormReader(fields: kind.entry.fields, texts: texts, context: context)
        do throws(FormProblem) { return .success(try kind.entry.read(&reader)) } catch { return .failure(error) }
    }

    private static func scheduler(_ id: String, _ rhythm: NewScheduler.Rhythm) -> NewScheduler {
        NewScheduler(id: Array(id.utf8), rhythm: rhythm, name: Array(id.utf8))
    }

    private static let full: NewScheduler = {
        var scheduler = Self.scheduler("s", .cron("0 9 * * MON", timeZone: "Europe/Vienna"))
        (scheduler.name, scheduler.data) = (Array("job".utf8), Array("[1]".utf8))
        (scheduler.options, scheduler.limit) = (Array(#"{"attempts":3}"#.utf8), 7)
        (scheduler.startDate, scheduler.endDate) = (Scenario.start + 55_000, 1_800_000_000_000)
        return scheduler
    }()

    private static let right: [(Form.Kind, [String], FormResult)] = [
        (.delay, ["5m"], .job(.changeDelay(.after(300_000)))),
        (.delay, [" 90 "], .job(.changeDelay(.after(90)))),
        (.delay, ["23:05"], .job(.changeDelay(.at(Scenario.start + 55_000)))),
        (.delay, ["2026-11-23T23:04:05Z"], .job(.changeDelay(.at(Scenario.start)))),
        (.priority, ["0", "behind"], .job(.changePriority(0))),
        (.priority, ["2097151", "in front"], .job(.changePriority(2_097_151, inFront: true))),
        (.addLog, [" by hand "], .job(.addLog(Array(" by hand ".utf8)))),
        (.move, ["payments"], .job(.move(to: payments))),
        (.move, ["shop:email"], .job(.move(to: shop))),
        (
            .clean, ["failed", "3d", "100", "welcome"],
            .queue(
                .clean(CleanRequest(state: .failed, grace: 259_200_000, limit: 100, name: Array("welcome".utf8))))
        ),
        (.clean, ["completed", "", "0", ""], .queue(.clean(CleanRequest(state: .completed, grace: 0)))),
        (.concurrency, ["5"], .queue(.setConcurrency(5))),
        (.concurrency, [""], .queue(.setConcurrency(nil))),
        (.concurrency, ["None"], .queue(.setConcurrency(nil))),
        (.rateLimit, ["10", "1m"], .queue(.setRateLimit(RateLimit(max: 10, duration: 60_000)))),
        (.rateLimit, ["", " "], .queue(.setRateLimit(nil))),
        (.holdLimiter, ["5m"], .queue(.holdLimiter(300_000))),
        (.trimEvents, ["0"], .queue(.trimEvents(keeping: 0))),
        (
            .addJob, ["welcome", "[1, 2]", #" {"attempts":3}"#],
            .queue(
                .add(
                    NewJob(
                        name: Array("welcome".utf8), data: Array("[1, 2]".utf8),
                        options: Array(#" {"attempts":3}"#.utf8))))
        ),
        (
            .addJob, ["a", "", ""],
            .queue(.add(NewJob(name: Array("a".utf8), data: Array("{}".utf8))))
        ),
        (.removeDeduplication, ["a:b"], .queue(.removeDeduplication(Array("a:b".utf8)))),
        (
            .scheduler, ["s", "1h30m", "", "", "", "{}", "{}", "", "", ""],
            .queue(.upsertScheduler(scheduler("s", .every(5_400_000))))
        ),
        (
            .scheduler, ["s", "", " @daily ", "", "", "", "", "none", "", ""],
            .queue(.upsertScheduler(scheduler("s", .cron("@daily", timeZone: nil))))
        ),
        (
            .scheduler,
            [
                "s", "", "0 9 * * MON", "Europe/Vienna", "job", "[1]", #"{"attempts":3}"#, "7", "23:05",
                "2027-01-15T08:00",
            ],
            .queue(.upsertScheduler(full))
        ),
    ]

    @Test(arguments: right.indices) func rightValues(_ index: Int) {
        let (kind, texts, expected) = Self.right[index]
        #expect(Self.result(kind, texts) == .success(expected), "\(kind) \(texts)")
    }

    private static let wrong: [(Form.Kind, [String], Int, String)] = [
        (.delay, [""], 0, "Run in or at must be a time such as 90s"),
        (.delay, ["soon"], 0, "not \"soon\""),
        (.priority, ["2097152", "behind"], 0, "a whole number from 0 to 2 097 151, not \"2097152\""),
        (.priority, ["-1", "behind"], 0, "a whole number from 0"),
        (.addLog, [""], 0, "Line must not be empty."),
        (.move, [""], 0, "must be the name of a queue"),
        (.move, ["paymens"], 0, "does not exist: paymens; did you mean payments?"),
        (.move, ["zzz"], 0, "does not exist: zzz."),
        (.move, ["email"], 0, "could be several queues; say bull:email or shop:email."),
        (.move, ["bull:email"], 0, "must be another queue"),
        (.clean, ["failed", "old", "0", ""], 1, "Older than must be a time such as 90s, 5m, 1h30m, not \"old\""),
        (.clean, ["failed", "1h", "-1", ""], 2, "Limit must be a whole number from 0"),
        (.concurrency, ["0"], 0, "from 1 to 1 000 000 000, or empty, not \"0\""),
        (.concurrency, ["1000000001"], 0, "from 1 to 1 000 000 000"),
        (.rateLimit, ["1000000001", "1m"], 0, "from 1 to 1 000 000 000"),
        (.trimEvents, ["1000000001"], 0, "from 0 to 1 000 000 000"),
        (.rateLimit, ["10", ""], 1, "must be a time such as 10s; both fields empty lift the limit."),
        (.rateLimit, ["", "10s"], 0, "must be a number of jobs"),
        (.rateLimit, ["10", "0"], 1, "at least 1 ms"),
        (.holdLimiter, [""], 0, "For must be a time"), (.holdLimiter, ["0"], 0, "at least 1 ms"),
        (.trimEvents, [""], 0, "Keep must be a whole number from 0"),
        (.addJob, ["", "{}", "{}"], 0, "Name must not be empty."),
        (.addJob, ["a", "{\"a\":}", "{}"], 1, "Data is not valid JSON: column 6: expected a value."),
        (.addJob, ["a", "{}", "[1]"], 2, "Options must be a JSON object"),
        (.addJob, ["a", "{}", "{"], 2, "Options is not valid JSON"),
        (.removeDeduplication, [""], 0, "Id must not be empty."),
        (.scheduler, ["", "5m", "", "", "", "", "", "", "", ""], 0, "Id must not be empty."),
        (.scheduler, ["s", "", "", "", "", "", "", "", "", ""], 1, "must be an interval such as 5m, unless"),
        (.scheduler, ["s", "0", "", "", "", "", "", "", "", ""], 1, "at least 1 ms"),
        (.scheduler, ["s", "5m", "@daily", "", "", "", "", "", "", ""], 2, "Cron must be empty where"),
        (.scheduler, ["s", "5m", "", "UTC", "", "", "", "", "", ""], 3, "belongs to a cron pattern"),
        (.scheduler, ["s", "5m", "", "", "", "x", "", "", "", ""], 5, "Data is not valid JSON"),
        (.scheduler, ["s", "5m", "", "", "", "", "1", "", "", ""], 6, "Options must be a JSON object"),
        (.scheduler, ["s", "5m", "", "", "", "", "", "0", "", ""], 7, "Limit must be a whole number from 1"),
        (.scheduler, ["s", "5m", "", "", "", "", "", "", "never", ""], 8, "Start must be a time such as"),
        (.scheduler, ["s", "5m", "", "", "", "", "", "", "", "2020-01-01"], 9, "must be later than now"),
        (.scheduler, ["s", "5m", "", "", "", "", "", "", "2027-01-02", "2027-01-01"], 9, "than the start"),
    ]

    @Test(arguments: wrong.indices) func wrongValuesSayWhatIsRight(_ index: Int) {
        let (kind, texts, field, words) = Self.wrong[index]
        guard case .failure(let problem) = Self.result(kind, texts) else {
            Issue.record("\(kind) takes \(texts)")
            return
        }
        #expect(problem.field == field)
        #expect(problem.words.contains(words), "\(problem.words)")
        #expect(problem.words.hasSuffix(".") || problem.words.hasSuffix("?"))
    }

    @Test func aSchedulerThatIsNotChangedStaysAsItWas() {
        var scheduler = Self.full
        scheduler.name = [0xFF, 0x6E]
        scheduler.data = Array("{\n  \"a\": 1\n}".utf8)
        scheduler.startDate = Scenario.start + 123
        let form = Form(.editScheduler(scheduler, .utc), subject: "s")
        #expect(Self.result(form.kind, form.fields.map(\.text)) == .success(.queue(.upsertScheduler(scheduler))))
        var every = Self.scheduler("s", .every(90_061_001))
        every.offset = 5
        let other = Form(.editScheduler(every, .utc), subject: "s")
        #expect(Self.result(other.kind, other.fields.map(\.text)) == .success(.queue(.upsertScheduler(every))))
        (every.rhythm, every.offset) = (.every(3_600_000), nil)
        let texts = ["1h"] + other.fields.dropFirst().map(\.text)
        #expect(Self.result(other.kind, texts) == .success(.queue(.upsertScheduler(every))))
    }

    @Test(arguments: Form.Kind.blank) func theTableIsWords(_ kind: Form.Kind) {
        let entry = kind.entry
        #expect(!entry.title.isEmpty && entry.command != nil && !entry.fields.isEmpty)
        #expect(Set(entry.fields.map(\.label)).count == entry.fields.count)
        let width = FormLayout.width(ScreenLayout.leastWhole) - 2
        for field in entry.fields {
            #expect(field.hint.hasSuffix("."))
            #expect(DisplayText(field.hint).words(to: width).count <= 2, "it fits the least screen")
        }
    }
}
