internal import CLinux
internal import Glibc

/// One word of the command line, as the bytes from the shell: names and ids may not be text.
struct Argument: Hashable, Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The word as text; invalid UTF-8 becomes U+FFFD.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether it is an option. A dash alone means standard input.
    var isOption: Bool { bytes.count > 1 && bytes[0] == UInt8(ascii: "-") }

    /// Returns the words after the program's name. Overwrites the passwords in them where other users could see them:
    /// in the list of processes.
    static func takeFromProcess() -> [Argument] {
        (1..<max(1, linux_argument_count())).compactMap(linux_argument).map { pointer in
            let argument = Argument(Array(UnsafeRawBufferPointer(start: pointer, count: strlen(pointer))))
            for index in argument.passwords.joined() { pointer[index] = CChar(bitPattern: UInt8(ascii: "*")) }
            return argument
        }
    }

    /// The ranges of the passwords in the word, in order, where it is a URL of a server or an option with one.
    var passwords: [Range<Int>] {
        let scheme = Array("://".utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: scheme) }) else { return [] }
        let authority = start + scheme.count
        var found: [Range<Int>] = []
        // An unescaped password may contain any character, so it ends at the last @.
        if let end = bytes.lastIndex(of: UInt8(ascii: "@")), end >= authority,
            let colon = bytes[authority..<end].firstIndex(of: UInt8(ascii: ":"))
        {
            found.append(colon + 1..<end)
        }
        let parameter = Array("password=".utf8)
        var rest = bytes[(found.last?.upperBound ?? authority)...]
        while let start = rest.indices.first(where: { rest[$0...].starts(with: parameter) }) {
            let value = start + parameter.count
            let end = rest[value...].firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
            found.append(value..<end)
            rest = rest[end...]
        }
        return found
    }
}
