import JSONText
import Queues
import Testing

@testable import Demo

@Suite struct DiceTests {
    @Test func theSameSeedRollsTheSame() {
        var first = Dice(seed: 7, for: "email")
        var second = Dice(seed: 7, for: "email")
        var other = Dice(seed: 7, for: "export")
        let rolls = (0..<20).map { _ in first.next() }
        #expect(rolls == (0..<20).map { _ in second.next() })
        #expect(rolls != (0..<20).map { _ in other.next() })
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("email", "ZW1haWw="), ("??>", "Pz8+"),
    ])
    func namesAreInBase64(text: String, encoded: String) {
        #expect(Base64.text(of: Array(text.utf8)) == encoded)
    }

    @Test(
        arguments: [
            // date -u -d '2025-11-23 12:00' +%s, and so on.
            (1_763_899_200_000, 1_763_974_800_000),
            (1_763_974_799_999, 1_763_974_800_000),
            (1_763_974_800_000, 1_764_579_600_000),
        ] as [(Int64, Int64)])
    func theNewsletterGoesOutOnMondays(now: Int64, next: Int64) {
        #expect(Scheduler.Rule.pattern("0 9 * * 1", timeZone: "UTC").next(after: now) == next)
    }
}
