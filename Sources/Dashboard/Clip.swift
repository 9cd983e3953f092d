import Canvas

/// What is put on the clipboard, and what messages call it.
public struct Clip: Equatable, Sendable {
    /// What is copied.
    public let bytes: [UInt8]
    /// `id 327`, or `1.2 kB of text`.
    let name: String

    /// Creates an id or a name. One with control characters, or that is no UTF-8, is copied in the form in which a
    /// shell reads it.
    init(id: [UInt8], called word: String) {
        let isPlain = String(validating: id, as: UTF8.self)?.unicodeScalars.allSatisfy { !$0.isHarmful && $0 != "\n" }
        bytes = isPlain == true ? id : Self.shellWord(id)
        let shown = DisplayText(bytes).truncated(to: 60, ellipsis: .middle).plain
        name = isPlain == true ? "\(word) \(shown)" : "\(word) as \(shown), which a shell reads back"
    }

    /// Text of any length, such as `attempt 2 of 3`.
    init(text: [UInt8], called word: String? = nil) {
        bytes = text
        let size = Format.bytes(text.count)
        name = word.map { "\($0), \(size)" } ?? "\(size) of text"
    }

    /// `$'a\nb'`: the form that bash, zsh and ksh turn back into these bytes.
    private static func shellWord(_ bytes: [UInt8]) -> [UInt8] {
        var word = Array("$'".utf8)
        for byte in bytes {
            switch byte {
            case 0x0A: word += "\\n".utf8
            case 0x09: word += "\\t".utf8
            case UInt8(ascii: "\\"), UInt8(ascii: "'"): word += [UInt8(ascii: "\\"), byte]
            case 0x20..<0x7F: word.append(byte)
            default:
                // Three digits, so that a digit behind them is none of theirs.
                let digits = String(byte, radix: 8)
                word += "\\\(String(repeating: "0", count: 3 - digits.count))\(digits)".utf8
            }
        }
        return word + "'".utf8
    }
}

/// What became of copying.
public enum CopyOutcome: Equatable, Sendable {
    /// It was sent to the terminal. Whether that obeyed cannot be known.
    case byTerminal
    /// A program of this machine took it.
    case byProgram(String)
    /// It is larger than terminals take, in bytes, and no program took it.
    case tooLarge(limit: Int)
}

extension State {
    /// Says what was copied, and where to.
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
