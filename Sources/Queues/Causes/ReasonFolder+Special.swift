extension ReasonFolder {
    /// Replaces a URL, UUID, date, address, e-mail address or path that begins at the position. Returns false where
    /// none does.
    mutating func foldSpecial() -> Bool {
        let shapes: [(Placeholder, (ReasonFolder) -> Int?)] = [
            (.url, { $0.urlEnd }), (.uuid, { $0.uuidEnd }), (.date, { $0.dateEnd ?? $0.longDateEnd }),
            (.address, { $0.ipv4End ?? $0.ipv6End }), (.email, { $0.emailEnd }), (.path, { $0.pathEnd }),
        ]
        guard byte() != nil else { return false }
        for (placeholder, end) in shapes {
            guard let end = end(self) else { continue }
            replace(to: end, by: placeholder)
            return true
        }
        return foldNumber()
    }

    /// Returns the end of the bytes from `start` on that fit.
    func runEnd(from start: Int, where fits: (UInt8) -> Bool) -> Int {
        text[min(start, text.count)...].firstIndex { !fits($0) } ?? text.count
    }

    /// Returns the end of the bytes at `start` that have a shape, or nil: `d` is a digit, `x` a hexadecimal digit, any
    /// other byte itself.
    func shapeEnd(_ shape: String, at start: Int) -> Int? {
        var place = start
        for sign in shape.utf8 {
            guard place < text.count else { return nil }
            switch sign {
            case UInt8(ascii: "d"): guard text[place].isDigit else { return nil }
            case UInt8(ascii: "x"): guard text[place].isHexDigit else { return nil }
            default: guard text[place] == sign else { return nil }
            }
            place += 1
        }
        return place
    }

    private func isWordEnd(_ end: Int) -> Bool { end >= text.count || !text[end].isWord }

    private var urlEnd: Int? {
        guard byte()?.isLetter == true else { return nil }
        let scheme = runEnd(from: position) { $0.isWord || $0 == UInt8(ascii: "+") }
        guard let start = shapeEnd("://", at: scheme) else { return nil }
        let end = runEnd(from: start) { !$0.isBlank && !"\"'`<>()[]{},;".utf8.contains($0) }
        return end > start ? trimmedEnd(end, from: start) : nil
    }

    private var uuidEnd: Int? {
        guard let end = shapeEnd("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", at: position) else { return nil }
        return isWordEnd(end) ? end : nil
    }

    /// The end of a date or a time: `2026-11-27T16:41:03.120Z`, `2026-11-27`, `16:41:03`; nil where none begins here.
    private var dateEnd: Int? {
        guard byte()?.isDigit == true else { return nil }
        let day = ["dddd-dd-dd", "dddd/dd/dd", "dd.dd.dddd", "dd/dd/dddd"].lazy.compactMap {
            shapeEnd($0, at: position)
        }.first
        guard let day else { return timeEnd(at: position) }
        guard day < text.count, text[day] == UInt8(ascii: "T") || text[day] == 0x20 else {
            return isWordEnd(day) ? day : nil
        }
        return timeEnd(at: day + 1) ?? (text[day] == 0x20 ? day : nil)
    }

    private func timeEnd(at start: Int) -> Int? {
        guard
            var end = shapeEnd("dd:dd:dd", at: start) ?? shapeEnd("d:dd:dd", at: start) ?? shapeEnd("dd:dd", at: start)
        else { return nil }
        // Two groups of digits, `16:41`, are a time only after a day.
        if end - start == 5, start == position { return nil }
        if let fraction = shapeEnd(".d", at: end) ?? shapeEnd(",d", at: end) {
            end = runEnd(from: fraction) { $0.isDigit }
        }
        for zone in ["Z", "+dd:dd", "-dd:dd", "+dddd", "-dddd", " GMT+dddd", " GMT-dddd", " UTC", " GMT"] {
            if let zoneEnd = shapeEnd(zone, at: end) { return zoneEnd }
        }
        return isWordEnd(end) ? end : nil
    }

    /// The end of a long date: `Fri, 27 Nov 2026 16:41:03 GMT`, `Fri Nov 27 2026 16:41:03 GMT+0100 (Central European
    /// Standard Time)`.
    private var longDateEnd: Int? {
        let week = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        guard var end = week.lazy.compactMap({ shapeEnd($0, at: position) }).first else { return nil }
        var hasTime = false
        while end < text.count {
            let start = runEnd(from: end) { $0 == 0x20 || $0 == UInt8(ascii: ",") }
            if let time = timeEnd(at: start), text[start].isDigit {
                (end, hasTime) = (time, true)
            } else {
                let next = runEnd(from: start) { $0.isWord || $0 == UInt8(ascii: "+") }
                let isPart = next - start <= 4 || shapeEnd("GMT+dddd", at: start) == next
                guard next > start, isPart, !hasTime || shapeEnd("GMT", at: start) != nil else { break }
                end = next
            }
        }
        if hasTime, let open = shapeEnd(" (", at: end), let close = text[open...].firstIndex(of: UInt8(ascii: ")")) {
            end = close + 1
        }
        return hasTime ? end : nil
    }
}
