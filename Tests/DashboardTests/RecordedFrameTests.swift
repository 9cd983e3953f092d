import Canvas
import Foundation
import Queues
import Recordings
import TestSupport
import Testing

@testable import Dashboard

/// Checks that a replayed recording gives the frames that were shown, cell by cell.
@Suite struct RecordedFrameTests {
    /// Returns readings of random queues, each a second after the one before, some with a queue that is new or gone.
    private static func readings(_ dice: inout Dice) -> [Fixture] {
        let states: [JobState] = [.waiting, .active, .delayed, .prioritized, .waitingChildren, .failed, .completed]
        var counts: [String: [JobState: Int]] = [:]
        for name in ["email", "payments", "reports", "webhooks"] {
            counts[name] = Dictionary(uniqueKeysWithValues: states.map { ($0, dice.roll(0...1_200)) })
        }
        return (0..<6).map { second in
            var fixture = Fixture()
            for name in counts.keys.sorted() where dice.happens(60) {
                counts[name]?[dice.pick(states) ?? .waiting] = dice.roll(0...90_000)
            }
            let present = counts.keys.sorted().filter { $0 != "reports" || second % 3 != 2 }
            fixture.queues = present.map { name in
                var queue = Fixture.queue(name, counts[name] ?? [:])
                (queue.failedPerMinute, queue.completedPerMinute) = (dice.roll(0...40), dice.roll(0...900))
                queue.latestFailure = dice.happens(50) ? Array("no route to \(name)".utf8) : nil
                queue.isPaused = dice.happens(20)
                return queue
            }
            (fixture.server.usedMemory, fixture.server.clients) = (dice.roll(1...900_000_000), dice.roll(1...99))
            return fixture
        }
    }

    private static func time(_ second: Int) -> Milliseconds { Scenario.start + Milliseconds(second) * 1_000 }

    /// Shows readings, and returns their frames without the first line, where a replay says what it is.
    private static func shown(
        _ readings: [Fixture], in scenario: inout Scenario, _ writer: inout RecordingWriter, _ text: inout [UInt8]
    ) throws -> [[[Cell]]] {
        try readings.enumerated().map { second, fixture in
            let watch = try #require(scenario.state.watch)
            let answer = fixture.answer(to: watch, takenAt: time(second))
            guard case .overview(let overview) = answer.content else { throw TestFailure("no overview") }
            text += writer.line(overview, of: answer.server, at: answer.takenAt)
            scenario.send(.answered(answer))
            return cells(scenario.frame)
        }
    }

    private static func cells(_ frame: Frame) -> [[Cell]] {
        (1..<frame.size.rows - 1).map { Array(frame.row($0)) }
    }

    private static func text(_ row: [Cell]) -> String { row.map { "\($0.text)" }.joined() }

    @Test(arguments: 0..<12 as Range<UInt64>) func aReplayGivesTheFramesThatWereShown(_ seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let readings = Self.readings(&dice)
        let size = dice.pick([(200, 50), (120, 40), (80, 24), (60, 30), (40, 12)]) ?? (20, 6)
        let theme = dice.pick(["default", "nord"]) ?? "mono"
        var (live, replay) = (
            Scenario(columns: size.0, rows: size.1, theme: theme), Scenario(columns: size.0, rows: size.1, theme: theme)
        )
        var writer = RecordingWriter()
        let header = RecordingHeader(
            version: "0.2.0", address: "127.0.0.1:6379", database: 0, prefixes: [Array("bull".utf8)],
            start: Scenario.start, interval: 1_000)
        var text = writer.line(header)
        live.send(.connection(.connected))
        let shown = try Self.shown(readings, in: &live, &writer, &text)
        text += writer.line(.time, at: Self.time(readings.count))

        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let path = directory + "/recording.jsonl"
        try Data(text).write(to: URL(fileURLWithPath: path))
        let store = ReplayStore(try CheckedRecording(path), speed: nil)
        try store.connect()
        replay.send(.connection(.connected))
        for (second, frame) in shown.enumerated() {
            let answer = try store.answer(try #require(replay.state.watch), now: 0)
            #expect(answer.takenAt == Self.time(second))
            replay.send(.answered(answer))
            for (row, was) in zip(Self.cells(replay.frame), frame) where row != was {
                Issue.record("reading \(second) at \(size):\n\(Self.text(was))\n\(Self.text(row))")
            }
        }
    }
}
