/// The lines at the beginning of a Lua file that describe it: `-- @include name`, `-- @keys name=type ...` and
/// `-- @option name: what it is`.
public struct ScriptHeader: Equatable, Sendable {
    /// A key of the queue: the part after its base, and the type that the library gives it.
    public struct Key: Equatable, Sendable {
        /// The part after the queue's base.
        public let name: String
        /// The type, as TYPE names it.
        public let type: String
    }

    /// The files whose text comes before the file's own, in this order.
    public private(set) var includes: [String] = []
    /// The queue's keys that the script takes.
    public private(set) var keys: [Key] = []
    /// The names of the options that it takes.
    public private(set) var options: [String] = []

    /// Reads the lines that begin with `--`, up to the first other one.
    public init(_ source: [UInt8]) {
        for line in source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard line.starts(with: "--".utf8) else { break }
            let words = String(decoding: line, as: UTF8.self).split(separator: " ").dropFirst()
            switch words.first {
            case "@include": includes += words.dropFirst().map(String.init)
            case "@keys": keys += words.dropFirst().map(Self.key)
            case "@option": options += words.dropFirst().prefix(1).map { String($0.prefix { $0 != ":" }) }
            default: break
            }
        }
    }

    private static func key(_ word: Substring) -> Key {
        let parts = word.split(separator: "=", maxSplits: 1)
        return Key(name: String(parts.first ?? ""), type: String(parts.last ?? ""))
    }
}
