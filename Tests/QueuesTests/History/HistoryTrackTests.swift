import TestSupport
import Testing

@testable import Queues

/// The encoded past against a plain list of the same readings.
@Suite struct HistoryTrackTests {
    /// The past as a dictionary from the number of a step to its values.
    private struct Model {
        let capacity: Int
        var points: [Int64: HistoryPoint] = [:]
        var last: Int64?

        mutating func note(_ point: HistoryPoint, step: Int64, isHeld: Bool) {
            defer { last = step }
            guard let last, step - last < Int64(capacity) else {
                points = [step: point]
                return
            }
            if step == last {
                var sum = points[step] ?? .gap
                sum.follow(with: point)
                points[step] = sum
                return
            }
            for gap in last + 1..<step { points[gap] = isHeld ? points[last] : .gap }
            points[step] = point
            points = points.filter { $0.key > step - Int64(capacity) }
        }
    }

    private func point(_ random: inout Dice, like before: HistoryPoint) -> HistoryPoint {
        var point = before
        for measure in HistoryMeasure.allCases where Int.random(in: 0..<3, using: &random) == 0 {
            let largest = [2, 300, 70_000, Int.max].randomElement(using: &random) ?? 2
            point[measure] =
                Int.random(in: 0..<6, using: &random) == 0 ? nil : Int.random(in: 0...largest, using: &random)
        }
        return point
    }

    @Test(arguments: 0..<20 as Range<UInt64>) func itKeepsWhatAPlainListKeeps(_ seed: UInt64) {
        var random = Dice(seed: seed)
        let capacity = [4, 30, 300].randomElement(using: &random) ?? 30
        var track = HistoryTrack(step: 1_000, capacity: capacity)
        var model = Model(capacity: capacity)
        var (time, point): (Milliseconds, HistoryPoint) = (1_795_475_045_000, .gap)
        for _ in 0..<1_500 {
            let pause = [0, 300, 1_000, 1_000, 1_000, 2_500, 9_000, 400_000]
            time += Milliseconds(pause.randomElement(using: &random) ?? 0)
            if Bool.random(using: &random) { point = self.point(&random, like: point) }
            let isHeld = Bool.random(using: &random)
            track.note(point, at: time, isHeld: isHeld)
            model.note(point, step: time / 1_000, isHeld: isHeld)
        }
        var kept: [Int64: HistoryPoint] = [:]
        track.forEach { kept[$0] = $1 }
        #expect(kept == model.points)
        #expect(Set(track.steps) == Set(model.points.keys))
        #expect(track.points(track.steps) == track.steps.map { model.points[$0] })
        track.halve()
        let rest = Dictionary(uniqueKeysWithValues: track.steps.map { ($0, model.points[$0]) })
        #expect(rest.count <= capacity / 2 + 1)
        #expect(track.points(track.steps) == track.steps.map { rest[$0] })
    }

    /// Checks that a quiet queue costs almost nothing, and a busy one a few bytes for each step.
    @Test(arguments: [(0, 300), (7, 300 * 6)]) func theSizeIsThatOfTheChanges(_ change: Int, _ limit: Int) {
        var track = HistoryTrack(step: 1_000, capacity: 300)
        var point = HistoryPoint.gap
        for measure in HistoryMeasure.allCases { point[measure] = 0 }
        for second in 0..<3_000 {
            point[.waiting] = second * change % 5_000
            point[.active] = second * change % 11
            point[.completedPerMinute] = 40 + second * change % 7
            track.note(point, at: Milliseconds(second) * 1_000, isHeld: true)
        }
        #expect(track.count == 299 && track.bytes.count <= limit)
    }

    /// Checks that a clock set back a little adds nothing, and that one set back far begins anew.
    @Test func aClockMayBeSetBack() {
        var track = HistoryTrack(step: 1_000, capacity: 10)
        var point = HistoryPoint.gap
        for second in 100..<110 {
            point[.waiting] = second
            track.note(point, at: Milliseconds(second) * 1_000, isHeld: true)
        }
        point[.waiting] = 7
        track.note(point, at: 105_000, isHeld: true)
        #expect(track.points(105..<106)[0][.waiting] == 105)
        track.note(point, at: 5_000, isHeld: true)
        #expect(track.steps == 5..<6 && track.points(5..<6)[0][.waiting] == 7)
    }
}
