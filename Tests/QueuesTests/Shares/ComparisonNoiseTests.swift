import Queues
import TestSupport
import Testing

/// Where nothing is to be found nothing is claimed, whenever the jobs of both sides ended.
@Suite struct ComparisonNoiseTests {
    private static let now: Milliseconds = 1_795_880_000_000
    private static let minute = 60_000.0

    /// When jobs ended, in minutes before now.
    struct Spans: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let failed: Range<Double>
        let completed: Range<Double>
        /// The minutes before now in which nine of ten failed; nil where they failed evenly.
        var burst: Range<Double>?

        init(_ name: String, _ failed: Range<Double>, _ completed: Range<Double>, burst: Range<Double>? = nil) {
            (testDescription, self.failed, self.completed, self.burst) = (name, failed, completed, burst)
        }
    }

    static let spans = [
        Spans("the same day", 0..<1_440, 0..<1_440), Spans("two hours apart", 120..<121, 0..<1),
        Spans("a minute of a day", 700..<701, 0..<1_440), Spans("completed ones are the newest", 0..<4_320, 0..<5),
        Spans("failed ones are the newest", 0..<5, 0..<4_320), Spans("one after the other", 60..<120, 0..<60),
        Spans("half of both", 0..<120, 60..<180), Spans("many days and one", 0..<14_400, 0..<1_440),
        Spans("a burst", 0..<600, 0..<600, burst: 130..<135), Spans("around midnight", 400..<640, 380..<520),
    ]

    /// A job that has nothing to do with its side: what it has of time is that of its end.
    private static func job(endedIn span: Range<Double>, _ dice: inout Dice) -> ComparedJob {
        let end = now - Milliseconds(Double.random(in: span, using: &dice) * minute)
        let (second, day) = (end / 1_000, end / 86_400_000)
        let month = "2026-\(day % 12 < 9 ? "0" : "")\(day % 12 + 1)"
        let number = Int.random(in: 0..<1_000, using: &dice)
        let data =
            #"{"at":"\#(month)-\#(10 + day % 18)T10:15","month":"\#(month)","slot":\#(second / 3_600 * 3_600),"#
            + #""created":\#(end / 600_000 * 600_000),"when":{"hour":\#(second / 3_600 % 24),"day":\#(day)},"#
            + #""tenant":"t\#(number % 5)","big":\#(number % 2 == 0),"order":\#(number)}"#
        var job = ComparedJob(
            queue: QueueID(prefix: Array("bull".utf8), name: Array("q\(number % 2)".utf8)),
            name: Array("n\(number % 3)".utf8), data: Array(data.utf8),
            dataLength: [300, 5_000, 70_000, 2_000_000][number % 4])
        job.endedAt = end
        job.worker = Array("w\(number % 4)".utf8)
        job.attemptsAllowed = [1, 3, 5].randomElement(using: &dice)
        job.parentQueue = number % 3 == 0 ? Array("bull:parents\(number % 2)".utf8) : nil
        job.scheduler = Bool.random(using: &dice) ? Array("nightly\(number % 3)".utf8) : nil
        return job
    }

    @Test(arguments: spans, 0..<12) func isSilent(on spans: Spans, seed: UInt64) {
        var dice = Dice(seed: 900 + seed)
        let failed = (0..<Int.random(in: 20...1_000, using: &dice)).map { index in
            Self.job(endedIn: index % 10 == 0 ? spans.failed : spans.burst ?? spans.failed, &dice)
        }
        let completed = (0..<Int.random(in: 20...1_000, using: &dice)).map { _ in
            Self.job(endedIn: spans.completed, &dice)
        }
        let found = Comparison(failed: failed, completed: completed).shared.filter { shared in
            // A burst is a fact, and so is the date of it.
            spans.burst == nil || shared.trait.kind == .hour
        }
        #expect(found.isEmpty, "\(found.map { String(decoding: $0.trait.text, as: UTF8.self) })")
    }

    /// What has to do with time and with the failures is found, where both sides cover the time.
    @Test func anHourAndADateAreFound() {
        var dice = Dice(seed: 77)
        let twoInTheMorning = Self.now - Self.now % 86_400_000 + 2 * 3_600_000
        let failed = (0..<300).map { index in
            var job = Self.job(endedIn: 0..<1, &dice)
            job.endedAt = twoInTheMorning - Milliseconds(index % 9 + 1) * 86_400_000 + Milliseconds(index) * 10_000
            job.data = Array(#"{"due":"2026-02-30"}"#.utf8)
            return job
        }
        let completed = (0..<600).map { index in
            var job = Self.job(endedIn: 0..<14_400, &dice)
            job.data = Array(#"{"due":"2026-02-1\#(index % 10)"}"#.utf8)
            return job
        }
        let comparison = Comparison(failed: failed, completed: completed)
        #expect(comparison.comparesTimes)
        #expect(
            Set(comparison.shared.map { String(decoding: $0.trait.text, as: UTF8.self) }) == [
                "ended between 02:00 and 02:59 UTC", #"data.due = "2026-02-30""#,
            ])
        let apart = Comparison(failed: failed, completed: (0..<600).map { _ in Self.job(endedIn: 0..<5, &dice) })
        #expect(!apart.comparesTimes && apart.shared.isEmpty)
    }
}
