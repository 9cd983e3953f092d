import Testing

@testable import Redis

@Suite struct ReplyReaderTests {
    static let stream = Array(
        "+OK\r\n$5\r\na\r\nbc\r\n*3\r\n:-7\r\n*2\r\n$-1\r\n*0\r\n-ERR bad\r\n*-1\r\n$0\r\n\r\n".utf8)

    static let replies: [Reply] = [
        .status(Array("OK".utf8)), .bulk(Array("a\r\nbc".utf8)),
        .array([.integer(-7), .array([.null, .array([])]), .error(ServerError(code: "ERR", message: "bad"))]),
        .null, .bulk([]),
    ]

    @Test func repliesMayComeInPiecesOfAnySize() throws {
        for size in 1...Self.stream.count {
            let reader = ReplyReader()
            var replies: [Reply] = []
            for start in stride(from: 0, to: Self.stream.count, by: size) {
                let piece = Self.stream[start..<min(start + size, Self.stream.count)]
                try Array(piece).withUnsafeBytes { try reader.feed($0, into: &replies) }
            }
            #expect(replies == Self.replies, "pieces of \(size)")
        }
    }

    /// Checks that the reader frees its state where a reply is half read.
    @Test func aReaderMayEndAnywhere() throws {
        for end in 0..<Self.stream.count {
            var replies: [Reply] = []
            try Array(Self.stream[..<end]).withUnsafeBytes { try ReplyReader().feed($0, into: &replies) }
            #expect(replies == Array(Self.replies.prefix(replies.count)))
        }
    }

    @Test func whatBeginsLateIsQuotedFromItsBeginning() throws {
        let reader = ReplyReader()
        var replies: [Reply] = []
        #expect(throws: RedisError.protocolViolation("hello")) {
            try Array("+OK\r\n:1\r\nhello\r\nworld".utf8).withUnsafeBytes { try reader.feed($0, into: &replies) }
        }
        #expect(replies == [.status(Array("OK".utf8)), .integer(1)])
    }

    @Test(arguments: [
        ("NOAUTH Authentication required.", "NOAUTH", "Authentication required."),
        ("ERR", "ERR", ""), ("", "ERR", ""), ("no code here", "ERR", "no code here"), (" x", "ERR", " x"),
    ]) func errorLines(_ line: String, _ code: String, _ message: String) {
        #expect(ServerError(line: Array(line.utf8)) == ServerError(code: code, message: message))
    }
}
