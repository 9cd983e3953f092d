import Foundation
import Redis
import TestSupport
import Testing

/// The screen stays live and the memory small, however many jobs there are.
@Suite(.serialized) struct SizeTests {
    /// The maximum resident memory of the release build, which `make test` measures, in kB: 26 MB, above the 24 of the
    /// design since the list of queues has rows of its own (docs/architecture.md, debts). A debug build maps a dynamic
    /// standard library and keeps every check, so its limit only shows that it does not grow with the data.
    private static var budget: Int {
        ProcessInfo.processInfo.environment["BULLTOP_BINARY"] == nil ? 80_000 : 26_000
    }

    private func peak(_ id: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return try #require(line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
    }

    private func start(_ pane: Pane, _ server: PrivateRedis) throws -> Int32 {
        let file = server.directory + "/pid"
        try pane.run("(echo $BASHPID > \(file); exec '\(Program.path)' --url unix://\(server.socketPath))")
        try pane.wait(for: "live")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    @Test func aMillionJobs() throws {
        let server = try PrivateRedis()
        let connection = try server.connect(timeouts: Timeouts(connect: 5_000, reply: 120_000))
        let script = Script(
            Array(
                """
                redis.call('HSET', 'bull:huge:meta', 'version', 'bullmq:6.2.0')
                for id = tonumber(ARGV[1]), tonumber(ARGV[2]) do
                    redis.call('HSET', 'bull:huge:' .. id, 'name', 'job', 'data', '{}', 'opts', '{"attempts":3}',
                        'timestamp', 1700000000000 + id, 'finishedOn', 1700000001000 + id, 'atm', 3,
                        'failedReason', 'connect ECONNREFUSED')
                    redis.call('ZADD', 'bull:huge:failed', 1700000001000 + id, id)
                end
                """.utf8))
        for start in stride(from: 1, to: 1_000_000, by: 20_000) {
            _ = try connection.run(
                script, keys: [], arguments: ["\(start)", "\(start + 19_999)"].map { Array($0.utf8) })
        }
        let pane = try Pane()
        let id = try start(pane, server)
        try pane.wait(for: "huge")
        try pane.press("Enter")
        try pane.type("5")
        try pane.wait("the failed jobs") { $0.contains("huge › failed") && $0.contains("1000000") }
        // The far end of the list, and its start again.
        try pane.press("End")
        try pane.wait("the oldest job") { $0.split(separator: "\n").contains { $0.contains("› 1 ") } }
        try pane.press("Home")
        try pane.wait("the newest job") { $0.split(separator: "\n").contains { $0.contains("› 1000000 ") } }
        #expect(try peak(id) < Self.budget)
        try pane.type("qq")
        try pane.waitForPrompt()
    }

    @Test func twoThousandQueues() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        _ = try connection.pipeline(
            (1...2_000).flatMap { number in
                [
                    Command("HSET", "bull:queue-\(number):meta", "version", "bullmq:6.2.0"),
                    Command("HSET", "bull:queue-\(number):1", "name", "n", "opts", "{}", "timestamp", "1"),
                    Command("LPUSH", "bull:queue-\(number):wait", "1"),
                ]
            })
        let pane = try Pane()
        let id = try start(pane, server)
        try pane.wait("every queue") { $0.contains("2\u{202F}000 queues") || $0.contains("2 000 queues") }
        try pane.type("/queue-1999")
        try pane.wait("one queue") { $0.contains("queue-1999 ") && !$0.contains("queue-1998") }
        let used = try peak(id)
        #expect(used < Self.budget)
        try pane.press("Escape")
        try pane.wait(for: "queue-1998")
        try pane.press("C-c")
        try pane.press("C-c")
        try pane.waitForPrompt()
    }

    @Test func aJobOf30MB() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        _ = try connection.send(Command("HSET", "bull:large:meta", "version", "bullmq:6.2.0"))
        let data =
            Array("{\"blob\":\"".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 30 << 20) + Array("\"}".utf8)
        _ = try connection.send(
            Command(
                "HSET",
                arguments: [
                    "bull:large:1", "name", "whale", "opts", "{}", "timestamp", "1700000000000", "data",
                ].map { Array($0.utf8) } + [data]))
        _ = try connection.send(Command("LPUSH", "bull:large:wait", "1"))
        let pane = try Pane()
        let id = try start(pane, server)
        try pane.wait(for: "large")
        try pane.press("Enter")
        try pane.wait(for: "whale")
        try pane.press("Enter")
        try pane.wait(for: "data 3")
        #expect(try peak(id) < Self.budget)
        try pane.type("qqq")
        try pane.waitForPrompt()
    }
}
