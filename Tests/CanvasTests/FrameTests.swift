import TestSupport
import Testing

@testable import Canvas

struct FrameTests {
    private static let bold = Style(.indexed(1), on: .standard, .bold)

    @Test func cutsAtTheBorders() {
        var frame = Frame(size: Size(columns: 5, rows: 2))
        #expect(frame.draw("abcdefgh", x: -2, y: 0) == 8)
        #expect(frame.draw("日本語", x: -1, y: 1) == 6)
        #expect(frame.text == ["cdefg", " 本語"])
        frame.draw("x", x: 0, y: 7)
        frame.draw("日本語", x: 0, y: 0)
        #expect(frame.text[0] == "日本 ")
    }

    @Test func halfAWideGlyphIsBlank() {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.draw("日本", x: 0, y: 0)
        frame.draw("x", x: 1, y: 0)
        #expect(frame.text == [" x本"])
        frame.draw("y", x: 2, y: 0)
        #expect(frame.text == [" xy "])
        frame.draw("日本", x: 0, y: 0)
        frame.fill(Rect(x: 1, y: 0, columns: 2, rows: 1), style: Style())
        #expect(frame.text == ["    "])
    }

    @Test func respectsAWidth() {
        var frame = Frame(size: Size(columns: 6, rows: 1))
        #expect(frame.draw("abcdef", x: 1, y: 0, columns: 3) == 3)
        #expect(frame.draw(StyledText("xy") + StyledText("zzz", Self.bold), x: 4, y: 0, columns: 3) == 3)
        #expect(frame.text == [" abcxy"])
        #expect(frame.draw("日本", x: 0, y: 0, columns: 3) == 3)
        #expect(frame.text == ["日 cxy"])
    }

