extension TextSearch {
    /// The bytes that are searched for.
    struct Needle {
        private let bytes: [UInt8]
        private let matchesCase: Bool
        private let isASCII: Bool

        /// Creates a needle that finds `query`.
        init(_ query: String) {
            matchesCase = query.contains(where: \.isUppercase)
            isASCII = query.utf8.allSatisfy { $0 < 0x80 }
            bytes = matchesCase ? Array(query.utf8) : Self.folded(Array(query.utf8)[...], isASCII: isASCII)
        }

        /// Returns its places in `text`, as offsets from the beginning, without overlaps and at most `limit`.
        func ranges(in text: ArraySlice<UInt8>, limit: Int) -> [Range<Int>] {
            guard let first = bytes.first, text.count >= bytes.count else { return [] }
            let text = matchesCase ? Array(text) : Self.folded(text, isASCII: isASCII)
            var found: [Range<Int>] = []
            var start = 0
            while start + bytes.count <= text.count, found.count < limit {
                if text[start] == first, text[start..<start + bytes.count].elementsEqual(bytes) {
                    found.append(start..<start + bytes.count)
                    start += bytes.count
                } else {
                    start += 1
                }
            }
            return found
        }

        /// Returns the text in lower case, with the same length in bytes: a letter whose small form has another length
        /// stays. For a needle of ASCII only ASCII letters are changed.
        private static func folded(_ text: ArraySlice<UInt8>, isASCII: Bool) -> [UInt8] {
            var folded = text.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
            guard !isASCII, folded.contains(where: { $0 >= 0x80 }) else { return folded }
            guard let string = String(validating: folded, as: UTF8.self) else { return folded }
            var offset = 0
            for scalar in string.unicodeScalars {
                let length = UTF8.width(scalar)
                let small = scalar.properties.lowercaseMapping.utf8
                if length > 1, small.count == length { folded.replaceSubrange(offset..<offset + length, with: small) }
                offset += length
            }
            return folded
        }
    }
}
