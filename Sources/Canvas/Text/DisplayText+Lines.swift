extension DisplayText {
    /// Hostile bytes as lines for a text view: LF and CRLF end a line, tabs become spaces. None for no bytes.
    public static func lines(of bytes: [UInt8], tabWidth: Int = 4, glyphs: Glyphs = .unicode) -> [DisplayText] {
        bytes.withUnsafeBufferPointer { bytes in
            var lines: [DisplayText] = []
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                let isTerminated = end < bytes.count
                let last = isTerminated && end > start && bytes[end - 1] == 0x0D ? end - 1 : end
                let line = UnsafeBufferPointer(rebasing: bytes[start..<last])
                lines.append(DisplayText(line, glyphs: glyphs, tabWidth: tabWidth))
                start = end + 1
            }
            return lines
        }
    }
}
