import Canvas
import TestSupport
import Testing

struct TableTests {
    private struct Line: Sendable {
        let name: String
        let count: Int
    }

    private static let table = table(sort: nil)

    private static func table(sort: SortMark?) -> Table<Line> {
        Table<Line>(columns: columns, sort: sort)
    }

    private static let columns: [TableColumn<Line>] = [
        TableColumn("QUEUE", width: .flexible(min: 5, ideal: 10, max: 20), priority: 9) {
            StyledText(DisplayText($0.name))
        },
        TableColumn("COUNT", width: .fixed(6), alignment: .right, priority: 5) { StyledText(DisplayText($0.count)) },
        TableColumn("NOTE", width: .flexible(min: 4, ideal: 4, max: 8), priority: 1) { _ in "-" },
    ]

    private static func draw(columns: Int, sort: SortMark? = nil) -> [String] {
        var frame = Frame(size: Size(columns: columns, rows: 3))
        let (head, body) = Rect(frame.size).split(top: 1)
        let table = table(sort: sort)
        table.drawHead(into: &frame, in: head)
        let lines = [Line(name: "email", count: 7), Line(name: "a-very-long-name", count: 123_456)]
        table.draw(lines + lines, into: &frame, in: body)
        return frame.text
    }

    @Test func linesUpColumns() {
        #expect(
            Self.draw(columns: 26, sort: SortMark(column: 1, isDescending: true)) == [
                "QUEUE        COUNT▼  NOTE ",
                "email             7  -    ",
                "a-very-lon…  123456  -    ",
            ])
        #expect(
            Self.draw(columns: 20, sort: SortMark(column: 0, isDescending: false)) == [
                "QUEUE▲   COUNT  NOTE",
                "email        7  -   ",
                "a-ver…  123456  -   ",
            ])
    }

    /// Checks that every visible column has its whole title, with the mark of the sort; only the last column is cut
    /// where even that has no room.
    @Test(arguments: [
        ColumnWidth.fixed(3), .fixed(9), .flexible(min: 2, ideal: 4, max: 5), .flexible(min: 9, ideal: 9, max: 9),
    ])
    func titlesAreWhole(_ width: ColumnWidth) {
        let columns = ["FAILED/MIN", "DONE", "NOTE"].map { title in
            TableColumn<Line>(DisplayText(title), width: width, priority: title.count) { _ in "-" }
        }
        for sorted in columns.indices {
            let mark = SortMark(column: sorted, isDescending: true)
            let table = Table(columns: columns, sort: mark)
            for room in 11...40 {
                var frame = Frame(size: Size(columns: room, rows: 1))
                table.drawHead(into: &frame, in: Rect(frame.size))
                for slot in table.layout(width: room).slots {
                    let title = columns[slot.column].title.plain + (slot.column == sorted ? "▼" : "")
                    #expect(frame.text[0].contains(title), "\(room): \(frame.text[0])")
                }
            }
        }
    }

    @Test func sharesWhatIsLeft() {
        let wide = Self.table.layout(width: 26)
        #expect(wide.slots.map(\.width) == [11, 6, 5])
        #expect(wide.slots.map(\.x) == [0, 13, 21])
        #expect(Self.table.layout(width: 200).slots.map(\.width) == [20, 6, 8])
    }

    @Test func dropsTheLeastImportantThatDoNotFit() {
        #expect(Self.table.layout(width: 19).slots.map(\.column) == [0, 1, 2])
        #expect(Self.table.layout(width: 18).slots.map(\.column) == [0, 1])
        #expect(
            Self.table.layout(width: 12).slots.map(\.column) == [0, 2], "a narrow one fits where a better one does not")
        #expect(Self.table.layout(width: 10).slots.map(\.column) == [0])
        #expect(Self.table.layout(width: 3).slots.map(\.width) == [3])
        #expect(Self.table.layout(width: 0).slots.isEmpty)
    }

    /// Returns a table of a name, and of a number with its picture.
    private static func paired(_ sort: SortMark? = nil) -> Table<Line> {
        var columns = Array(columns.prefix(2))
        let rate = TableColumn<Line>("PER MINUTE", width: .fixed(10), alignment: .right, priority: 5) {
            StyledText(DisplayText($0.count))
        }
        columns[1] = rate
        columns[1].companion = TableCompanion("WHEN", width: 4, beside: 6, priority: 3) { _ in "▁▂▃▄" }
        return Table(columns: columns, sort: sort)
    }

    /// Checks that a title reaches over a number and its companion, so that both take less room than two columns.
    @Test func aCompanionIsBelowTheTitleOfItsColumn() {
        func draw(_ columns: Int, _ sort: SortMark? = nil) -> [String] {
            var frame = Frame(size: Size(columns: columns, rows: 2))
            let (head, body) = Rect(frame.size).split(top: 1)
            Self.paired(sort).drawHead(into: &frame, in: head)
            Self.paired(sort).draw([Line(name: "email", count: 7)], into: &frame, in: body)
            return frame.text
        }
        #expect(draw(18) == ["QUEUE  PER MINUTE ", "email       7 ▁▂▃▄"])
        #expect(
            draw(18, SortMark(column: 1, isDescending: true)) == ["QUEUE  PER MINUTE▼", "email       7 ▁▂▃▄"])
        #expect(draw(17) == ["QUEUE  PER MINUTE", "email           7"])
        #expect(draw(16) == ["QUEUE           ", "email           "])
    }

    @Test func fitsColumnsToTheirContent() {
        let lines = [Line(name: "a-very-long-name-indeed", count: 7)]
        var columns = Self.columns
        #expect(
            Table(columns: columns).fitted(to: lines, width: 30).layout(width: 30).slots.map(\.width) == [16, 6, 4])
        columns[0].isName = true
        let named = Table(columns: columns)
        #expect(named.fitted(to: lines, width: 90).layout(width: 90).slots.map(\.width) == [23, 6, 4])
        #expect(named.fitted(to: lines, width: 36).layout(width: 36).slots.map(\.width) == [20, 6, 4])
        #expect(named.fitted(to: [Line(name: "a", count: 7)], width: 90).layout(width: 90).slots[0].width == 5)
        #expect(named.fitted(to: [], width: 90).layout(width: 90) == named.layout(width: 90))
    }

    @Test func rightmostOfEqualsGoesFirst() {
        let layout = TableLayout([(.fixed(4), 1), (.fixed(4), 0), (.fixed(4), 0)], total: 10, gap: 1)
        #expect(layout.slots.map(\.column) == [0, 1])
    }

    @Test func selectionCoversTheRow() {
        var frame = Frame(size: Size(columns: 30, rows: 2))
        let bar = Style(.standard, on: .indexed(4))
        Self.table.draw([Line(name: "a", count: 1)], into: &frame, in: Rect(frame.size), selected: 0, selection: bar)
        #expect(frame.row(0).allSatisfy { $0.style.background == .indexed(4) })
        #expect(frame.row(1).allSatisfy { $0.style.background == .standard })
    }

    @Test(arguments: 0..<40)
    func neverLeavesItsRoom(seed: Int) {
        var random = Dice(seed: UInt64(seed + 7))
        let columns = (0..<Int.random(in: 1...8, using: &random)).map { _ in
            (
                width: Bool.random(using: &random)
                    ? ColumnWidth.fixed(random.coordinate())
                    : .flexible(min: random.coordinate(), ideal: random.coordinate(), max: random.coordinate()),
                priority: Int.random(in: 0...3, using: &random)
            )
        }
        let total = random.coordinate()
        let slots = TableLayout(columns, total: total, gap: Int.random(in: 0...3, using: &random)).slots
        #expect(slots.allSatisfy { $0.x >= 0 && $0.width > 0 && $0.x + $0.width <= min(max(0, total), Size.limit) })
        #expect(zip(slots, slots.dropFirst()).allSatisfy { $0.x + $0.width <= $1.x && $0.column < $1.column })
    }
}
