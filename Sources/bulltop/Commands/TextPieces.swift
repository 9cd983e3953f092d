internal import Queues

/// A text from the server that is printed in pieces, without its colours, with an indentation on each line.
struct TextPieces {
    private let indent: [UInt8]
    /// The bytes that may belong to the following ones: the beginning of a character or of a colour.
    private var waiting: [UInt8] = []
    private var isAtLineStart = true

    /// The maximum length of the beginning of a colour that is held back, in bytes.
    private static let longestColor = 32

    init(indent: String) { self.indent = Array(indent.utf8) }

    /// Returns the text that can be printed after the next piece.
    mutating func take(_ piece: ArraySlice<UInt8>) -> [UInt8] {
        let bytes = waiting + piece
        let end = Self.end(of: bytes)
        waiting = Array(bytes[end...])
        return lines(bytes[..<end].withoutColors)
    }

    /// Returns the rest, and the end of the last line.
    mutating func ending() -> [UInt8] {
        let rest = lines(waiting)
        waiting = []
        return rest + (isAtLineStart ? [] : [0x0A])
    }

    private mutating func lines(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + indent.count)
        for byte in bytes {
            if isAtLineStart { text += indent }
            text.append(byte)
            isAtLineStart = byte == 0x0A
        }
        return text
    }

    /// Returns the end of the text that can be printed already.
    private static func end(of bytes: [UInt8]) -> Int {
        let end = bytes.count - bytes.unfinishedCharacter
        let tail = bytes[max(0, end - longestColor)..<end]
        guard let escape = tail.lastIndex(of: 0x1B) else { return end }
        let rest = bytes[(escape + 1)..<end]
        guard let bracket = rest.first else { return escape }
        let isColor = bracket == UInt8(ascii: "[") && rest.dropFirst().allSatisfy { (0x30...0x3B).contains($0) }
        return isColor ? escape : end
    }
}

extension Array where Element == UInt8 {
    /// The number of bytes at the end that begin a character of UTF-8 whose other bytes have not come.
    var unfinishedCharacter: Int {
        for count in 1...3 where count <= self.count {
            let byte = self[self.count - count]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > count ? count : 0
        }
        return 0
    }
}
