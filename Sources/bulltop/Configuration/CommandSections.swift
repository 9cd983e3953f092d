internal import Canvas
internal import Dashboard
internal import Queues
internal import Themes

/// What the sections `[command NAME]` say.
struct CommandSections: Sendable {
    private var sections = NamedSections<OwnCommand>()

    /// The keys of a section.
    private enum Key: String, CaseIterable {
        case run, key, title, scope, background
        case readsOnly = "reads-only"
    }

    /// The commands with the first line of their sections, in the order of the file.
    var commands: [(command: OwnCommand, line: Int)] { sections.all.map { ($0.draft, $0.line) } }

    /// The commands that run nothing, and the first lines of their sections.
    var incomplete: [(name: String, line: Int)] { sections.without(Key.run.rawValue) }

    /// Returns each key of the sections, and where it comes from. Of a program only its name is shown: its arguments
    /// may be secret.
    func settings(_ path: String?) -> [Setting] {
        sections.settings("command", path) { entry, command in
            let words = command.words
            return entry.name == Key.run.rawValue && words.count > 1 ? "\(words[0]) ***" : entry.value
        }
    }

    /// Takes a line of the section of a command.
    mutating func take(_ entry: INIEntry, of name: String) throws(LineProblem) {
        let key = try entry.key(of: Key.self)
        guard name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }) else {
            throw .wrong("the name '\(name)' of a command has letters, digits, and - _ . only")
        }
        let new = OwnCommand(name: name, words: [], subject: .job)
        try sections.take(entry, of: name, new: new) { command throws(LineProblem) in
            try Self.set(key, entry, of: &command)
        }
    }

    private static func set(_ key: Key, _ entry: INIEntry, of command: inout OwnCommand) throws(LineProblem) {
        switch key {
        case .run: command.words = try entry.words
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
