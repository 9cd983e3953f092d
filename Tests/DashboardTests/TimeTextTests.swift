import Queues
import Testing

/// Times and numbers as people write them.
@Suite struct TimeTextTests {
    @Test(arguments: [
        ("0", 0), ("90", 90), ("250ms", 250), ("90s", 90_000), ("5m", 300_000), ("2h", 7_200_000), ("3d", 259_200_000),
        ("1h30m", 5_400_000), ("1h 30m", 5_400_000), ("5 m", 300_000), ("1d2h3m4s5ms", 93_784_005),
        ("9007199254740991", 9_007_199_254_740_991),
    ]) func durations(_ text: String, _ length: Milliseconds) {
        #expect(TimeText.duration(text) == length)
        #expect(TimeText.duration(TimeText.text(duration: length)) == length)
    }

    @Test(arguments: [
        "", " ", "m", "-5m", "+5", "1.5h", "30m1h", "5m5m", "1h30", "1 30m", "5x", "5M", "0x10", "9007199254740992",
        "9007199254740991d", "99999999999999999999", "٣m", "5m ago",
    ]) func noDurations(_ text: String) { #expect(TimeText.duration(text) == nil) }

    /// 2026-11-23 23:04:05 UTC.
    private static let now: Milliseconds = 1_795_475_045_000

    @Test(arguments: [
        ("1970-01-01T00:00", 0), ("1970-01-01", 0), ("2000-02-29 12:00Z", 951_825_600_000),
        ("2026-11-23T23:04:05", now), ("2026-11-23 23:04:05Z", now), ("2026-11-23t23:04:05.250z", now + 250),
        ("23:05", now + 55_000), ("23:04:05", now + 86_400_000), ("23:04", now + 86_395_000),
        ("0:00Z", now + 3_355_000),
        ("9999-12-31T23:59:59", 253_402_300_799_000),
    ]) func moments(_ text: String, _ moment: Milliseconds) {
        #expect(TimeText.moment(text, now: Self.now) == moment)
    }

    @Test(arguments: [
        "", "Z", "24:00", "20:60", "20", "1795475045000", "2026-13-01", "2026-02-29", "2100-02-29", "2026-11-31",
        "2026-11-25T", "2026-11-25T20", "2026-11-25T20:00+01:00", "26-11-25", "1969-12-31", "2026-11-25Z",
        "2026-11-25T20:00.5", "20:0", "2026-11-25  20:00",
    ]) func noMoments(_ text: String) { #expect(TimeText.moment(text, now: Self.now) == nil) }

    @Test func misspeltWords() {
        let names = ["email", "payments", "Thumbnails"]
        #expect(Spelling.nearest(to: "emial", in: names) == "email")
        #expect(Spelling.nearest(to: "paym", in: names) == "payments")
        #expect(Spelling.nearest(to: "THUMBNAIL", in: names) == "Thumbnails")
        #expect(Spelling.nearest(to: "webhooks", in: names) == nil)
        #expect(Spelling.nearest(to: "x", in: []) == nil)
    }
}
