internal import Dashboard
internal import Queues

/// A table at the end of the help of a command.
struct HelpTable: Sendable {
    let title: String
    let rows: [(name: String, meaning: String)]
}

extension HelpTable {
    /// The lists whose columns the section `[columns]` of the configuration file chooses, each with the columns that it
    /// can have.
    static var columns: HelpTable {
        let jobs = ColumnChoice.Listed.allCases.filter { $0 != .queues }
        let (queues, widest) = (ColumnChoice.Listed.queues, jobs.max { $0.known.count < $1.known.count })
        return HelpTable(
            title: "The section [columns] of the configuration file: a list, and its columns from left to right.",
            rows: [
                (queues.name, queues.known.joined(separator: " ")),
                (jobs.map(\.name).joined(separator: ", "), widest?.known.joined(separator: " ") ?? ""),
            ])
    }

    /// The section `[thresholds]` of the configuration file, with the values that hold without it.
    static var thresholds: HelpTable {
        HelpTable(
            title: "The section [thresholds] of the configuration file: from when on something is said of a queue.",
            rows: HealthThreshold.allCases.map { threshold in
                let entry = threshold.entry
                return ("\(entry.name)", "\(entry.summary) (\(threshold.text(entry.standard)))")
            })
    }
}
