import Canvas

/// A text for the clipboard, and its name in messages.
public struct Clip: Equatable, Sendable {
    /// The bytes to copy.
    public let bytes: [UInt8]
    /// The name in messages: `id 327`, or `1.2 kB of text`.
    let name: String

    /// Creates a clip of an id or a name. One with control characters, or invalid UTF-8, is copied in the quoted form
    /// of a shell.
    init(id: [UInt8], called word: String) {
        let isPlain = String(validating: id, as: UTF8.self)?.unicodeScalars.allSatisfy { !$0.isHarmful && $0 != "\n" }
        bytes = isPlain == true ? id : Self.shellWord(id)
        let shown = DisplayText(bytes).truncated(to: 60, ellipsis: .middle).plain
        name = isPlain == true ? "\(word) \(shown)" : "\(word) as \(shown), which a shell reads back"
    }

    /// Creates a clip of a text of any length, with a name such as `attempt 2 of 3`.
    init(text: [UInt8], called word: String? = nil) {
        bytes = text
        let size = Format.bytes(text.count)
        name = word.map { "\($0), \(size)" } ?? "\(size) of text"
    }

    /// Returns the bytes in the form `$'a\nb'`, which bash, zsh and ksh turn back into them.
    private static func shellWord(_ bytes: [UInt8]) -> [UInt8] {
        var word = Array("$'".utf8)
        for byte in bytes {
            switch byte {
            case 0x0A: word += "\\n".utf8
            case 0x09: word += "\\t".utf8
            case UInt8(ascii: "\\"), UInt8(ascii: "'"): word += [UInt8(ascii: "\\"), byte]
            case 0x20..<0x7F: word.append(byte)
            default:
                // Three digits, so that a digit after them is not taken for one of theirs.
                let digits = String(byte, radix: 8)
                word += "\\\(String(repeating: "0", count: 3 - digits.count))\(digits)".utf8
            }
        }
        return word + "'".utf8
    }
}

/// The outcome of copying.
public enum CopyOutcome: Equatable, Sendable {
    /// The text was sent to the terminal. Whether the terminal obeyed cannot be known.
    case byTerminal
    /// A program of this machine took the text.
    case byProgram(String)
    /// The text is larger than terminals take, in bytes, and no program took it.
    case tooLarge(limit: Int)
}

extension State {
    /// Shows what was copied, and where to.
    mutating func take(_ outcome: CopyOutcome, of clip: Clip) {
        switch outcome {
        case .byTerminal: say(.info, "Copied \(clip.name).", isLogged: false)
        case .byProgram(let program): say(.info, "Copied \(clip.name) by \(program).", isLogged: false)
        case .tooLarge(let limit):
            let reason = "a terminal takes \(Format.bytes(limit)), and neither tmux, wl-copy, xclip nor pbcopy took it"
            say(.warning, "Not copied: \(clip.name); \(reason).", isLogged: false)
        }
    }
}
