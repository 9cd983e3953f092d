internal import Canvas
internal import Dashboard
internal import Queues
internal import Themes

/// What the sections `[command NAME]` say.
struct CommandSections: Sendable {
    /// A command whose lines are read one by one.
    private struct Draft: Sendable {
        var command: OwnCommand
        /// The lines of its section, in their order.
        var lines: [(key: String, value: String, line: Int)] = []
    }

    private var drafts: [Draft] = []

    /// The keys of a section.
    private enum Key: String, CaseIterable {
        case run, key, title, scope, background
        case readsOnly = "reads-only"
    }

    /// The commands with the first line of their sections, in the order of the file.
    var commands: [(command: OwnCommand, line: Int)] { drafts.map { ($0.command, $0.lines.first?.line ?? 0) } }

    /// Returns the sections with each key, and where it comes from. Of a program only its name is shown: its arguments
    /// may be secret.
    func text(_ path: String?) -> String {
        drafts.map { draft in
            let lines = draft.lines.map { line in
                let words = draft.command.words
                let value = line.key == Key.run.rawValue && words.count > 1 ? "\(words[0]) ***" : line.value
                return SettingsReport.line("\(line.key) = \(value)", SettingsReport.place(path, line.line))
            }
            return "[command \(draft.command.name)]\n" + lines.joined() + "\n"
        }.joined()
    }

    /// Takes a line of the section of a command.
    mutating func take(_ entry: INIEntry, of name: String) throws(LineProblem) {
        guard let key = Key(rawValue: entry.name) else {
            let nearest = Spelling.nearest(to: entry.name, in: Key.allCases.map(\.rawValue))
            throw .unknown("unknown key '\(entry.name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
        }
        guard name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }) else {
            throw .wrong("the name '\(name)' of a command has letters, digits, and - _ . only")
        }
        let index = drafts.firstIndex { $0.command.name == name } ?? drafts.endIndex
        if index == drafts.endIndex {
            drafts.append(Draft(command: OwnCommand(name: name, words: [], subject: .job)))
        }
        drafts[index].lines.append((entry.name, entry.value, entry.line))
        try Self.set(key, entry, of: &drafts[index].command)
    }

    private static func set(_ key: Key, _ entry: INIEntry, of command: inout OwnCommand) throws(LineProblem) {
        switch key {
        case .run:
            guard let words = TypedCommand.words(entry.value) else {
                throw .wrong("'\(entry.value)' is not allowed; give \(TypedCommand.allowed)")
            }
            command.words = words
        case .key:
            do throws(KeyMap.Problem) { command.key = try KeyMap.key(entry.value) } catch { throw .wrong(error.text) }
        case .title: command.title = entry.value.isEmpty ? command.name : entry.value
        case .scope:
            guard let subject = OwnCommand.Subject(rawValue: entry.value) else {
                throw .wrong("'\(entry.value)' is not allowed; give job or queue")
            }
            command.subject = subject
        case .background: command.isBackground = try entry.isOn
        case .readsOnly: command.onlyReads = try entry.isOn
        }
    }
}
