import Canvas
import Dashboard
internal import Queues

/// The values that have been read from a theme file.
struct ThemeFile {
    var name: String
    /// What it is for, in a few words.
    var reason = ""
    /// The backgrounds of the terminal that it is made for, where it names none of its own, as 0xRRGGBB.
    var papers: [Int] = []
    var styles: [ThemeRole: Style]

    /// Creates the values of a theme that names nothing itself.
    init(name: String, styles: [ThemeRole: Style]) { (self.name, self.styles) = (name, styles) }

    /// Creates the values of a file over other styles.
    init(_ bytes: [UInt8], name: String, over base: [ThemeRole: Style]) throws(ThemeError) {
        self.init(name: name, styles: base)
        let text = INIText(bytes)
        for entry in text.entries where entry.line < text.badLine ?? .max { try take(entry) }
        if let line = text.badLine { throw ThemeError(line: line, problem: .notReadable) }
    }

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
            switch name {
            case "name": self.name = value
            case "reason": reason = value
            case "paper":
                papers = try value.split(separator: " ").map { word throws(ThemeError.Problem) in
                    try StyleWords.webColor(String(word))
                }
            default: throw .unknownKey(name)
            }
        case "styles":
            guard let role = ThemeRole(rawValue: name) else {
                throw .unknownRole(name, nearest: Spelling.nearest(to: name, in: ThemeRole.allCases.map(\.rawValue)))
            }
            styles[role] = try StyleWords.style(value)
        default: throw .unknownSection(section)
        }
    }
}
