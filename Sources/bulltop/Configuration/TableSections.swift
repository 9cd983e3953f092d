internal import Dashboard
internal import Queues
internal import Themes

/// What is wrong with a line of a section that has a table of its own.
enum LineProblem: Error {
    /// Nothing has this name; it may be one of a later version.
    case unknown(String)
    /// What it says cannot be.
    case wrong(String)
}

extension INIEntry {
    /// Whether its value means yes; throws for one that means neither yes nor no.
    var isOn: Bool {
        get throws(LineProblem) {
            guard let isOn = Configuration.truth(value) else {
                throw .wrong("'\(value)' is not allowed; give true or false")
            }
            return isOn
        }
    }
}

/// What the section `[thresholds]` says.
struct ThresholdSection: Sendable {
    private(set) var values = HealthThresholds.standard
    private var lines: [HealthThreshold: Int] = [:]

    mutating func take(_ entry: INIEntry) throws(LineProblem) {
        guard let threshold = HealthThreshold.allCases.first(where: { $0.entry.name == entry.name }) else {
            let nearest = Spelling.nearest(to: entry.name, in: HealthThreshold.allCases.map(\.entry.name))
            throw .unknown("unknown threshold '\(entry.name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
        }
        guard let value = threshold.value(entry.value) else {
            throw .wrong("'\(entry.value)' is not allowed; give \(threshold.allowed)")
        }
        (values[threshold], lines[threshold]) = (value, entry.line)
    }

    /// Returns each value of the section, and where it comes from.
    func settings(_ path: String?) -> [Setting] {
        HealthThreshold.allCases.map { threshold in
            Setting(
                section: "thresholds", name: threshold.entry.name, value: threshold.text(values[threshold]),
                source: Setting.source(path, lines[threshold]))
        }
    }
}

/// What the section `[columns]` says.
struct ColumnSection: Sendable {
    private(set) var choice = ColumnChoice()
    private var lines: [String: Int] = [:]

    mutating func take(_ entry: INIEntry) throws(LineProblem) {
        do throws(ColumnChoice.Problem) {
            try choice.choose(entry.name, entry.value)
        } catch {
            if case .unknownList = error { throw .unknown(error.text) }
            throw .wrong(error.text)
        }
        lines[entry.name] = entry.line
    }

    /// Returns each list of the section, and where its columns come from. Those of the tables are comments: the room decides
    /// which of them are shown.
    func settings(_ path: String?) -> [Setting] {
        ColumnChoice.Listed.allCases.map { list in
            let line = lines[list.name]
            return Setting(
                section: "columns", name: list.name, value: choice.names(of: list).joined(separator: " "),
                source: Setting.source(path, line), isComment: line == nil)
        }
    }
}
