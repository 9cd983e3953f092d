internal import Queues
internal import Themes

/// The sections of one kind, such as `[alarm NAME]`, whose lines are read one by one into a draft.
struct NamedSections<Draft: Sendable>: Sendable {
    /// A section.
    struct Section: Sendable {
        let name: String
        var draft: Draft
        /// Its lines, in their order.
        var lines: [INIEntry] = []

        /// The number of its first line.
        var line: Int { lines.first?.line ?? 0 }
    }

    /// The sections, in the order of the file.
    private(set) var all: [Section] = []

    /// Notes a line of the section of a name, and calls `set` to read it into the draft, which `new` begins.
    mutating func take(
        _ entry: INIEntry, of name: String, new: @autoclosure () -> Draft,
        set: (inout Draft) throws(LineProblem) -> Void
    ) throws(LineProblem) {
        let index = all.firstIndex { $0.name == name } ?? all.endIndex
        if index == all.endIndex { all.append(Section(name: name, draft: new())) }
        all[index].lines.append(entry)
        try set(&all[index].draft)
    }

    /// Returns the sections that have no line with a key, with their first lines.
    func without(_ key: String) -> [(name: String, line: Int)] {
        all.filter { section in !section.lines.contains { $0.name == key } }.map { ($0.name, $0.line) }
    }

    /// Returns each key of the sections with its value as `shown` shows it, and where it comes from.
    func settings(
        _ kind: String, _ path: String?, shown: (INIEntry, Draft) -> String = { entry, _ in entry.value }
    ) -> [Setting] {
        all.flatMap { section in
            section.lines.map { entry in
                Setting(
                    section: "\(kind) \(section.name)", name: entry.name, value: shown(entry, section.draft),
                    source: Setting.source(path, entry.line))
            }
        }
    }
}

extension INIEntry {
    /// Returns its key, one of a section's; throws with the nearest one where there is no such key.
    func key<Key: RawRepresentable<String> & CaseIterable>(of keys: Key.Type) throws(LineProblem) -> Key {
        if let key = Key(rawValue: name) { return key }
        let nearest = Spelling.nearest(to: name, in: Key.allCases.map(\.rawValue))
        throw .unknown("unknown key '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }

    /// The words of a command.
    var words: [String] {
        get throws(LineProblem) {
            guard let words = TypedCommand.words(value) else {
                throw .wrong("'\(value)' is not allowed; give \(TypedCommand.allowed)")
            }
            return words
        }
    }
}
