import Canvas

/// Decodes the bytes of a terminal into keys and pastes.
///
/// An escape sequence that is not a known key is dropped as a whole: a terminal's answers to queries and chords with
/// Alt must never arrive as letters, which would act.
struct InputDecoder {
    /// The silence after which an Escape is the key itself, in ms. A slow link may split a sequence over 100 ms.
    static let escapeDelay: Int32 = 125
    /// The silence after which an unfinished sequence is given up, in ms.
    static let patience: Int64 = 1000
    /// The maximum number of bytes of a paste.
    static let pasteLimit = 1 << 20

    /// The byte of Ctrl-C.
    private static let interrupt: UInt8 = 0x03

    private enum State {
        case ground
        /// Within an escape sequence that has begun, and within the parts of those that have some.
        case escape, singleShift, control, linuxFunction, mouse(Int)
        /// Within a string that ends with BEL or ST; `isEnding` where the last byte was ESC.
        case string(isEnding: Bool)
        case utf8(missing: Int)
        case paste
    }

    private let table: KeyTable
    private var state = State.ground
    private var pending: [UInt8] = []
    private var lastTime: Int64 = 0
    private var inputs: [Input] = []

    init(table: KeyTable) { self.table = table }

    /// Whether an Escape is held back until the next byte or the delay decides its meaning.
    var waitsAfterEscape: Bool {
        if case .escape = state { true } else { false }
    }

    /// Decodes bytes that were read at `now`, in ms of a monotonic clock.
    mutating func feed(_ bytes: some Sequence<UInt8>, now: Int64) -> [Input] {
        if now - lastTime > Self.patience { abandon() }
        lastTime = now
        for byte in bytes { take(byte) }
        return drained()
    }

    /// Returns an Escape that is held back as the key, after `escapeDelay` without another byte.
    mutating func flushEscape() -> [Input] {
        if case .escape = state {
            reset()
            inputs.append(.key(.escape))
        }
        return drained()
    }

    /// Gives up an unfinished sequence. An unfinished paste counts as a paste.
    private mutating func abandon() {
        if case .paste = state { finishPaste(endMark: 0) } else { reset() }
    }

    private mutating func drained() -> [Input] {
        defer { inputs = [] }
        return inputs
    }

    private mutating func reset() {
        state = .ground
        pending = []
    }

    private mutating func take(_ byte: UInt8) {
        if byte == Self.interrupt { breakOff() }
        switch state {
        case .ground: ground(byte)
        case .escape: escape(byte)
        case .singleShift, .linuxFunction: finish(with: byte)
        case .control: control(byte)
        case .mouse(let missing): mouse(missing: missing)
        case .string(let isEnding): string(byte, isEnding: isEnding)
        case .utf8(let missing): utf8(byte, missing: missing)
        case .paste: paste(byte)
        }
    }

    /// Ends an unfinished sequence, so that Ctrl-C works whatever was typed or received just before: no sequence
    /// contains its byte. Only the text of a paste may.
    private mutating func breakOff() {
        if case .paste = state { return }
        if waitsAfterEscape { inputs.append(.key(.escape)) }
        reset()
    }

    private mutating func ground(_ byte: UInt8) {
        switch byte {
        case 0x1B: (state, pending) = (.escape, [byte])
        case 0xC2..<0xE0: (state, pending) = (.utf8(missing: 1), [byte])
        case 0xE0..<0xF0: (state, pending) = (.utf8(missing: 2), [byte])
        case 0xF0..<0xF5: (state, pending) = (.utf8(missing: 3), [byte])
        default: if let key = Key(ascii: byte) { inputs.append(.key(key)) }
        }
    }

    private mutating func escape(_ byte: UInt8) {
        pending.append(byte)
        switch byte {
        case 0x1B:
            inputs.append(.key(.escape))
            pending = [byte]
        case 0x4F: state = .singleShift
        case 0x5B: state = .control
        case 0x50, 0x58, 0x5D...0x5F: state = .string(isEnding: false)  // DCS, SOS, OSC, PM, APC
        default: finish(with: nil)
        }
    }

    private mutating func control(_ byte: UInt8) {
        pending.append(byte)
        switch byte {
        case 0x1B: (state, pending) = (.escape, [byte])
        case 0x5B where pending.count == 3: state = .linuxFunction
        case 0x4D where pending.count == 3: state = .mouse(3)
        case 0x40...0x7E: finishControl()
        case 0x20..<0x40: if pending.count > 64 { pending.removeSubrange(3...) }  // Too long for a key in any case.
        default: reset()
        }
    }

    private mutating func finishControl() {
        if pending == PasteMark.begin { (state, pending) = (.paste, []) } else { finish(with: nil) }
    }

    private mutating func finish(with last: UInt8?) {
        if let last { pending.append(last) }
        if let report = MouseReport.input(of: pending) {
            inputs.append(report)
        } else if let key = table.key(for: pending) {
            inputs.append(.key(key))
        }
        reset()
    }

    /// Skips the three bytes of any value that follow a mouse report in its oldest form.
    private mutating func mouse(missing: Int) {
        if missing > 1 { state = .mouse(missing - 1) } else { reset() }
    }

    /// Continues a string. Keys that people press when nothing else helps end it as well.
    private mutating func string(_ byte: UInt8, isEnding: Bool) {
        switch byte {
        case 0x1B: state = isEnding ? .escape : .string(isEnding: true)
        case 0x07, 0x0D, 0x18, 0x1A: reset()
        default: if isEnding { reset() }
        }
        if waitsAfterEscape { pending = [0x1B] }
    }

    private mutating func utf8(_ byte: UInt8, missing: Int) {
        guard byte & 0xC0 == 0x80 else {
            reset()
            return ground(byte)
        }
        pending.append(byte)
        guard missing == 1 else {
            state = .utf8(missing: missing - 1)
            return
        }
        let text = String(decoding: pending, as: UTF8.self)
        reset()
        guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1, scalar.value > 0x9F,
            scalar != "\u{FFFD}"
        else { return }
        inputs.append(.key(.character(Character(scalar))))
    }

    private mutating func paste(_ byte: UInt8) {
        pending.append(byte)
        // The tail is kept for the end mark: the bytes that are cut off come before it.
        if pending.count > Self.pasteLimit + PasteMark.end.count { pending.remove(at: Self.pasteLimit) }
        if byte == 0x7E, pending.suffix(PasteMark.end.count).elementsEqual(PasteMark.end) {
            finishPaste(endMark: PasteMark.end.count)
        }
    }

    private mutating func finishPaste(endMark: Int) {
        let text = String(decoding: pending.dropLast(endMark), as: UTF8.self)
        reset()
        inputs.append(.paste(text))
    }
}

private enum PasteMark {
    static let begin = Array("\u{1B}[200~".utf8)
    static let end = Array("\u{1B}[201~".utf8)
}

extension Key {
    /// Creates the key of a byte of ASCII; nil for bytes beyond.
    fileprivate init?(ascii byte: UInt8) {
        switch byte {
        case 0x09: self = .tab
        case 0x0A, 0x0D: self = .enter
        case 0x08, 0x7F: self = .backspace
        case 0x00: self = .control(" ")
        case 0x01...0x1A: self = .control(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1C...0x1F: self = .control(Character(Unicode.Scalar(byte + 0x40)))
        case 0x20..<0x7F: self = .character(Character(Unicode.Scalar(byte)))
        default: return nil
        }
    }
}
