/// The encoding of one step of the past as its difference from the step before: a byte with a bit for each value that
/// has changed, then these changes, in groups of seven bits, the lowest first. The byte is never 0.
enum HistoryCode {
    /// Appends a step, which differs from the one before.
    static func append(_ point: HistoryPoint, after before: HistoryPoint, to bytes: inout [UInt8]) {
        let place = bytes.count
        bytes.append(0)
        for index in 0..<HistoryPoint.codeCount {
            let change = Int64(point[code: index]) - Int64(before[code: index])
            guard change != 0 else { continue }
            bytes[place] |= 1 << UInt8(index)
            // The sign is in the lowest bit, so that small falls are short, too.
            var rest = UInt64(bitPattern: change << 1 ^ change >> 63)
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
    }

    /// Changes `point` to the step that is encoded from `index` on. Returns the index behind it.
    static func read(_ point: inout HistoryPoint, from bytes: [UInt8], at index: Int) -> Int {
        var next = index + 1
        for place in 0..<HistoryPoint.codeCount where bytes[index] & (1 << UInt8(place)) != 0 {
            var (rest, shift) = (UInt64(0), UInt64(0))
            while bytes[next] >= 0x80 {
                rest |= UInt64(bytes[next] & 0x7F) << shift
                (shift, next) = (shift + 7, next + 1)
            }
            rest |= UInt64(bytes[next]) << shift
            next += 1
            let change = Int64(bitPattern: rest >> 1) ^ -Int64(bitPattern: rest & 1)
            point[code: place] = Int32(truncatingIfNeeded: Int64(point[code: place]) &+ change)
        }
        return next
    }
}
