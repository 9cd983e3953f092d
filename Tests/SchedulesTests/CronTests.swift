import Foundation
import Schedules
import Testing

@Suite struct CronTests {
    @Test(arguments: [
        ("* * * * *", "every minute"), ("*/5 * * * *", "every 5 minutes"), ("0 * * * *", "every hour"),
        ("@hourly", "every hour"), ("15 * * * *", "minute 15 of every hour"), ("0 9 * * 1", "every Monday at 09:00"),
        ("0 9,17 * * *", "every day at 09:00 and 17:00"), ("30 6 * * mon-fri", "Monday to Friday at 06:30"),
        ("0 0 1 * *", "on day 1 of the month at 00:00"), ("@yearly", "on day 1 in January at 00:00"),
        ("0 0 L * *", "on the last day of the month at 00:00"),
        ("0 */6 * * *", "every day at 00:00, 06:00, 12:00 and 18:00"),
        ("*/10 9-17 * * 1-5", "every 10 minutes from 09:00 to 17:59, Monday to Friday"),
        ("0 8 13 * 5", "on day 13 of the month or on Friday at 08:00"),
        ("0 8 * * 5#2", "on the second Friday of the month at 08:00"),
        ("0 8 * * 5L", "on the last Friday of the month at 08:00"),
        ("0 0 1,15 1,7 *", "on days 1 and 15 in January and July at 00:00"), ("*/10 * * * * *", "every 10 seconds"),
        ("* * * * * *", "every second"), ("0 30 9 * * *", "every day at 09:30"),
        ("0 */2 * * *", "every 2 hours"), ("5 */2 * * *", "minute 5 every 2 hours"),
        ("5 4 * * sun,wed", "Sunday and Wednesday at 04:05"),
        ("30 * * * * *", "second 30 of every minute"),
        ("*/7 1 * * *", "minute 0, 7, 14, 21, 28, 35, 42 and 2 more from 01:00 to 01:59"),
    ])
    func hasWords(pattern: String, words: String) throws { #expect(try Cron(pattern).words == words) }

    @Test(arguments: [
        ("61 * * * *", "The minute '61' is wrong: 0 to 59, with * - , /."),
        ("* 5-2 * * *", "The hour '5-2' is wrong: a range goes from the lower to the higher value."),
        (
            "* * * * fry",
            "The day of week 'fry' is wrong: 0 to 7, sun to sat, with * - , /, 5#2 for the second Friday, 5L for the last one."
        ),
        ("*/0 * * * *", "The minute '*/0' is wrong: a step is a number from 1 on."),
        ("* *", "A cron pattern has five fields, or six with seconds in front; this one has 2."),
        ("* * * * 5#7", "The day of week '5#7' is wrong: after # comes a number from 1 to 5."),
    ])
    func namesTheFieldThatIsWrong(pattern: String, words: String) {
        let error = #expect(throws: CronError.self) { try Cron(pattern) }
        #expect(error?.words == words)
    }

    /// Clocks are set forward at 02:00 on 2026-03-29 and back at 03:00 on 2026-10-25.
    @Test(arguments: [
        ("0 9 * * 1", "2026-03-27T12:00:00+01:00", ["2026-03-30T09:00:00+02:00", "2026-04-06T09:00:00+02:00"]),
        ("30 2 * * *", "2026-03-28T12:00:00+01:00", ["2026-03-29T03:30:00+02:00", "2026-03-30T02:30:00+02:00"]),
        ("*/30 * * * *", "2026-03-29T01:30:00+01:00", ["2026-03-29T03:00:00+02:00", "2026-03-29T03:30:00+02:00"]),
        ("30 2 * * *", "2026-10-24T12:00:00+02:00", ["2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"]),
        ("0 0 1 * *", "2026-10-23T12:00:00+02:00", ["2026-11-01T00:00:00+01:00", "2026-12-01T00:00:00+01:00"]),
        ("0 * * * *", "2026-10-25T02:15:00+01:00", ["2026-10-25T03:00:00+01:00", "2026-10-25T04:00:00+01:00"]),
    ])
    func keepsTheClockOfTheZone(pattern: String, start: String, runs: [String]) throws {
        let zone = try #require(Zone("Europe/Vienna"))
        let next = try Cron(pattern).next(runs.count, after: try Self.milliseconds(start), in: zone)
        #expect(next == (try runs.map(Self.milliseconds)))
    }

    @Test func skipsNoFirstOfAMonthBesideA31st() throws {
        let next = try Cron("0 0 1,31 * *").next(2, after: try Self.milliseconds("2026-02-10T00:00:00Z"))
        #expect(next == (try ["2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z"].map(Self.milliseconds)))
    }

    @Test func endsWhereNothingMatches() throws {
        #expect(try Cron("0 0 30 2 *").next(after: 0) == nil)
        #expect(Zone("Nowhere/Land") == nil)
        #expect(Zone("") == nil)
    }

    private static func milliseconds(_ text: String) throws -> Int64 {
        Int64(try Date(text, strategy: .iso8601).timeIntervalSince1970 * 1_000)
    }
}
