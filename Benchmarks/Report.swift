/// What was measured: one line a budget.
struct Report {
    /// One line of the table.
    struct Line {
        /// What is measured, and the most it may be.
        var budget: String
        /// What bulltop needed, in `unit`.
        var bulltop: Double
        /// What the official Python client needed for the same, in the same unit; nil where it has no such thing.
        var client: Double?
        /// `ms`, `commands`, `MB`, `bytes`, `%`.
        var unit: String
        /// The budget as a number; nil where the line only informs.
        var limit: Double?
    }

    private(set) var lines: [Line] = []

    mutating func add(
        _ budget: String, _ bulltop: Double, _ unit: String, limit: Double? = nil, client: Double? = nil
    ) {
        lines.append(Line(budget: budget, bulltop: bulltop, client: client, unit: unit, limit: limit))
    }

    /// The table, in Markdown.
    var table: String {
        let rows = lines.map { line in
            [
                line.budget, Self.number(line.bulltop, line.unit) + (line.isKept ? "" : " (over)"),
                line.client.map { Self.number($0, line.unit) } ?? "",
                line.client.map { line.bulltop > 0 ? Self.rounded($0 / line.bulltop) + "x" : "" } ?? "",
            ]
        }
        let head = ["budget", "bulltop", "Python client", "ratio"]
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return "| " + padded.joined(separator: " | ") + " |"
        }
        let rule = "|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|"
        return ([line(head), rule] + rows.map(line)).joined(separator: "\n")
    }

    private static func number(_ value: Double, _ unit: String) -> String { "\(rounded(value)) \(unit)" }

    /// Three digits that count.
    private static func rounded(_ value: Double) -> String {
        switch value {
        case 100...: String(Int(value.rounded()))
        case 10..<100: String((value * 10).rounded() / 10)
        default: String((value * 100).rounded() / 100)
        }
    }
}

extension Report.Line {
    /// Whether the budget is kept; a line without one always keeps it.
    var isKept: Bool { limit.map { bulltop <= $0 } ?? true }
}
