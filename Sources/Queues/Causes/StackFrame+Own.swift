import JSONText

extension StackFrame {
    /// Returns the frame of the application's own code that is nearest to the failure, in the newest trace of a job:
    /// the first one of a Node trace, the last one of a Python trace. Returns nil where every frame is a library's.
    ///
    /// - Parameter stacktrace: The field of that name, a JSON array of strings, the newest last (data model, 2.1), or
    ///   the
    ///   end of it.
    public static func own(inStacks stacktrace: ArraySlice<UInt8>) -> StackFrame? {
        var last: StackFrame?
        var rest = newestTrace(in: stacktrace)
        while !rest.isEmpty {
            let line = firstLine(of: rest)
            rest = rest[line.endIndex...].dropFirst(2)
            // Only the lines of frames are decoded: traces are long, and there are many of them.
            guard line.first == 0x20, let frame = StackFrame(line: JSONString(escaped: Array(line)).bytes[...]) else {
                continue
            }
            guard !frame.isLibrary else { continue }
            if line.drop(while: { $0 == 0x20 }).starts(with: "at ".utf8) { return frame }
            last = frame
        }
        return last
    }

    /// Returns the text between the quotes of the array's last string. It is read from the end, as the array may be
    /// long.
    private static func newestTrace(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let close = text.lastIndex(of: quote) else { return [] }
        var place = close
        while place > text.startIndex {
            place -= 1
            guard text[place] == quote else { continue }
            let slashes = text[..<place].reversed().prefix { $0 == backslash }.count
            if slashes.isMultiple(of: 2) { return text[(place + 1)..<close] }
        }
        return text[..<close]
    }

    /// Returns the bytes before the next `\n`, which JSON writes with a backslash.
    private static func firstLine(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var place = text.startIndex
        while place < text.endIndex {
            if text[place] == backslash, place + 1 < text.endIndex {
                if text[place + 1] == UInt8(ascii: "n") { break }
                place += 1
            }
            place += 1
        }
        return text[..<place]
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
}
