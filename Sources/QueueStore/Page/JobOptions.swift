import Queues

/// Reads from the JSON text of a job's options.
enum JobOptions {
    /// Returns the maximum number of attempts: the number `attempts` of the outer object, at least 1 (data model, 2.1);
    /// nil where it is not a number.
    static func attempts(in text: [UInt8]) -> Int? {
        var scanner = Scanner(text)
        guard let value = scanner.value(of: Array("attempts".utf8)), value != Array("null".utf8) else { return 1 }
        return Number.whole(value).map { max(1, Int(clamping: $0)) }
    }

    /// Scans a JSON text, looking only at strings and depth. For invalid JSON the result may be anything, but the scan
    /// ends.
    private struct Scanner {
        private let text: [UInt8]
        private var position = 0

        init(_ text: [UInt8]) { self.text = text }

        mutating func value(of key: [UInt8]) -> [UInt8]? {
            var depth = 0
            while position < text.count {
                let byte = text[position]
                position += 1
                switch byte {
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                case UInt8(ascii: "\""):
                    let string = restOfString()
                    guard depth == 1, string == key[...], skip(to: UInt8(ascii: ":")) else { continue }
                    return value()
                default: break
                }
            }
            return nil
        }

        /// Returns the bytes up to the closing quote, and moves behind it. Escapes stay as they are.
        private mutating func restOfString() -> ArraySlice<UInt8> {
            let start = position
            while position < text.count, text[position] != UInt8(ascii: "\"") {
                position += text[position] == UInt8(ascii: "\\") ? 2 : 1
            }
            let end = min(position, text.count)
            position = end + 1
            return text[min(start, end)..<end]
        }

        /// Skips blanks and then the byte, if it follows. Returns whether it did.
        private mutating func skip(to byte: UInt8) -> Bool {
            skipBlanks()
            guard position < text.count, text[position] == byte else { return false }
            position += 1
            return true
        }

        private mutating func skipBlanks() {
            while position < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) { position += 1 }
        }

        private mutating func value() -> [UInt8] {
            skipBlanks()
            let ends = Set(",}] \t\r\n".utf8)
            return Array(text[min(position, text.count)...].prefix { !ends.contains($0) })
        }
    }
}
