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
}
