internal import Glibc
internal import JSONText

extension Terminal {
    /// The maximum number of bytes that every terminal takes to its clipboard.
    public static let copyLimit = Clipboard.limit / 4 * 3

    /// Asks the terminal to put bytes on the clipboard (OSC 52), also through tmux and screen. Returns false, and sends
    /// nothing, where they are more than terminals take. What the terminal does not take at once is sent before the
    /// next frame. Whether the terminal obeys cannot be known.
    public func copy(_ bytes: [UInt8]) -> Bool {
        guard isActive, let text = Clipboard.encoded(bytes) else { return false }
        output.append(Clipboard.sequence(text, in: .current))
        _ = output.flush()
        return true
    }
}

extension Terminal {
    /// Reports the mouse from now on, or not. What the terminal does not take at once is sent before the next frame.
    public func use(mouse: Bool) { modes.use(mouse: mouse, &output, isActive: isActive) }

    /// Sets the title of the window, where titles are set. It is sent before the next frame.
    public func set(title: String) {
        guard title != self.title else { return }
        self.title = title
        if isActive { modes.set(title: title, &output) }
    }

    /// Rings the terminal's bell.
    public func ring() {
        guard isActive else { return }
        output.append([0x07])
        _ = output.flush()
    }
}

/// The sequences that set the clipboard.
enum Clipboard {
    /// The maximum length of base64 that every terminal takes.
    static let limit = 74_994
    /// The longest string that screen passes on in one piece, with room for its frame.
    private static let screenPiece = 512

    /// The program between us and the terminal.
    enum Multiplexer {
        case none, tmux, screen

        static var current: Multiplexer {
            if getenv("TMUX") != nil { return .tmux }
            return getenv("STY") != nil ? .screen : .none
        }
    }

    /// Returns the bytes in base64; nil beyond the limit.
    static func encoded(_ bytes: [UInt8]) -> [UInt8]? {
        guard (bytes.count + 2) / 3 * 4 <= limit else { return nil }
        return Array(Base64.text(of: bytes).utf8)
    }

    /// Returns the sequence that sets the clipboard. tmux may be set to take the sequence itself or to pass it on, so
    /// both are sent; together they are harmless.
    static func sequence(_ text: [UInt8], in multiplexer: Multiplexer) -> [UInt8] {
        let plain = Array("\u{1B}]52;c;".utf8) + text + [0x07]
        switch multiplexer {
        case .none: return plain
        case .tmux: return plain + Array("\u{1B}Ptmux;\u{1B}".utf8) + plain + Array("\u{1B}\\".utf8)
        case .screen:
            return stride(from: 0, to: plain.count, by: screenPiece).flatMap { start in
                Array("\u{1B}P".utf8) + plain[start..<min(start + screenPiece, plain.count)] + Array("\u{1B}\\".utf8)
            }
        }
    }
}
