internal import Dashboard
internal import Queues
internal import Themes

/// The available themes, and the one at the start.
struct ThemeChoice: Sendable {
    var themes: [Theme]
    var name: String

    /// Creates the built-in themes, and the theme of a file where one is given. A text with a `/` or a `.` is a file.
    init(_ wanted: String?) throws(UsageError) {
        themes = Themes.all
        name = Themes.standard.name
        guard let wanted else { return }
        if themes.contains(where: { $0.name == wanted }) {
            name = wanted
        } else if wanted.contains("/") || wanted.contains(".") {
            let theme = try Self.read(wanted)
            themes.removeAll { $0.name == theme.name }
            themes.append(theme)
            name = theme.name
        } else {
            let names = themes.map(\.name)
            let hint = Spelling.nearest(to: wanted, in: names).map { "; did you mean '\($0)'?" } ?? "."
            let problem = "there is no such theme\(hint) Themes are \(names.joined(separator: ", ")), or a file's path"
            throw .badTheme(wanted, problem: problem)
        }
    }

    private static func read(_ path: String) throws(UsageError) -> Theme {
        let bytes: [UInt8]
        do {
            bytes = try SmallFile.bytes(of: path)
        } catch {
            throw .badTheme(path, problem: error.text)
        }
        do {
            return try Themes.parse(bytes, name: path.split(separator: "/").last.map(String.init) ?? path)
        } catch {
            throw .badTheme(path, problem: error.description)
        }
    }
}
