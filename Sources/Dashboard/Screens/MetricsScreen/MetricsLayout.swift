import Canvas

/// The places of the parts of the metrics: the ranges, then charts, in two columns where there is room, then the times. What has
/// no room beside the table of times is on pages of its own.
struct MetricsLayout {
    /// The width from which two charts are beside each other, and the classes of times beside their table.
    private static let wide = 100
    /// The width from which the table of times has all its columns beside the classes.
    private static let roomy = 192
    /// The heights of a chart with its title and its scale, of the smallest table of times with its head, and of the classes.
    private static let (leastChart, leastTimes, leastClasses) = (4, 5, 6)
    /// The heights of the table and of the classes where the classes are below the table, and of both where they are beside it
    /// on a high screen.
    private static let (tableAbove, classesBelow, mostTimes) = (7, 12, 18)
    /// The number of charts.
    private static let chartCount = 4

    /// A part of a page with its place.
    enum Part: Hashable {
        /// A chart by its number, the most important first.
        case chart(Int)
        /// The table of times, with a rule above it.
        case times
        /// The classes of times.
        case classes
    }

    /// The line of the ranges.
    let ranges: Rect
    /// The pages, each with its parts from the top down; the first one has the table of times.
    let pages: [[(part: Part, place: Rect)]]

    /// The number of lines of the table of times.
    let tableRows: Int

    /// Creates the places.
    init(_ body: Rect) {
        let (ranges, rest) = body.split(top: min(1, body.rows))
        self.ranges = ranges
        let first = Self.firstPage(rest, isWide: body.columns >= Self.wide)
        pages = [first] + Self.furtherPages(rest, without: Set(first.map(\.part)))
        let times = first.first { $0.part == .times }?.place.rows ?? 0
        tableRows = max(1, times - 2)
    }

    /// Returns the page with the table of times, and the charts and classes that have room beside it. The classes are below the
    /// table where that gives it the width for all its columns.
    private static func firstPage(_ rest: Rect, isWide: Bool) -> [(part: Part, place: Rect)] {
        let wanted = isWide ? 2 : chartCount
        let isStacked =
            isWide && rest.columns < roomy && rest.rows >= wanted * (leastChart + 2) + tableAbove + classesBelow
        let room = rest.rows - (isStacked ? tableAbove + classesBelow : leastTimes)
        let rows = room < leastChart ? 0 : min(wanted, room / leastChart)
        let height = rows == 0 ? 0 : isStacked ? room / rows : height(of: rows, room: room)
        let (area, lower) = rest.split(top: rows * height)
        let parts = charts(area, rows: rows, height: height, isWide: isWide)
        if isStacked {
            let (times, classes) = lower.split(top: tableAbove)
            return parts + [(.times, times), (.classes, classes)]
        }
        guard isWide, lower.rows >= leastTimes else { return parts + [(.times, lower)] }
        let (times, classes) = lower.split(
            left: lower.columns >= roomy ? lower.columns * 3 / 5 : lower.columns / 2)
        return parts + [(.times, times), (.classes, classes)]
    }

    /// Returns the height of each of some rows of charts: three quarters of the room, and on a high screen what the times do
    /// not need.
    private static func height(of rows: Int, room: Int) -> Int {
        let share = max(room * 3 / 4, room + leastTimes - mostTimes) / rows
        return share < leastChart ? room / rows : share
    }

    /// Returns the charts of some rows from the top down, two of them beside each other on a wide screen.
    private static func charts(_ area: Rect, rows: Int, height: Int, isWide: Bool) -> [(part: Part, place: Rect)] {
        var parts: [(part: Part, place: Rect)] = []
        for row in 0..<rows {
            let line = Rect(x: area.x, y: area.y + row * height, columns: area.columns, rows: height)
            if isWide {
                let (left, right) = line.split(left: line.columns / 2)
                parts += [(.chart(2 * row), left), (.chart(2 * row + 1), right)]
            } else {
                parts.append((.chart(row), line))
            }
        }
        return parts
    }

    /// Returns the pages of the parts that the first one has no room for, each as high as they fill it.
    private static func furtherPages(_ rest: Rect, without shown: Set<Part>) -> [[(part: Part, place: Rect)]] {
        let left = ((0..<chartCount).map { Part.chart($0) } + [.classes]).filter { !shown.contains($0) }
        var pages: [[(part: Part, least: Int)]] = []
        for part in left {
            let least = part == .classes ? leastClasses : leastChart
            let used = pages.last?.reduce(0) { $0 + $1.least } ?? rest.rows
            if used + least <= rest.rows {
                pages[pages.count - 1].append((part, least))
            } else {
                pages.append([(part, least)])
            }
        }
        return pages.map { parts in
            var place = rest
            return parts.enumerated().map { index, part in
                let (top, lower) = place.split(top: place.rows / (parts.count - index))
                place = lower
                return (part.part, top)
            }
        }
    }
}
