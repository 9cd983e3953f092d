import TestSupport
import Testing

@testable import Redis

/// Checks that long strings are shortened before they reach the reader, wherever the pieces of the stream end.
@Suite struct StringCutterTests {
    private static let streams: [(stream: String, cut: String)] = [
        ("+OK\r\n", "+OK\r\n"), (":7\r\n$-1\r\n", ":7\r\n$-1\r\n"), ("$3\r\nabc\r\n", "$3\r\nabc\r\n"),
        ("$0\r\n\r\n", "$0\r\n\r\n"), ("$4\r\nabcd\r\n", "*2\r\n$3\r\nabc\r\n:4\r\n"),
        ("*3\r\n$10\r\n$5\r\n*:+\r\n.\r\n:1\r\n$1\r\nx\r\n", "*3\r\n*2\r\n$3\r\n$5\r\r\n:10\r\n:1\r\n$1\r\nx\r\n"),
        ("-ERR $9\r\n$5\r\nabcde\r\n", "-ERR $9\r\n*2\r\n$3\r\nabc\r\n:5\r\n"),
        (
            "$2\r\nab\r\n$4\r\nabcd\r\n+OK\r\n$-1\r\n$3\r\nabc\r\n",
            "$2\r\nab\r\n*2\r\n$3\r\nabc\r\n:4\r\n+OK\r\n$-1\r\n$3\r\nabc\r\n"
        ),
        ("$\r\n$4\r\nabcd\r\n", "$\r\n*2\r\n$3\r\nabc\r\n:4\r\n"), ("$x\r\n", "$x\r\n"),
        ("$99999999999999999999\r\n", "$99999999999999999999\r\n"),
        ("$" + String(repeating: "1", count: 50) + "\r\n", "$" + String(repeating: "1", count: 50) + "\r\n"),
    ]

    @Test(arguments: streams) func everySplitGivesTheSame(stream: String, cut: String) {
        let bytes = Array(stream.utf8)
        for size in 1...bytes.count {
            var cutter = StringCutter(longest: 3)
            var output: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                output += bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { cutter.take($0) }
            }
            #expect(String(decoding: output, as: UTF8.self) == cut, "in pieces of \(size)")
        }
    }

    @Test func aLongStringOfAServerIsNotHeld() throws {
        let redis = try PrivateRedis()
        let connection = try redis.connect()
        let value = [UInt8](repeating: 0x61, count: 20_000_000)
        _ = try connection.send(Command("SET", Array("k".utf8), value))
        let commands = [Command("GET", "k"), Command("MGET", "k", "none"), Command("PING")]
        let replies = try connection.pipeline(commands, limit: 100_000, longest: 10)
        let cut = Reply.array([.bulk(Array(value.prefix(10))), .integer(20_000_000)])
        #expect(replies == [cut, .array([cut, .null]), .status(Array("PONG".utf8))])
        // The next pipeline has complete strings again.
        _ = try connection.send(Command("SET", "k", "0123456789ab"))
        #expect(try connection.send(Command("GET", "k")).text == "0123456789ab")
    }
}
