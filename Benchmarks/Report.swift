/// The results: one line for each measure.
struct Report {
    /// One line of the table.
    struct Line {
        /// The name of the measure.
        var measure: String
        /// The maximum by the design, in `unit`; nil where the line only informs.
        var budget: Double?
        /// The value of bulltop, in `unit`.
        var bulltop: Double
        /// The minimum of the same commands, in the same unit; nil where it was not measured.
        var floor: Double?
        /// The value of the official Python client, in the same unit; nil where it has no such operation.
        var client: Double?
        /// The unit: `ms`, `commands`, `MB`, `bytes`, `%`.
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

    /// Returns a value with three significant digits, without decimals for a whole number.
    private static func rounded(_ value: Double) -> String {
        let digits: Double = value >= 100 ? 1 : value >= 10 ? 10 : 100
        let number = (value * digits).rounded() / digits
        return number == number.rounded() ? String(Int(number)) : String(number)
    }
}

extension Report.Line {
    /// Whether the budget is kept. A line without a budget always keeps it, and so does a time, which depends on the
    /// machine and its load.
    var isKept: Bool { unit == "ms" || budget.map { bulltop <= $0 } ?? true }
}
