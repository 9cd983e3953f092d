import Canvas
import Dashboard
internal import Queues

/// What has been read of a theme file.
struct ThemeFile {
    var name: String
    var styles: [ThemeRole: Style]
    var error: ThemeError?

    /// Takes one entry, and keeps the first error.
    mutating func take(section: String, name: String, value: String, line: Int) {
        do {
            try take(section: section, name: name, value: value)
        } catch {
            self.error = ThemeError(line: line, problem: error)
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

extension ThemeError.Problem: Error {}
