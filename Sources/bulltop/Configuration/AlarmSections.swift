internal import Queues
internal import Themes

/// What the sections `[alarm NAME]` say.
struct AlarmSections: Sendable {
    /// An alarm whose lines are read one by one.
    private struct Draft: Sendable {
        var condition: AlarmCondition?
        var level = Alarm.Level.critical
        var queues: [[UInt8]] = []
        /// The names of the connections that it is for; empty for all.
        var connections: [String] = []
        var command: [String] = []
        var rings = false
    }

    private var sections = NamedSections<Draft>()

    /// The keys of a section.
    private enum Key: String, CaseIterable {
        case when, level, queues, connections, exec, bell
    }

    /// Returns the alarms for a connection, in the order of the file. `connection` is nil where the server is none of the file.
    func alarms(of connection: String?) -> [Alarm] {
        sections.all.compactMap { section in
            let draft = section.draft
            let isMeant = draft.connections.isEmpty || connection.map(draft.connections.contains) ?? false
            return !isMeant
                ? nil
                : draft.condition.map {
                    Alarm(
                        name: section.name, condition: $0, level: draft.level, queues: draft.queues,
                        command: draft.command, rings: draft.rings)
                }
        }
    }

    /// The names of the connections that alarms are for, and their lines.
    var connections: [(name: String, line: Int)] {
        sections.all.flatMap { section in
            let line = section.lines.last { $0.name == Key.connections.rawValue }?.line ?? 0
            return section.draft.connections.map { ($0, line) }
        }
    }

    /// The alarms without a condition, and the first lines of their sections.
    var incomplete: [(name: String, line: Int)] { sections.without(Key.when.rawValue) }

    /// Returns each key of the sections, and where it comes from.
    func settings(_ path: String?) -> [Setting] { sections.settings("alarm", path) }

    /// Takes a line of the section of an alarm.
    mutating func take(_ entry: INIEntry, of name: String) throws(LineProblem) {
        let key = try entry.key(of: Key.self)
        try sections.take(entry, of: name, new: Draft()) { draft throws(LineProblem) in
            try Self.set(key, entry, of: &draft)
        }
    }

    private static func set(_ key: Key, _ entry: INIEntry, of draft: inout Draft) throws(LineProblem) {
        switch key {
        case .when:
            do throws(AlarmError) { draft.condition = try AlarmCondition(entry.value) } catch {
                throw .wrong("'\(entry.value)', \(error)")
            }
        case .level:
            guard let level = Alarm.Level(rawValue: entry.value) else {
                throw .wrong("'\(entry.value)' is not allowed; give warning or critical")
            }
            draft.level = level
        case .queues: draft.queues = entry.value.split(separator: " ").map { Array($0.utf8) }
        case .connections: draft.connections = entry.value.split(separator: " ").map(String.init)
        case .exec: draft.command = try entry.words
        case .bell: draft.rings = try entry.isOn
        }
    }
}
