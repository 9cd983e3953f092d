/// A failure in one word, for a tab: an error code, an HTTP status, or the class of an exception.
enum AttemptLabel {
    /// The longest label, in bytes.
    private static let limit = 24
    /// The longest message that is looked at, in bytes.
    private static let messageLimit = 512
    /// The words after a number that make it a length of time, or a size.
    private static let units: Set<String> = ["ms", "s", "sec", "seconds", "m", "min", "minutes", "bytes", "kb", "mb"]
    /// The names of exceptions that are not informative.
    private static let plain: Set<String> = ["Error", "Exception", "RuntimeError", "Traceback"]

    /// Returns the label of a stack trace.
    static func short(_ trace: [UInt8]) -> [UInt8] {
        let message = Array(message(of: trace).prefix(messageLimit))
        let words = words(of: message)
        if let code = words.first(where: isErrno) { return Array(code.utf8.prefix(limit)) }
        for (index, word) in words.enumerated() where isStatus(word) {
            let next = words.dropFirst(index + 1).first?.lowercased() ?? ""
            if !units.contains(next) { return Array(word.utf8) }
        }
        let lower = words.map { $0.lowercased() }
        let isTimeout =
            lower.contains { ["timeout", "timeouterror"].contains($0) }
            || zip(lower, lower.dropFirst()).contains { $0 == ("timed", "out") }
        if isTimeout { return Array("timeout".utf8) }
        let (name, rest) = parts(of: message)
        if let name, !plain.contains(name) { return Array(name.utf8.prefix(limit)) }
        let text = rest.isEmpty ? message : rest
        return Array(text.prefix(limit))
    }

    /// Returns the line with the message: the first one; in Python, the last one.
    private static func message(of trace: [UInt8]) -> [UInt8] {
        let first = trace.firstLine
        guard first.starts(with: "Traceback (".utf8) else { return first }
        let lines = trace.split(separator: 0x0A)
        return lines.last { $0.first != 0x20 && $0.first != 0x09 }.map(Array.init) ?? first
    }

    /// Returns the name of the exception and the text after it; nil for the name where the message does not begin with
    /// one.
    private static func parts(of message: [UInt8]) -> (name: String?, rest: [UInt8]) {
        guard let colon = message.firstIndex(of: UInt8(ascii: ":")) else { return (nil, message) }
        let name = message[..<colon]
        guard !name.isEmpty, name.allSatisfy({ isWord($0) || $0 == UInt8(ascii: ".") }) else { return (nil, message) }
        return (String(decoding: name, as: UTF8.self), Array(message[(colon + 1)...].drop { $0 == 0x20 }))
    }

    private static func words(of message: [UInt8]) -> [String] {
        message.split { !isWord($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Returns whether a word is a system's error code: `ECONNREFUSED`, `EAI_AGAIN`.
    private static func isErrno(_ word: String) -> Bool {
        word.utf8.count >= 4 && word.hasPrefix("E") && word != "ERROR"
            && word.utf8.allSatisfy { 0x41...0x5A ~= $0 || $0 == UInt8(ascii: "_") || 0x30...0x39 ~= $0 }
    }

    /// Returns whether a word is an HTTP status: `503`.
    private static func isStatus(_ word: String) -> Bool {
        word.utf8.count == 3 && word.utf8.allSatisfy { 0x30...0x39 ~= $0 }
            && (word.hasPrefix("4") || word.hasPrefix("5"))
    }
}
