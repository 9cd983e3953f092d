internal import CInih

/// One `name = value` of an INI text.
public struct INIEntry: Hashable, Sendable {
    /// The text between the brackets above the entry; empty before the first section.
    public let section: String
    /// The text before the `=` or `:`.
    public let name: String
    /// The text after it, without surrounding spaces and without a comment, which begins with a space and `;`.
    public let value: String
    /// The line, from 1 on.
    public let line: Int

    /// Creates an entry on a line of a section.
    public init(section: String, name: String, value: String, line: Int) {
        (self.section, self.name, self.value, self.line) = (section, name, value, line)
    }
}

/// The entries of an INI text, in their order.
public struct INIText: Sendable {
    /// The entries that were read; a name may occur more than once.
    public private(set) var entries: [INIEntry] = []
    /// The lines that are neither `[section]` nor `name = value`, or that are 200 bytes long or longer; the first 20 at
    /// most.
    public private(set) var badLines: [Int] = []

    /// The first of them; nil where there is none.
    public var badLine: Int? { badLines.first }

    /// The number of bad lines after which no more is looked for: such a file is something else.
    private static let mostBadLines = 20

    /// Creates the entries of a text.
    public init(_ bytes: [UInt8]) {
        var bytes = bytes
        while badLines.count < Self.mostBadLines, let line = take(bytes), !badLines.contains(line) {
            badLines.append(line)
            // inih reports the first bad line only.
            Self.empty(line, of: &bytes)
        }
    }

    /// Reads the entries of a text. Returns its first bad line; nil where there is none.
    private mutating func take(_ bytes: [UInt8]) -> Int? {
        entries = []
        let line = withUnsafeMutablePointer(to: &entries) { entries in
            bytes.withUnsafeBytes { ci_parse($0.baseAddress, $0.count, takeEntry, entries) }
        }
        return line == 0 ? nil : Int(line)
    }

    /// Removes the text of a line, from 1 on, so that the others keep their numbers.
    private static func empty(_ line: Int, of bytes: inout [UInt8]) {
        let newline = UInt8(ascii: "\n")
        var start = bytes.startIndex
        for _ in 1..<max(1, line) {
            guard let end = bytes[start...].firstIndex(of: newline) else { return }
            start = end + 1
        }
        bytes.removeSubrange(start..<(bytes[start...].firstIndex(of: newline) ?? bytes.endIndex))
    }
}

/// Adds one entry of the text; the signature is inih's.
private func takeEntry(
    _ context: UnsafeMutableRawPointer?, _ section: UnsafePointer<CChar>?, _ name: UnsafePointer<CChar>?,
    _ value: UnsafePointer<CChar>?, _ line: Int32
) -> Int32 {
    guard let context, let section, let name, let value else { return 0 }
    context.assumingMemoryBound(to: [INIEntry].self).pointee.append(
        INIEntry(
            section: String(cString: section), name: String(cString: name), value: String(cString: value),
            line: Int(line)))
    return 1
}
