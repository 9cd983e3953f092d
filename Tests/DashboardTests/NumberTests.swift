import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

/// Checks, at random sizes and with random data, that a number is shown whole or not at all, and that one that grows moves
/// no column.
@Suite struct NumberTests {
    private static func rows(_ frame: Frame) -> [String] {
        (0..<frame.size.rows).map { frame.row($0).map(\.text).joined() }
    }

    private static var number: Regex<Substring> { /[0-9]+(?:[ .][0-9]+)*/ }

    /// A number in a sentence, where the sentence is cut: an id in a column of its own may be cut.
    private static var last: Regex<(Substring, number: Substring)> {
        /[\p{L}:,] (?<number>[0-9]+(?:[ .][0-9]+)*)…/
    }

    /// Returns a screen whose counts are random ones of five or six digits.
    private static func varied(_ look: ScreenLook, _ random: inout Dice) -> ScreenLook {
        var look = look
        for queue in look.fixture.queues.indices {
            for state in JobState.allCases where look.fixture.queues[queue].counts[state] ?? 0 > 0 {
                look.fixture.queues[queue].counts[state] = random.roll(10_000...999_999)
            }
        }
        look.fixture.total = random.roll(10_000...999_999)
        return look
    }

    /// Returns whether a number is the beginning or the end of another one, as far as chance does not make it so.
    private static func isPart(_ number: Substring, of whole: Set<Substring>) -> Bool {
        number.count > 3 && !whole.contains(number)
            && whole.contains { $0.hasPrefix(number) || $0.hasSuffix(number) }
    }

    @Test(arguments: ScreenLook.table.map(\.name)) func noNumberIsCut(_ name: String) throws {
        var random = Dice(seed: UInt64(name.utf8.count))
        let look = Self.varied(try #require(ScreenLook.table.first { $0.name == name }), &random)
        let whole = Set(
            Self.rows(look.scenario(.full, (400, 120)).frame).flatMap { $0.matches(of: Self.number).map { $0.output } }
                + look.fixture.queues.flatMap { queue in
                    JobState.allCases.compactMap { queue.counts[$0].map { Format.count($0)[...] } }
                })
        for _ in 0..<24 {
            let size = (random.roll(20...200), random.roll(5...60))
            let scenario = look.scenario(.full, size)
            // A box may cover a part of what is below it.
            let isCovered = scenario.state.overlay != nil
            for row in Self.rows(scenario.frame) {
                for match in row.matches(of: Self.last) {
                    #expect(whole.contains(match.output.number), "\(size): \(row)")
                }
                for match in row.matches(of: Self.number) where !isCovered {
                    let isSignedCut = row[match.range.upperBound...].hasPrefix("…")
                    #expect(isSignedCut || !Self.isPart(match.output, of: whole), "\(match.output) at \(size): \(row)")
                    let isAtTheEdge = match.range.upperBound == row.endIndex
                    #expect(!isAtTheEdge || whole.contains(match.output), "\(match.output) at \(size): \(row)")
                }
            }
        }
    }

    /// The counts of each queue in two readings, the second with larger ones.
    private static func readings(_ random: inout Dice) -> [Fixture] {
        let states: [JobState] = [.waiting, .active, .delayed, .failed, .completed]
        var counts = ["email", "payments", "reports"].map { name in
            (name, Dictionary(uniqueKeysWithValues: states.map { ($0, random.roll(0...9)) }))
        }
        return [1, 7, 1_000, 90_000].map { factor in
            var fixture = Fixture()
            for index in counts.indices {
                for (state, count) in counts[index].1 { counts[index].1[state] = (count + 1) * random.roll(1...factor) }
            }
            fixture.queues = counts.map { Fixture.queue($0, $1.mapValues { min($0, 999_999) }) }
            return fixture
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func growingNumbersMoveNoColumn(_ seed: UInt64) throws {
        var random = Dice(seed: seed)
        let readings = Self.readings(&random)
        var scenario = Scenario(columns: random.roll(40...220), rows: random.roll(12...60))
        scenario.begin(readings[0])
        let titles = { (frame: Frame) in Self.rows(frame).first { $0.contains("Health") && $0.contains("Queue") } }
        let before = try #require(titles(scenario.frame))
        for (number, reading) in readings.enumerated().dropFirst() {
            scenario.answer(reading, takenAt: Scenario.start + Int64(number) * 1_000)
            #expect(titles(scenario.frame) == before)
        }
    }
}
