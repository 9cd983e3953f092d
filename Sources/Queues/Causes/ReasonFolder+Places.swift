extension ReasonFolder {
    /// The end of an IPv4 address, with its port: `10.0.0.7`, `10.0.0.7:5432`; nil where none begins here.
    var ipv4End: Int? {
        var end = position
        for group in 0..<4 {
            if group > 0 {
                guard end < text.count, text[end] == UInt8(ascii: ".") else { return nil }
                end += 1
            }
            let next = runEnd(from: end) { $0.isDigit }
            guard 1...3 ~= next - end else { return nil }
            end = next
        }
        if end < text.count, text[end].isWord { return nil }
        if shapeEnd(".d", at: end) != nil { return nil }
        return portEnd(after: end)
    }

    /// The end of an IPv6 or MAC address: `::1`, `[fe80::1]:6379`, `::ffff:10.0.0.7:80`, `00:1b:44:11:3a:b7`.
    var ipv6End: Int? {
        let isBracketed = byte() == UInt8(ascii: "[")
        let start = isBracketed ? position + 1 : position
        let end = runEnd(from: start) { $0.isHexDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
        let run = text[start..<end]
        let colons = run.count { $0 == UInt8(ascii: ":") }
        let hasGap = zip(run, run.dropFirst()).contains { $0 == UInt8(ascii: ":") && $1 == UInt8(ascii: ":") }
        guard colons >= 5 || hasGap && colons >= 2 && run.contains(where: \.isHexDigit) else { return nil }
        guard isBracketed else { return isPlainEnd(end) ? trimmedEnd(end, from: start) : nil }
        return end < text.count && text[end] == UInt8(ascii: "]") ? portEnd(after: end + 1) : nil
    }

    private func isPlainEnd(_ end: Int) -> Bool { end >= text.count || !text[end].isWord }

    private func portEnd(after end: Int) -> Int {
        guard let port = shapeEnd(":d", at: end) else { return end }
        return runEnd(from: port) { $0.isDigit }
    }

    var emailEnd: Int? {
        guard byte()?.isWord == true else { return nil }
        let at = runEnd(from: position) { $0.isWord || ".%+-".utf8.contains($0) }
        guard at < text.count, text[at] == UInt8(ascii: "@") else { return nil }
        let end = runEnd(from: at + 1) { $0.isWord || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        let domainEnd = trimmedEnd(end, from: at + 1)
        return text[(at + 1)..<domainEnd].contains(UInt8(ascii: ".")) ? domainEnd : nil
    }

    /// The end of a path: absolute, with `./`, `../`, `~/` or a drive at its beginning, or relative with three parts or
    /// more.
    var pathEnd: Int? {
        let starts = ["/", "./", "../", "~/", "\\\\"].lazy.compactMap { self.shapeEnd($0, at: self.position) }.first
        if let start = starts ?? driveEnd {
            let before = position > 0 ? text[position - 1] : 0x20
            guard before != UInt8(ascii: "<"), before != UInt8(ascii: "/"), before != UInt8(ascii: "."),
                start < text.count, text[start].isWord || "._@~".utf8.contains(text[start])
            else { return nil }
            return trimmedEnd(runEnd(from: start, where: isPathByte), from: start)
        }
        guard byte()?.isWord == true else { return nil }
        let end = runEnd(from: position) { isPathByte($0) && $0 != UInt8(ascii: ":") }
        let slashes = text[position..<end].count { $0 == UInt8(ascii: "/") }
        return slashes >= 2 ? trimmedEnd(end, from: position) : nil
    }

    private var driveEnd: Int? {
        guard byte()?.isLetter == true, shapeEnd(":\\", at: position + 1) != nil else { return nil }
        return position + 3
    }

    private func isPathByte(_ byte: UInt8) -> Bool { byte.isWord || "/\\._@%+=~-:&?".utf8.contains(byte) }

    /// Returns `end`, moved back over the marks that end a sentence.
    func trimmedEnd(_ end: Int, from start: Int) -> Int {
        text[start..<end].lastIndex { !".:,;?!".utf8.contains($0) }.map { $0 + 1 } ?? start
    }
}
