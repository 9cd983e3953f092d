internal import Glibc

/// One word of the command line, as the bytes that the shell gave: names and ids need not be text.
struct Argument: Hashable, Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The word as text; what is not UTF-8 became U+FFFD.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether it is an option. A dash alone stands for standard input.
    var isOption: Bool { bytes.count > 1 && bytes[0] == UInt8(ascii: "-") }

    /// The words after the program's name.
    static var ofProcess: [Argument] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { CommandLine.unsafeArgv[$0] }.map { pointer in
            Argument(Array(UnsafeRawBufferPointer(start: pointer, count: strlen(pointer))))
        }
    }
}
