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

    /// Returns the section with each value, and where it comes from.
    func text(_ path: String?) -> String {
        let settings = HealthThreshold.allCases.map { threshold in
            let setting = "\(threshold.entry.name) = \(threshold.text(values[threshold]))"
            return SettingsReport.line(setting, SettingsReport.place(path, lines[threshold]))
        }
        return "[thresholds]\n" + settings.joined()
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

    /// Returns the section with each list, and where its columns come from. Those of the tables are comments: the room
    /// decides which of them are shown.
    func text(_ path: String?) -> String {
        let settings = ColumnChoice.Listed.allCases.map { list in
            let setting = "\(list.name) = \(choice.names(of: list).joined(separator: " "))"
            let line = lines[list.name]
            return SettingsReport.line((line == nil ? "; " : "") + setting, SettingsReport.place(path, line))
        }
        return "[columns]\n" + settings.joined()
    }
}
