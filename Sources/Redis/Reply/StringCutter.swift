#if canImport(Glibc)
    import Glibc
#endif

/// Cuts the strings in a stream of replies to a maximum length, so that the rest of a long string is not held. A cut
/// string becomes an array of its beginning and its length.
struct StringCutter {
    private enum State {
        /// Within a line; the bytes so far of one that begins with `$`.
        case line([UInt8])
        /// Within a string: the number of its bytes that are still to be kept, to be cut, and to end it.
        case string(kept: Int, cut: Int, end: Int)
    }

    /// The maximum number of bytes of a string.
    let longest: Int
    private var state = State.line([])
    /// The length of the string that is being cut; nil for one that stays whole.
    private var cutLength: Int?
    /// Whether the line that has begun is not the length of a string.
    private var isOtherLine = false

    init(longest: Int) { self.longest = longest }

    /// Takes the next bytes, and returns the bytes that replace them.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var output: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            switch state {
            case .line(let head):
                let count = head.isEmpty && !isOtherLine ? unchanged(rest) : 0
                if count > 0 {
                    output += rest.prefix(count)
                    rest = rest.dropFirst(count)
                } else if isOtherLine || head.isEmpty && byte != UInt8(ascii: "$") {
                    passLine(&rest, to: &output)
                } else {
                    rest = rest.dropFirst()
                    takeLength(head + [byte], to: &output)
                }
            case .string(let kept, let cut, let end): pass(kept, cut, end, &rest, to: &output)
            }
        }
        return output
    }

    /// Returns the number of leading bytes that stay unchanged: whole lines, and whole strings that are short enough.
    /// These are almost all.
    private func unchanged(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        let bytes = UnsafeRawBufferPointer(rebasing: bytes)
        guard let start = bytes.baseAddress else { return 0 }
        var position = 0
        while position < bytes.count,
            let newline = memchr(start + position, 0x0A, bytes.count - position).map({
                $0 - UnsafeMutableRawPointer(mutating: start)
            })
        {
            var next = newline + 1
            if bytes[position] == UInt8(ascii: "$"), bytes[position + 1] != UInt8(ascii: "-") {
                let digits = bytes[(position + 1)..<max(position + 1, newline - 1)]
                guard !digits.isEmpty else { return position }
                var length = 0
                for digit in digits {
                    guard 0x30...0x39 ~= digit, length <= longest else { return position }
                    length = 10 * length + Int(digit - 0x30)
                }
                guard length <= longest, length <= bytes.count - next - 2 else { return position }
                next += length + 2
            }
            position = next
        }
        return position
    }

    private mutating func passLine(_ rest: inout Slice<UnsafeRawBufferPointer>, to output: inout [UInt8]) {
        let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
        output += rest[..<end]
        isOtherLine = output.last != 0x0A
        rest = rest[end...]
    }

    private mutating func takeLength(_ head: [UInt8], to output: inout [UInt8]) {
        guard head.last == 0x0A else {
            // No length has that many digits.
            if head.count > 32 { passOther(head, to: &output) } else { state = .line(head) }
            return
        }
        guard let length = Int(String(decoding: head.dropFirst().dropLast(2), as: UTF8.self)), length >= 0 else {
            return passOther(head, to: &output)
        }
        let kept = min(length, longest)
        cutLength = kept < length ? length : nil
        output += cutLength == nil ? head : Array("*2\r\n$\(kept)\r\n".utf8)
        state = .string(kept: kept, cut: length - kept, end: 2)
    }

    private mutating func passOther(_ head: [UInt8], to output: inout [UInt8]) {
        output += head
        isOtherLine = head.last != 0x0A
        state = .line([])
    }

    private mutating func pass(
        _ kept: Int, _ cut: Int, _ end: Int, _ rest: inout Slice<UnsafeRawBufferPointer>, to output: inout [UInt8]
    ) {
        let piece = rest.prefix(kept)
        output += piece
        rest = rest.dropFirst(piece.count)
        let left = rest.prefix(cut).count
        rest = rest.dropFirst(left)
        let ending = rest.prefix(kept == piece.count && cut == left ? end : 0)
        output += ending
        rest = rest.dropFirst(ending.count)
        state = .string(kept: kept - piece.count, cut: cut - left, end: end - ending.count)
        guard end == ending.count else { return }
        if let cutLength { output += Array(":\(cutLength)\r\n".utf8) }
        state = .line([])
    }
}
