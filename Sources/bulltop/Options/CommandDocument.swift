/// The commands as the README lists them, in Markdown.
enum CommandDocument {
    /// A table of the commands, by group, and one of the exit codes.
    static var text: String {
        let groups = CommandEntry.Group.allCases.filter { $0 != .screen }.map { group in
            let entries = CommandEntry.table.filter { $0.group == group }
            return "| \(group.rawValue) | |\n|---|---|\n" + entries.map(row).joined()
        }
        let codes = Help.exitCodes.map { "| \($0.code) | \($0.meaning) |\n" }.joined()
        return groups.joined(separator: "\n") + "\n| Exit status | |\n|---|---|\n" + codes
    }

    private static func row(_ entry: CommandEntry) -> String {
        let own = entry.options.filter { !entry.sharedOptions.contains($0.name) }
        let options = own.map { "[\($0.usage)]" }
        let words = ["bulltop", entry.name] + entry.operands.map(\.usage) + options
        return "| `\(escaped(words.joined(separator: " ")))` | \(escaped(entry.summary)) |\n"
    }

    private static func escaped(_ text: String) -> String { text.split(separator: "|").joined(separator: "\\|") }
}