    @Test func runsFollowTheStyles() {
        var frame = Frame(size: Size(columns: 6, rows: 1))
        frame.draw("日x", style: Self.bold, x: 1, y: 0)
        #expect(
            frame.styleRuns(row: 0) == [
                StyleRun(x: 0, text: " ", style: Style()), StyleRun(x: 1, text: "日x", style: Self.bold),
                StyleRun(x: 4, text: "  ", style: Style()),
            ])
        frame.overlay(Rect(x: 0, y: 0, columns: 2, rows: 1), style: Style(.standard, on: .standard, .reverse))
        #expect(frame.styleRuns(row: 0).map(\.text) == [" ", "日", "x", "  "])
        #expect(frame.styleRuns(row: 0).map(\.x) == [0, 1, 3, 4])
    }

    /// Checks that a bar looks the same where a row has no colours of its own: underlined cells and greys leave no
    /// gaps. Colours stay.
    @Test func barsKeepColorsAndNothingElse() {
        let bars = [
            Style(.standard, on: .standard, .reverse), Style(.indexed(16), on: .indexed(226), .bold),
            Style(.standard, on: .indexed(237), .bold),
        ]
        let plain: [Style] = [
            Style(), Style(.standard, on: .standard, [.underline, .dim]), Style(.indexed(244)), Style(.indexed(8)),
            Style(.indexed(231), on: .indexed(16)), Style(.indexed(2), on: .standard, .reverse),
        ]
        for bar in bars.prefix(2) { #expect(plain.allSatisfy { $0.barred(by: bar) == bar }) }
        let colors: [(Style, [Style])] = [
            (
                Style(.indexed(1), on: .standard, [.bold, .underline]),
                [
                    Style(.indexed(1), on: .standard, .reverse), Style(.indexed(1), on: .standard, [.bold, .reverse]),
                    Style(.indexed(1), on: .indexed(237), .bold),
                ]
            ),
            (Style(.indexed(0), on: .indexed(3)), Array(repeating: Style(.indexed(0), on: .indexed(3)), count: 3)),
        ]
        for (cell, expected) in colors { #expect(bars.map { cell.barred(by: $0) } == expected) }
    }

    /// Checks that text on a paper, grey or coloured, becomes part of a bar as text without a background does.
    @Test func aBarCoversThePaper() {
        let bars = [Style(.standard, on: .indexed(237), .bold), Style(.standard, on: .standard, .reverse)]
        for paper in [Color.indexed(235), .indexed(230)] {
            for (bar, ink) in bars.flatMap({ bar in [Color.standard, .indexed(1), .indexed(250)].map { (bar, $0) } }) {
                let background = Style(ink, on: paper).barred(by: bar, on: paper).background
                #expect([Style(ink).barred(by: bar).background, paper].contains(background), "\(paper) \(ink)")
                if bar == bars[0] { #expect(background == bars[0].background, "\(paper) \(ink)") }
            }
        }
    }

    /// Checks that a bar of attributes alone changes no colour, so that no part of the row stands out from it.
    @Test func aBarOfAttributesKeepsEveryColor() {
        let bar = Style(.standard, on: .standard, [.bold, .underline])
        let cells = [
            Style(), Style(.indexed(1)), Style(.indexed(244), on: .standard, .dim), Style(.indexed(0), on: .indexed(3)),
        ]
        for cell in cells {
            let barred = cell.barred(by: bar)
            #expect(barred.foreground == cell.foreground && barred.background == cell.background)
            #expect(barred.attributes == cell.attributes.union(bar.attributes))
        }
    }

    /// Checks that red text stays red as the background of a bar, and that a red chart is unchanged.
    @Test func aChartInABarIsSeen() {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        let red = Style(.indexed(1))
        frame.draw("x█⣿", style: red, x: 0, y: 0)
        frame.bar(Rect(frame.size), style: Style(.standard, on: .standard, .reverse))
        #expect(
            frame.row(0).map(\.style) == [
                Style(.indexed(1), on: .standard, .reverse), red, red, Style(.standard, on: .standard, .reverse),
            ])
    }

    @Test func drawsBoxes() {
        var frame = Frame(size: Size(columns: 12, rows: 3))
        #expect(frame.box(Rect(frame.size), title: "Title") == Rect(x: 1, y: 1, columns: 10, rows: 1))
        #expect(frame.text == ["┌─ Title ──┐", "│          │", "└──────────┘"])
        frame.box(Rect(frame.size), title: "A long one", glyphs: .ascii)
        #expect(frame.text[0] == "+- A lon~ -+")
    }

    @Test func dumpsTextAndStyles() {
        var frame = Frame(size: Size(columns: 3, rows: 1))
        frame.draw("ab", style: Self.bold, x: 1, y: 0)
        frame.cursor = Point(x: 9, y: 9)
        #expect(frame.dump == "| ab|\n--styles\n|.aa|\na = 1 bold\ncursor 2,0\n")
    }

    @Test func cursorStaysInside() {
        var frame = Frame(size: Size(columns: 3, rows: 2))
        frame.cursor = Point(x: -4, y: 7)
        #expect(frame.cursor == Point(x: 0, y: 1))
        var empty = Frame(size: Size(columns: 0, rows: 2))
        empty.cursor = Point(x: 0, y: 0)
        #expect(empty.cursor == nil)
    }

    /// Checks that after any drawing the rows are as wide as the frame, wide glyphs are whole, and no cell has a
    /// control character.
    @Test(arguments: 0..<80)
    func staysAFrame(seed: Int) {
        var random = Dice(seed: UInt64(seed + 1000))
        let size = Size(columns: Int.random(in: 0...30, using: &random), rows: Int.random(in: 0...8, using: &random))
        var frame = Frame(size: size)
        for _ in 0..<60 { Self.scribble(on: &frame, &random) }
        for y in 0..<size.rows {
            let row = Array(frame.row(y))
            let text = frame.text[y]
            #expect(row.count == size.columns)
            #expect(DisplayText(text).plain == text)
            #expect(DisplayText(text).width == size.columns)
            for (x, cell) in row.enumerated() {
                let width = cell.text.unicodeScalars.reduce(0) { $0 + $1.columns }
                #expect(width == (x + 1 < row.count && row[x + 1].text.isEmpty ? 2 : cell.text.isEmpty ? 0 : 1))
            }
            #expect(frame.styleRuns(row: y).map(\.text).joined() == text)
        }
    }

    private static func scribble(on frame: inout Frame, _ random: inout Dice) {
        let (x, y) = (random.coordinate(), random.coordinate())
        let rect = Rect(x: x, y: y, columns: random.coordinate(), rows: random.coordinate())
        let text = DisplayText(random.hostileBytes(20))
        let styled = StyledText(text, random.style()) + StyledText(DisplayText(random.hostileBytes(4)))
        switch Int.random(in: 0..<10, using: &random) {
        case 0: frame.draw(text, style: random.style(), x: x, y: y)
        case 1: frame.draw(text, style: random.style(), x: x, y: y, columns: random.coordinate())
        case 2: frame.draw(styled, x: x, y: y, columns: random.coordinate())
        case 3: frame.draw(styled, in: rect, alignment: .right)
        case 4: frame.fill(rect, style: random.style())
        case 5: frame.overlay(rect, style: random.style())
        case 6: frame.box(rect, title: styled, style: random.style())
        case 7: frame.draw(styled.sliced(from: random.coordinate(), columns: random.coordinate()), x: x, y: y)
        case 8: frame.bar(rect, style: random.style())
        default: frame.cursor = Point(x: x, y: y)
        }
    }
}

struct RectTests {
    @Test func intersectsAndCenters() {
        let screen = Rect(x: 0, y: 0, columns: 10, rows: 4)
        #expect(screen.intersection(Rect(x: -2, y: 3, columns: 5, rows: 9)) == Rect(x: 0, y: 3, columns: 3, rows: 1))
        #expect(screen.intersection(Rect(x: 20, y: 0, columns: 5, rows: 1)).isEmpty)
        #expect(screen.centered(columns: 4, rows: 20) == Rect(x: 3, y: 0, columns: 4, rows: 4))
    }

    @Test(arguments: [Int.min, -1, 0, 3, Int.max])
    func extremesDoNotTrap(number: Int) {
        let rect = Rect(x: number, y: number, columns: number, rows: number)
        #expect(rect.inset(columns: number, rows: number).columns >= 0)
        #expect(rect.split(top: number).rest.rows >= 0)
        #expect(rect.split(bottom: number).bottom.rows >= 0)
        #expect(rect.split(left: number).rest.columns >= 0)
    }
}
