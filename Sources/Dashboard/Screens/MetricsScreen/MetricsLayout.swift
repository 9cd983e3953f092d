import Canvas

/// The places of the parts of the metrics: the ranges, then charts, in two columns where there is room, then the times.
struct MetricsLayout: Equatable {
    /// The width from which two charts are beside each other, and the classes of times beside their table.
    private static let wide = 100
    /// The heights of a chart with its title and its scale, and of the smallest table of times with its head.
    private static let (leastChart, mostChart, leastTimes) = (4, 11, 5)

    /// The line of the ranges.
    let ranges: Rect
    /// The places of the charts, the most important first; the last ones may have no room.
    let charts: [Rect]
    /// The place of the times, with a rule above them.
    let times: Rect
    /// The place of the classes of times; empty where there is no room.
    let classes: Rect

    /// The number of lines of the table of times.
    var tableRows: Int { max(1, times.rows - 2) }

    /// Creates the places.
    init(_ body: Rect) {
        let (ranges, rest) = body.split(top: min(1, body.rows))
        self.ranges = ranges
        let isWide = body.columns >= Self.wide
        let wanted = isWide ? 2 : 4
        let room = rest.rows - Self.leastTimes
        let rows = room < Self.leastChart ? 0 : min(wanted, room / Self.leastChart)
        let height =
            rows == 0
            ? 0 : min(Self.mostChart, room * 3 / 4 / rows < Self.leastChart ? room / rows : room * 3 / 4 / rows)
        let (area, lower) = rest.split(top: rows * height)
        var charts: [Rect] = []
        for row in 0..<rows {
            let line = Rect(x: area.x, y: area.y + row * height, columns: area.columns, rows: height)
            if isWide {
                let (left, right) = line.split(left: line.columns / 2)
                charts += [left, right]
            } else {
                charts.append(line)
            }
        }
        self.charts = charts
        let (times, classes) = lower.split(left: isWide ? lower.columns * 3 / 5 : lower.columns)
        (self.times, self.classes) = (times, classes)
    }
}
