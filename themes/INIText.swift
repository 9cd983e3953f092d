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
    /// The first line that is neither `[section]` nor `name = value`, or that is 200 bytes long or longer; nil where
    /// there is none.
    public private(set) var badLine: Int?

    /// Creates the entries of a text.
    public init(_ bytes: [UInt8]) {
        let line = withUnsafeMutablePointer(to: &entries) { entries in
            bytes.withUnsafeBytes { ci_parse($0.baseAddress, $0.count, takeEntry, entries) }
        }
        badLine = line == 0 ? nil : Int(line)
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
