import Canvas
import Queues

extension Key {
    /// The name of the key in help, hints and documentation.
    var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let letter): "Ctrl-" + letter.uppercased()
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }
}

extension Key {
    /// The keys with a name, besides characters, Ctrl and F keys.
    private static let named: [Key] = [
        .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end,
        .pageUp, .pageDown,
    ]

    /// Creates the key of a name, in any case; nil where there is none. `Semicolon` is for files in which a semicolon
    /// begins a comment.
    init?(name: String) {
        let word = name.lowercased()
        if name.count == 1, let character = name.first {
            self = .character(character)
        } else if let key = Self.named.first(where: { $0.name.lowercased() == word }) {
            self = key
        } else if word == "semicolon" {
            self = .character(";")
        } else if word.hasPrefix("ctrl-"), word.count == 6, let letter = word.last, letter.isASCII, letter.isLetter {
            self = .control(letter)
        } else if word.first == "f", let number = WholeText.number(String(word.dropFirst()), in: 1...12) {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// The key that a terminal sends for this one; nil for keys that arrive unchanged.
    var sentInstead: Key? {
        switch self {
        case .control("i"): .tab
        case .control("m"), .control("j"): .enter
        case .control("h"): .backspace
        default: nil
        }
    }

    /// Whether it is text that is typed into a field.
    var isText: Bool { if case .character = self { true } else { false } }
}
