import COpenSSL

/// A Lua script that runs on the server as one atomic step.
public struct Script: Hashable, Sendable {
    /// The text of the script.
    public let source: [UInt8]
    /// The SHA-1 of the source, with which the server names it: 40 hexadecimal digits.
    public let sha1: [UInt8]

    /// Creates a script of this text.
    public init(_ source: [UInt8]) {
        self.source = source
        var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
        SHA1(source, source.count, &digest)
        let digits = Array("0123456789abcdef".utf8)
        sha1 = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }

    /// Returns a command that runs the script if the server has it, and fails with `NOSCRIPT` if not: for pipelines.
    public func evalsha(keys: [[UInt8]], arguments: [[UInt8]]) -> Command {
        Command("EVALSHA", arguments: [sha1, Array(String(keys.count).utf8)] + keys + arguments)
    }

    /// Returns a command that sends the whole script, which the server keeps, and runs it.
    public func eval(keys: [[UInt8]], arguments: [[UInt8]]) -> Command {
        Command("EVAL", arguments: [source, Array(String(keys.count).utf8)] + keys + arguments)
    }
}
