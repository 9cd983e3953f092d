import Queues
import Testing

@testable import Dashboard

@Suite struct FormatTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (12_431, "12 431"), (-1_234_567, "-1 234 567"),
    ]) func counts(number: Int, words: String) { #expect(Format.count(number) == words) }

    @Test(
        arguments: [
            (12_000, 100_000, 1_000, "12 000 of 100 000, 12 000/s, 8 s left"),
            (12_000, 1_000_000, 1_000, "12 000 of 1 000 000, 12 000/s, 1 m 23 s left"),
            (60, 3_600, 1_000, "60 of 3 600, 60/s, 59 s left"), (1, 7_201, 1_000, "1 of 7 201, 1/s, 2 h 0 m left"),
            (90, 100, 1_000, "90 of 100, 90/s, less than 1 s left"), (100, 100, 1_000, "100 of 100, 100/s"),
            (120, 100, 1_000, "120 of 100, 120/s"), (5, nil, 0, "5, 5 000/s"), (0, 9, 10, "0 of 9"), (0, nil, 10, "0"),
            (0, 0, 10, "0 of 0"), (.max, .max, 1, "9 223 372 036 854 775 807 of 9 223 372 036 854 775 807"),
            (1, .max, .max, "1 of 9 223 372 036 854 775 807, 0/s"),
        ] as [(Int, Int?, Milliseconds, String)]) func progressTellsRateAndTimeLeft(
            tried: Int, total: Int?, elapsed: Milliseconds, words: String
        )
    { #expect(Format.progress(Progress(tried: tried, total: total, elapsed: elapsed)) == words) }

    @Test(arguments: [
        (999_999, "999 999"), (1_000_000, "1.00 M"), (12_345_678, "12.3 M"), (999_999_999, "999 M"),
        (1_203_441, "1.20 M"), (31_000_000_000, "31.0 G"), (.max, "9223 P"),
    ]) func shortCountsTakeSevenColumns(number: Int, words: String) {
        #expect(Format.shortCount(number) == words)
        #expect(words.count <= 7)
    }

    @Test(
        arguments: [
            (0, "0 s"), (-5, "0 s"), (9_999, "9 s"), (12_400, "10 s"), (59_999, "55 s"), (60_000, "1 m"),
            (3_600_000, "1 h"),
            (172_800_000, "2 d"), (.max, "292471208 y"), (.min, "0 s"),
        ] as [(Milliseconds, String)]) func ages(age: Milliseconds, words: String)
    { #expect(Format.age(age) == words) }

    @Test(arguments: [0, 1, 999, 9_999, 10_000, 14_999, 59_999, 60_000, 3_599_999, 172_799_999] as [Milliseconds])
    func anAgeReadsTheSameUntilItsNextStep(age: Milliseconds) {
        let step = Format.timeToNextAge(age)
        #expect(Format.age(age + step - 1) == Format.age(age))
        #expect(Format.age(age + step) != Format.age(age))
    }

    @Test(
        arguments: [
            (0, "0 ms"), (830, "830 ms"), (1_240, "1.24 s"), (12_450, "12.4 s"), (192_000, "3 m 12 s"),
            (18_720_000, "5 h 12 m"), (273_600_000, "3 d 4 h"), (-830, "-830 ms"),
        ] as [(Milliseconds, String)]) func durations(length: Milliseconds, words: String)
    {
        #expect(Format.duration(length) == words)
    }

    @Test(arguments: [(812, "812 B"), (1_200, "1.2 kB"), (30_012_345, "30.0 MB"), (-5_000, "-5.0 kB")])
    func bytes(number: Int, words: String) { #expect(Format.bytes(number) == words) }

    @Test(
        arguments: [
            (0, "1970-01-01 00:00:00"), (951_782_400_000, "2000-02-29 00:00:00"),
            (1_795_475_045_000, "2026-11-23 23:04:05"), (253_402_300_799_999, "9999-12-31 23:59:59"),
            (-1, "-1 ms since 1970"), (.max, "9223372036854775807 ms since 1970"),
        ] as [(Milliseconds, String)]) func times(moment: Milliseconds, words: String)
    {
        #expect(Format.time(moment, in: .utc) == words)
    }

    /// Checks winter, summer, a zone of half an hour, and moments beyond the calendar; a shown moment is read as the
    /// same one.
    @Test(
        arguments: [
            ("Europe/Vienna", 1_795_475_045_000, "2026-11-24 00:04:05", "CET"),
            ("Europe/Vienna", 1_782_856_800_000, "2026-07-01 00:00:00", "CEST"),
            ("Asia/Kolkata", 1_795_475_045_000, "2026-11-24 04:34:05", "IST"),
            ("America/New_York", 1_795_475_045_000, "2026-11-23 18:04:05", "EST"),
            ("UTC", 1_795_475_045_000, "2026-11-23 23:04:05", "UTC"),
            ("Nowhere/Land", 1_795_475_045_000, "2026-11-23 23:04:05", "UTC"),
        ] as [(String, Milliseconds, String, String)])
    func timesInTheZoneOfTheOperator(name: String, moment: Milliseconds, words: String, zoneName: String) {
        let zone = ClockZone(firstOf: [name])
        #expect(Format.time(moment, in: zone) == words)
        #expect(zone.name(at: moment) == zoneName)
        #expect(zone.moment(words, now: moment) == moment)
        #expect(zone.moment("2026-11-23 23:04:05Z", now: moment) == 1_795_475_045_000)
    }

    @Test(arguments: [Milliseconds.min, -1, 253_402_300_800_000, .max])
    func momentsThatNoCalendarShows(moment: Milliseconds) {
        let zone = ClockZone(firstOf: ["Nowhere/Land", "Asia/Tokyo"])
        #expect(Format.time(moment, in: zone) == "\(moment) ms since 1970")
        #expect(zone.name(at: moment) == "UTC")
    }

    @Test func elapsedNeverOverflows() {
        #expect(Format.elapsed(from: .min, to: .max) == .max)
        #expect(Format.elapsed(from: .max, to: .min) == .min)
        #expect(Format.elapsed(from: 3, to: 10) == 7)
    }
}
