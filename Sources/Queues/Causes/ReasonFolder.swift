internal import JSONText

/// Folds what differs from job to job in a failure's reason: `connect ECONNREFUSED 10.0.0.7:5432` becomes `connect
/// ECONNREFUSED <addr>`.
///
/// Names of a kind of failure stay: error codes, status codes, and quoted names of columns, fields, modules and the
/// like. The rules read bytes, since a reason may not be valid text.
struct ReasonFolder {
    /// The maximum number of bytes of a reason that are read.
    static let inputLimit = 4_096
    /// The maximum number of bytes of a folded reason.
    static let outputLimit = 256

    let text: [UInt8]
    var position = 0
    var folded: [UInt8] = []
    /// The last word before the position, in lower case, and where it ends.
    private(set) var previousWord: [UInt8] = []
    var previousWordEnd = 0

    /// The text that replaces a varying piece.
    enum Placeholder: String, CaseIterable {
        case number = "<n>"
        case id = "<id>"
        case uuid = "<uuid>"
        case hash = "<hash>"
        case address = "<addr>"
        case email = "<email>"
        case value = "<value>"
        case path = "<path>"
        case url = "<url>"
        case date = "<date>"
    }

    /// Returns the reason with what varies folded, blanks collapsed, and the lines of stack frames left out.
    static func fold(_ reason: [UInt8]) -> [UInt8] {
        var folder = ReasonFolder(text: withoutFrames(unwrapped(reason)))
        folder.run()
        return folder.folded.trimmed
    }

    init(text: [UInt8]) { self.text = text }

    /// Returns the text of a reason that is one JSON string, as the Python client stores it, or the beginning of one; any
    /// other reason as it is.
    private static func unwrapped(_ reason: [UInt8]) -> [UInt8] {
        guard reason.first == 0x22 else { return reason }
        var end = 1
        while end < reason.count, reason[end] != 0x22 { end += reason[end] == UInt8(ascii: "\\") ? 2 : 1 }
        let isWhole = end == reason.count - 1
        guard isWhole || end >= inputLimit else { return reason }
        return JSONString(escaped: Array(reason[1..<min(end, reason.count)])).bytes
    }

    mutating func run() {
        while position < text.count, folded.count < Self.outputLimit {
            if text[position].isBlank {
                if folded.last != 0x20 { folded.append(0x20) }
                position += 1
            } else if !foldQuoted() && !(isWordStart && foldSpecial()) {
                copyWordOrByte()
            }
        }
        if folded.count > Self.outputLimit { folded = folded.cut(to: Self.outputLimit) }
    }

    /// Whether a word can begin at the position.
    private var isWordStart: Bool { position == 0 || !text[position - 1].isWord }

    /// Returns the byte at a distance from the position; nil beyond the end.
    func byte(_ offset: Int = 0) -> UInt8? {
        text.indices.contains(position + offset) ? text[position + offset] : nil
    }

    /// Replaces the bytes from the position to `end`. A list of equal placeholders becomes one of them.
    mutating func replace(to end: Int, by placeholder: Placeholder) {
        position = end
        let mark = Array(placeholder.rawValue.utf8)
        for separator in [", ", ",", " "] where folded.ends(with: mark + separator.utf8) {
            folded.removeLast(separator.utf8.count)
            return
        }
        folded += mark
    }

    /// Keeps the bytes from the position to `end`, written as `spelling` where given, and remembers them as a word.
    mutating func keep(to end: Int, as spelling: [UInt8]? = nil) {
        folded += spelling ?? Array(text[position..<end])
        remember(text[position..<end], end: end)
        position = end
    }

    mutating func remember(_ word: ArraySlice<UInt8>, end: Int) {
        previousWord = word.map(\.lowercased)
        previousWordEnd = end
    }

    private mutating func copyWordOrByte() {
        guard text[position].isWord else {
            folded.append(text[position])
            position += 1
            return
        }
        foldWord()
    }

    private static func withoutFrames(_ reason: [UInt8]) -> [UInt8] {
        let reason = Array(reason.prefix(inputLimit))
        guard reason.contains(0x0A) else { return reason }
        let lines = reason.split(separator: 0x0A, omittingEmptySubsequences: false)
        return Array(lines.filter { StackFrame(line: $0) == nil }.joined(separator: [0x0A]))
    }
}
