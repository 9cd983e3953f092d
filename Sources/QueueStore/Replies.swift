import Queues
import Redis

/// The replies of a pipeline, taken one by one in the order of its commands.
///
/// Each method returns a value or throws: an error, a missing reply or one of another shape never becomes a number or
/// an empty list. Only `reply()` returns errors, for callers that handle them.
struct Replies {
    private var replies: ArraySlice<Reply>

    init(_ replies: some Collection<Reply>) { self.replies = Array(replies)[...] }

    /// Whether all of them are taken.
    var isEmpty: Bool { replies.isEmpty }

    /// Returns the next reply unchanged, even an error. A missing reply is an error.
    mutating func reply() -> Reply {
        replies.popFirst() ?? .error(ServerError(code: "ERR", message: "the server sent no reply"))
    }

    /// Returns the next reply. Throws where it is an error.
    mutating func next() throws(Trouble) -> Reply {
        let reply = reply()
        if let error = reply.error { throw Trouble(error) }
        return reply
    }

    /// Returns the next `count` replies. Takes all of them even where one is an error.
    mutating func next(_ count: Int) throws(Trouble) -> [Reply] {
        var part = take(count)
        return try (0..<count).map { _ throws(Trouble) in try part.next() }
    }

    /// Takes the next `count` replies, so that an error among them does not shift the later ones.
    mutating func take(_ count: Int) -> Replies {
        let part = Replies(replies.prefix(count))
        replies = replies.dropFirst(count)
        return part
    }

    /// Returns the next reply as a count.
    mutating func nextCount() throws(Trouble) -> Int { try next().count() }

    /// Returns the next reply as bytes; nil where it is null.
    mutating func nextBytes() throws(Trouble) -> [UInt8]? { try next().optionalBytes() }

    /// Returns the elements of the next reply, none of them null.
    mutating func nextList() throws(Trouble) -> [[UInt8]] { try next().strings() }

    /// Returns the values of the fields of an HMGET.
    mutating func nextFields(_ count: Int) throws(Trouble) -> Replies {
        let elements = try next().parts()
        guard elements.count == count else { throw .implausible("\(elements.count) values for \(count) fields") }
        return Replies(elements)
    }

    /// Throws the first error after which every other command would fail as well.
    func checkServer() throws(Trouble) {
        for error in replies.lazy.compactMap(\.error) where Trouble.concernsWholeServer(error) { throw Trouble(error) }
    }

    /// Whether the server redirects to another node of its cluster.
    var haveRedirections: Bool {
        replies.contains { $0.error.map { $0.code == "MOVED" || $0.code == "ASK" } ?? false }
    }

    /// Throws where the user may not read something, or every command would fail. A key of a wrong type is no such
    /// reason.
    func checkPermission() throws(Trouble) {
        try checkServer()
        for error in replies.lazy.compactMap(\.error) where error.code == "NOPERM" { throw Trouble(error) }
    }
}

/// The shapes of replies. Each method throws for an error and for a reply of another shape.
extension Reply {
    /// The largest plausible count: 2^48. No server holds more, and sums of smaller counts do not overflow.
    private static let largestCount: Int64 = 1 << 48

    /// Returns the reply as a count.
    func count() throws(Trouble) -> Int {
        if let error { throw Trouble(error) }
        guard let integer else { throw .implausible("no number") }
        guard 0...Self.largestCount ~= integer else { throw .implausible("\(integer)") }
        return Int(integer)
    }

    /// Returns the elements of an array; an empty list for null.
    func parts() throws(Trouble) -> [Reply] {
        if let error { throw Trouble(error) }
        if isNull { return [] }
        guard let array else { throw .implausible("no list") }
        return array
    }

    /// Returns the elements of an array as bytes.
    func strings() throws(Trouble) -> [[UInt8]] {
        try parts().map { element throws(Trouble) in
            if let error = element.error { throw Trouble(error) }
            guard let bytes = element.bytes else { throw .implausible("no string in a list") }
            return bytes
        }
    }

    /// Returns the next cursor, nil at the end, and a list of what SCAN has found. Throws where the server returns the
    /// same cursor again, which would never end.
    func scan(after cursor: [UInt8]) throws(Trouble) -> (cursor: [UInt8]?, elements: Reply) {
        let parts = try parts()
        guard parts.count == 2, let next = parts[0].bytes else { throw .notRedis("unexpected reply to SCAN") }
        if next.elementsEqual("0".utf8) { return (nil, parts[1]) }
        guard next != cursor else { throw .implausible("the same cursor of SCAN again") }
        return (next, parts[1])
    }

    /// Whether the server refuses the command whatever its keys: it is denied, or renamed.
    var isDeniedCommand: Bool {
        error.map { $0.code == "NOPERM" || $0.message.hasPrefix("unknown command") } ?? false
    }

    /// Returns the beginning and the length of a string that may have been cut (`StringCutter`).
    func excerpt() throws(Trouble) -> (bytes: [UInt8], length: Int) {
        if let array, array.count == 2, let bytes = array[0].bytes { return (bytes, try array[1].count()) }
        guard let bytes = try optionalBytes() else { throw .implausible("no string") }
        return (bytes, bytes.count)
    }

    /// Returns bytes; nil where it is null.
    func optionalBytes() throws(Trouble) -> [UInt8]? {
        if let error { throw Trouble(error) }
        guard isNull || bytes != nil else { throw .implausible("no string") }
        return bytes
    }

    /// Returns the fields and values of a hash, which alternate in the reply.
    func pairs() throws(Trouble) -> [[UInt8]: [UInt8]] {
        let words = try strings()
        return stride(from: 0, to: words.count - 1, by: 2).reduce(into: [:]) { $0[words[$1]] = words[$1 + 1] }
    }
}

extension Command {
    /// Returns a command on one key, followed by words.
    static func on(_ key: [UInt8], _ name: String, _ words: String...) -> Command {
        Command(name, key: key, words)
    }

    /// Returns a command on one key and one member of it, followed by words.
    static func on(_ key: [UInt8], member: [UInt8], _ name: String, _ words: String...) -> Command {
        Command(name, arguments: [key, member] + words.map { Array($0.utf8) })
    }
}
