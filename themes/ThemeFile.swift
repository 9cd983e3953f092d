import Canvas
import Dashboard
internal import Queues

/// The values that have been read from a theme file.
struct ThemeFile {
    var name: String
    var styles: [ThemeRole: Style]

    /// Applies one entry.
    mutating func take(_ entry: INIEntry) throws(ThemeError) {
        do {
            try take(section: entry.section, name: entry.name, value: entry.value)
        } catch {
            throw ThemeError(line: entry.line, problem: error)
        }
    }

    private mutating func take(section: String, name: String, value: String) throws(ThemeError.Problem) {
        switch section {
        case "theme":
            guard name == "name" else { throw .unknownKey(name) }
            self.name = value
        case "styles":
            guard let role = ThemeRole(rawValue: name) else {
                throw .unknownRole(name, nearest: Spelling.nearest(to: name, in: ThemeRole.allCases.map(\.rawValue)))
            }
            styles[role] = try StyleWords.style(value)
        default: throw .unknownSection(section)
        }
    }
}
