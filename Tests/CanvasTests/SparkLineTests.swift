import Testing

@testable import Canvas

/// Small pictures of numbers: a zero is no gap, and a gap is no zero.
@Suite struct SparkLineTests {
    private static let cases: [(values: [Double?], blocks: String, dots: String, ascii: String)] = [
        ([1, 2, 4, 8], "▁▂▄█", "⣀⣼", "__-#"),
        ([0, 3, nil, 3], "·█ █", "⢸⢸", ".# #"),
        ([0, 0, 0, 0], "   ·", " ·", "   ."),
        ([nil, nil, 0, 0], "   ·", " ·", "   ."),
        ([nil, nil, nil, nil], "    ", "  ", "    "),
        ([nil, 5, 0, 0], " █··", "⢸·", " #.."),
        ([0, 0, nil, nil, 9, 9], "··  ██", "· ⣿", "..  ##"),
        ([-4, .infinity, .nan, 1_000_000_000, 1], "···█▁", "·⢸⡀", "...#_"),
        ([7], "█", "⡇", "#"),
        ([], "", "", ""),
    ]

    @Test(arguments: cases.indices) func looks(_ index: Int) {
        let (values, blocks, dots, ascii) = Self.cases[index]
        let line = SparkLine(values)
        #expect(line.blocks(Style(), quiet: Style(), glyphs: .unicode).plain == blocks)
        #expect(line.dots(Style(), quiet: Style(), glyphs: .unicode).plain == dots)
        #expect(line.blocks(Style(), quiet: Style(), glyphs: .ascii).plain == ascii)
    }

    @Test func asciiHasTheLargerOfTwo() {
        let line = SparkLine([1, 8, 0, 0, nil, 4])
        #expect(line.dots(Style(), quiet: Style(), glyphs: .ascii).plain == "#.-")
    }

    @Test func zerosAreQuiet() {
        let quiet = Style(.standard, on: .standard, .dim)
        let line = SparkLine([2, 0]).blocks(Style(), quiet: quiet, glyphs: .unicode)
        #expect(line.spans.map(\.style) == [Style(), quiet])
    }

    /// Checks that a single peak of a chart, wherever it is, reaches the top of the picture in every width and way of drawing.
    @Test(arguments: [Chart.Kind.blocks, .dots], [1, 7, 53, 60, 61]) func aPeakIsSeen(
        _ kind: Chart.Kind, _ columns: Int
    ) {
        for place in 0..<60 {
            let chart = Chart((0..<60).map { $0 == place ? 100 : 1 }, kind)
            var frame = Frame(size: Size(columns: columns, rows: 4))
            let rect = Rect(x: 0, y: 0, columns: columns, rows: 4)
            chart.draw(into: &frame, in: rect, style: Style(), quiet: Style(), glyphs: .unicode)
            #expect(frame.text[0].contains { $0 != " " }, "\(place) in \(columns)")
        }
    }
}
