import Testing

@testable import Queues

/// The direction of a rate, by what is known of its minutes.
@Suite struct TrendTests {
    private static let cases: [(counts: [Int?], trend: Trend?)] = [
        ([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 9, 9, 9, 9, 9, 0], .rising),
        ([9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 2, 2, 2, 2, 2, 0], .falling),
        ([9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 0], nil),
        // The last minute is not over, so that it does not count.
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 900], nil),
        // Less than one job a minute, or a quarter, is no direction.
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0], nil),
        ([100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 120, 120, 120, 120, 120, 0], nil),
        // A gap among the last minutes, or too few before them.
        ([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 9, nil, 9, 9, 9, 0], nil),
        ([nil, nil, nil, nil, nil, nil, 2, 2, 2, 2, 9, 9, 9, 9, 9, 0], nil),
        ([nil, nil, nil, nil, nil, 2, 2, 2, 2, 2, 9, 9, 9, 9, 9, 0], .rising),
        ([Int.max, .max, .max, .max, .max, 0, 0, 0, 0, 0, 0], .falling),
        ([], nil),
    ]

    @Test(arguments: cases.indices) func itIsThatOfWholeMinutes(_ index: Int) {
        #expect(Trend(Self.cases[index].counts) == Self.cases[index].trend)
    }

    @Test func sumsOfMinutesKeepTheirGapsAndTheirWeakestSource() {
        let recorded = MinuteCounts(last: 9, counts: [1, nil, 3], source: .recorded)
        let kept = MinuteCounts(last: 9, counts: [10, 20, 30], source: .kept, trouble: .loading)
        let sum = MinuteCounts(last: 9, counts: [11, nil, 33], source: .kept, trouble: .loading)
        #expect(MinuteCounts.sum([recorded, kept]) == sum)
        #expect(MinuteCounts.sum([recorded, MinuteCounts(last: 8, counts: [1, 2, 3], source: .kept)]) == nil)
        #expect(MinuteCounts.sum([]) == nil)
    }
}
