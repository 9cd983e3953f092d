import Queues
import Redis

/// The replies of a pipeline, taken one by one in the order of its commands.
struct Replies {
    private let replies: [Reply]
    private var position = 0

    init(_ replies: [Reply]) { self.replies = replies }

    /// The next reply; null where there are no more.
    mutating func next() -> Reply {
        guard position < replies.count else { return .null }
        defer { position += 1 }
        return replies[position]
    }

    /// Throws where the user may not read something, or no command would fare better. What is no hash is no such reason.
    func checkPermission() throws(Trouble) {
        for error in replies.lazy.compactMap(\.error)
        where error.code == "NOPERM" || Trouble.concernsWholeServer(error) {
            throw Trouble(error)
        }
    }

    /// The reply that comes next, and stays.
    var peek: Reply { position < replies.count ? replies[position] : .null }

    /// The next reply as a count, 0 where it is none.
    mutating func nextCount() -> Int { Int(clamping: next().integer ?? 0) }

    /// The next so many replies.
    mutating func next(_ count: Int) -> [Reply] { (0..<count).map { _ in next() } }
}

extension Reply {
    /// The elements of an array, and none of anything else.
    var elements: [Reply] { array ?? [] }

    /// The elements of an array as bytes; those that are none are left out.
    var byteStrings: [[UInt8]] { elements.compactMap(\.bytes) }
}

extension Command {
    /// A command on one key, followed by words.
    static func on(_ key: [UInt8], _ name: String, _ words: String...) -> Command {
        Command(name, arguments: [key] + words.map { Array($0.utf8) })
    }

    /// A command on one key and one member of it, followed by words.
    static func on(_ key: [UInt8], member: [UInt8], _ name: String, _ words: String...) -> Command {
        Command(name, arguments: [key, member] + words.map { Array($0.utf8) })
    }
}
