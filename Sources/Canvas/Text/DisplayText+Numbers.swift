extension DisplayText {
    /// Returns the beginning of a longer text for an ellipsis: at most `columns`, without a number that would end there cut,
    /// since a part of a number is another number. A number that begins the text is cut all the same: it is an id.
    func beginning(columns: Int) -> DisplayText {
        let head = sliced(from: 0, columns: columns)
        let length = head.plain.utf8.count
        let kept = plain.utf8.withContiguousStorageIfAvailable { Self.lengthWithoutCutNumber($0, length) } ?? length
        return kept < length ? sliced(from: 0, columns: columns - (length - kept)) : head
    }

    /// Returns `length`, or where the number begins that it would cut. Digits may be grouped by spaces or have a point.
    private static func lengthWithoutCutNumber(_ text: UnsafeBufferPointer<UInt8>, _ length: Int) -> Int {
        func isDigit(_ place: Int) -> Bool { text.indices.contains(place) && (0x30...0x39).contains(text[place]) }
        /// Returns whether the byte stands between the digits of one number: a point, or a blank before a group of three.
        func joins(_ place: Int) -> Bool {
            guard isDigit(place - 1), isDigit(place + 1) else { return false }
            let isGroup = isDigit(place + 2) && isDigit(place + 3) && !isDigit(place + 4)
            return text[place] == UInt8(ascii: ".") || text[place] == UInt8(ascii: " ") && isGroup
        }
        func isInside(_ place: Int) -> Bool { isDigit(place) || joins(place) }

        guard length > 0, length < text.count, isInside(length), isInside(length - 1) else { return length }
        var start = length
        while start > 0, isInside(start - 1) { start -= 1 }
        guard start > 0, text[start - 1] == UInt8(ascii: " ") || text[start - 1] == UInt8(ascii: "(") else {
            return length
        }
        while start > 0, text[start - 1] == UInt8(ascii: " ") { start -= 1 }
        return start > 0 ? start : length
    }
}
