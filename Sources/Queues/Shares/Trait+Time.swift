extension Trait {
    /// The last names of paths whose values pass by with time.
    private static let timeNames: Set<[UInt8]> = Set(
        ["date", "day", "hour", "minute", "month", "week", "year", "time", "timestamp"].map { Array($0.utf8) })
    /// What a number may be that is a time: seconds since 1970 have 10 digits, milliseconds 13.
    private static let epochLengths: Set<Int> = [10, 13]
    /// The first letters of dates and times of day, where `0` is any digit: `2026-11-28T10:15`, `28.11.2026`, `10:15`.
    private static let patterns = ["0000-00", "0000/00", "00.00.0000", "00/00/0000", "00:00"].map { Array($0.utf8) }

    /// Whether it is a value of time, which jobs share because they ended at about the same time: an hour, or a date in the
    /// data.
    var isOfTime: Bool {
        switch kind {
        case .hour: true
        case .data(let path): Self.isOfTime(path: path) || Self.isTime(value)
        case .name, .worker, .attempts, .size, .parentQueue, .scheduler, .queue: false
        }
    }

    private static func isOfTime(path: [UInt8]) -> Bool {
        let name = path.lastIndex(of: UInt8(ascii: ".")).map { path[($0 + 1)...] } ?? path[...]
        return timeNames.contains(Array(name))
    }

    private static func isTime(_ json: [UInt8]) -> Bool {
        guard json.first == UInt8(ascii: "\"") else { return isEpoch(json[...]) }
        let text = json.dropFirst().dropLast()
        return isEpoch(text) || patterns.contains { fits(text, $0) }
    }

    private static func isEpoch(_ text: ArraySlice<UInt8>) -> Bool {
        guard epochLengths.contains(text.count), text.first == UInt8(ascii: "1") else { return false }
        return text.allSatisfy(isDigit)
    }

    private static func fits(_ text: ArraySlice<UInt8>, _ pattern: [UInt8]) -> Bool {
        guard text.count >= pattern.count else { return false }
        return zip(text, pattern).allSatisfy { byte, wanted in
            wanted == UInt8(ascii: "0") ? isDigit(byte) : byte == wanted
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
