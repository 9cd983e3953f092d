internal import Queues
internal import Themes

/// What the sections `[alarm NAME]` say.
struct AlarmSections: Sendable {
    /// An alarm whose lines are read one by one.
    private struct Draft: Sendable {
        var name: String
        /// The lines of its section, in their order.
        var lines: [(key: String, value: String, line: Int)] = []
        var condition: AlarmCondition?
        var level = Alarm.Level.critical
        var queues: [[UInt8]] = []
        var command: [String] = []
        var rings = false
    }

    private var drafts: [Draft] = []

    /// The keys of a section.
    private enum Key: String, CaseIterable {
        case when, level, queues, exec, bell
    }

    /// The alarms, in the order of the file.
    var alarms: [Alarm] {
        drafts.compactMap { draft in
            draft.condition.map {
                var alarm = Alarm(
                    name: draft.name, condition: $0, level: draft.level, queues: draft.queues, command: draft.command)
                alarm.rings = draft.rings
                return alarm
            }
        }
    }

    /// The first alarm without a condition, and the first line of its section; nil where there is none.
    var incomplete: (name: String, line: Int)? {
        drafts.first { $0.condition == nil }.map { ($0.name, $0.lines.first?.line ?? 0) }
    }

    /// Returns the sections with each key, and where it comes from.
    func text(_ path: String?) -> String {
        drafts.map { draft in
            let lines = draft.lines.map {
                SettingsReport.line("\($0.key) = \($0.value)", SettingsReport.place(path, $0.line))
            }
            return "[alarm \(draft.name)]\n" + lines.joined() + "\n"
        }.joined()
    }

    /// Takes a line of the section of an alarm.
    mutating func take(_ entry: INIEntry, of name: String) throws(LineProblem) {
        guard let key = Key(rawValue: entry.name) else {
            let nearest = Spelling.nearest(to: entry.name, in: Key.allCases.map(\.rawValue))
            throw .unknown("unknown key '\(entry.name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
        }
        let index = drafts.firstIndex { $0.name == name } ?? drafts.endIndex
        if index == drafts.endIndex { drafts.append(Draft(name: name)) }
        drafts[index].lines.append((entry.name, entry.value, entry.line))
        switch key {
        case .when:
            do throws(AlarmError) { drafts[index].condition = try AlarmCondition(entry.value) } catch {
                throw .wrong("'\(entry.value)', \(error)")
            }
        case .level:
            guard let level = Alarm.Level(rawValue: entry.value) else {
                throw .wrong("'\(entry.value)' is not allowed; give warning or critical")
            }
            drafts[index].level = level
        case .queues: drafts[index].queues = entry.value.split(separator: " ").map { Array($0.utf8) }
        case .exec:
            guard let words = TypedCommand.words(entry.value) else {
                throw .wrong("'\(entry.value)' is not allowed; give \(TypedCommand.allowed)")
            }
            drafts[index].command = words
        case .bell: drafts[index].rings = try entry.isOn
        }
    }
}
