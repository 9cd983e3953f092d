import Canvas
internal import Queues

/// Reads a style in the form of a theme file: `foreground on background`, and attributes.
enum StyleWords {
    private static let attributes: [String: Attributes] = [
        "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
    ]
    private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// Returns a style; an empty text is the terminal's own style.
    static func style(_ text: String) throws(ThemeError.Problem) -> Style {
        var foreground: Color?
        var background: Color?
        var found: Attributes = []
        var isBackground = false
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init) {
            if word == "on", background == nil, !isBackground {
                isBackground = true
            } else if isBackground {
                guard attributes[word] == nil, word != "on" else { throw .misplacedColor(word) }
                background = try color(word)
                isBackground = false
            } else if let attribute = attributes[word] {
                found.insert(attribute)
            } else {
                let color = try color(word)
                guard foreground == nil, background == nil else { throw .misplacedColor(word) }
                foreground = color
            }
        }
        guard !isBackground else { throw .misplacedColor("on") }
        return Style(foreground ?? .standard, on: background ?? .standard, found)
    }

    private static func color(_ word: String) throws(ThemeError.Problem) -> Color {
        if word == "default" { return .standard }
        if let index = names.firstIndex(of: word) { return .indexed(UInt8(index)) }
        if word.hasPrefix("bright-"), let index = names.firstIndex(of: String(word.dropFirst(7))) {
            return .indexed(UInt8(index + 8))
        }
        if word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = UInt8(word) { return .indexed(index) }
        if let index = hexColor(word) { return .indexed(index) }
        let known = ["default", "on"] + names + names.map { "bright-" + $0 } + attributes.keys.sorted()
        throw .unknownWord(word, nearest: Spelling.nearest(to: word, in: known))
    }

    /// Returns the value of `#rrggbb`.
    static func webColor(_ word: String) throws(ThemeError.Problem) -> Int {
        guard word.utf8.count == 7, word.first == "#", !word.contains("+"), let value = Int(word.dropFirst(), radix: 16)
        else { throw .notWebColor(word) }
        return value
    }

    /// Returns the nearest colour of xterm's cube and greys to `#rrggbb`. The first 16 colours are the user's own, and
    /// have no fixed value.
    private static func hexColor(_ word: String) -> UInt8? {
        guard let value = try? webColor(word) else { return nil }
        let wanted = [value >> 16, value >> 8 & 255, value & 255]
        let steps = wanted.map { part in cube.indices.min { abs(cube[$0] - part) < abs(cube[$1] - part) } ?? 0 }
        let sum = wanted.reduce(0, +)
        let grey = greys.indices.min { abs(3 * greys[$0] - sum) < abs(3 * greys[$1] - sum) } ?? 0
        func distance(_ level: (Int) -> Int) -> Int {
            wanted.indices.reduce(0) { $0 + (level($1) - wanted[$1]) * (level($1) - wanted[$1]) }
        }
        let isGrey = distance { _ in greys[grey] } < distance { cube[steps[$0]] }
        return UInt8(isGrey ? 232 + grey : 16 + steps.reduce(0) { $0 * 6 + $1 })
    }

    /// The levels of a channel in the cube, and of the greys.
    private static let cube = [0, 95, 135, 175, 215, 255]
    private static let greys = (0..<24).map { 8 + $0 * 10 }
}
