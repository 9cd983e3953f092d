import Canvas

/// A line of input.
struct TextField: Equatable, Sendable {
    /// The maximum number of characters, so that a paste cannot fill the memory.
    let limit: Int

    private(set) var characters: [Character]
    /// The number of characters before the cursor.
    private(set) var cursor: Int

    /// Creates a line that begins with all of `text`, even where that is longer than the limit.
    init(_ text: String = "", limit: Int = 1_000) {
        characters = Array(text)
        self.limit = max(limit, characters.count)
        cursor = characters.count
    }

    /// The whole line.
    var text: String { String(characters) }

    /// Returns at most this number of characters from the beginning.
    func beginning(_ count: Int) -> String { String(characters.prefix(max(0, count))) }
    /// Returns at most this number of characters before the cursor, and as many after it.
    func aroundCursor(_ count: Int) -> (before: String, after: String) {
        let count = max(0, count)
        return (String(characters[..<cursor].suffix(count)), String(characters[cursor...].prefix(count)))
    }

    /// Inserts text at the cursor. Unprintable characters are left out.
    mutating func insert(_ text: String) {
        let fresh = text.filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } }
            .prefix(max(0, limit - characters.count))
        characters.insert(contentsOf: fresh, at: cursor)
        // Characters may have joined (a combining mark typed alone), so they are counted again.
        let before = String(characters[..<(cursor + fresh.count)])
        characters = Array(self.text)
        cursor = min(before.count, characters.count)
    }

    /// Takes a key of line editing. Returns false for other keys.
    mutating func edit(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .backspace, .control("h"): deleteBackward(to: cursor - 1)
        case .delete: if cursor < characters.count { characters.remove(at: cursor) }
        case .control("u"): deleteBackward(to: 0)
        case .control("w"): deleteBackward(to: startOfWord)
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        default: return false
        }
        return true
    }

    private var startOfWord: Int {
        var start = cursor
        while start > 0, characters[start - 1] == " " { start -= 1 }
        while start > 0, characters[start - 1] != " " { start -= 1 }
        return start
    }

    private mutating func deleteBackward(to start: Int) {
        let start = max(0, start)
        characters.removeSubrange(start..<cursor)
        cursor = start
    }
}
