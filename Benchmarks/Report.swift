/// What was measured: one line a measure.
struct Report {
    /// One line of the table.
    struct Line {
        /// What is measured.
        var measure: String
        /// The most it may be by the design, in `unit`; nil where the line only informs.
        var budget: Double?
        /// What bulltop needed, in `unit`.
        var bulltop: Double
        /// What the same commands need at least, in the same unit; nil where that was not measured.
        var floor: Double?
        /// What the official Python client needed for the same, in the same unit; nil where it has no such thing.
        var client: Double?
        /// `ms`, `commands`, `MB`, `bytes`, `%`.
        var unit: String
    }

    private(set) var lines: [Line] = []

    mutating func add(
        _ measure: String, _ bulltop: Double, _ unit: String, budget: Double? = nil, floor: Double? = nil,
        client: Double? = nil
    ) {
        lines.append(
            Line(measure: measure, budget: budget, bulltop: bulltop, floor: floor, client: client, unit: unit))
    }

    /// The table, in Markdown.
    var table: String {
        let rows = lines.map { line in
            [
                line.measure, line.budget.map { "≤ " + Self.number($0, line.unit) } ?? "",
                Self.number(line.bulltop, line.unit) + (line.isKept ? "" : " (over)"),
                line.floor.map { Self.number($0, line.unit) } ?? "",
                line.client.map { Self.number($0, line.unit) } ?? "",
                line.client.map { line.bulltop > 0 ? Self.rounded($0 / line.bulltop) + "x" : "" } ?? "",
            ]
        }
        let head = ["measure", "budget", "bulltop", "floor", "client", "client / bulltop"]
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return "| " + padded.joined(separator: " | ") + " |"
        }
        let rule = "|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|"
        return ([line(head), rule] + rows.map(line)).joined(separator: "\n")
    }

    private static func number(_ value: Double, _ unit: String) -> String {
        unit.isEmpty ? rounded(value) : "\(rounded(value)) \(unit)"
    }

    /// Three digits that count; none behind a whole number.
    private static func rounded(_ value: Double) -> String {
        let digits: Double = value >= 100 ? 1 : value >= 10 ? 10 : 100
        let number = (value * digits).rounded() / digits
        return number == number.rounded() ? String(Int(number)) : String(number)
    }
}

extension Report.Line {
    /// Whether the budget is kept. A line without one always keeps it, and a time, too: it depends on the machine and its day.
    var isKept: Bool { unit == "ms" || budget.map { bulltop <= $0 } ?? true }
}
