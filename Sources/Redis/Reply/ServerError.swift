/// An error reply, in the server's words.
public struct ServerError: Error, Hashable, Sendable {
    /// The first word where it is in capitals (`ERR`, `NOPERM`, `WRONGPASS`, `NOSCRIPT`, `LOADING`, ...), otherwise
    /// `ERR`.
    public let code: String
    /// The words after the code.
    public let message: String

    /// Creates an error of this code and message.
    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// The reason why keys are not tracked where connections to one address lead to different servers, in our words.
    public static let severalServers = ServerError(code: "ERR", message: "the address leads to several servers")

    /// Reads an error reply, without its leading `-`.
    public init(line: some Collection<UInt8>) {
        let word = line.prefix { $0 != UInt8(ascii: " ") }
        let isCode = !word.isEmpty && word.allSatisfy(Self.isOfCode)
        code = isCode ? String(decoding: word, as: UTF8.self) : "ERR"
        message = String(decoding: isCode ? line.dropFirst(word.count + 1) : line.dropFirst(0), as: UTF8.self)
    }

    private static func isOfCode(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
