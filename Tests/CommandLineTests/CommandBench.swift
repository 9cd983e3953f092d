import Foundation
import Redis
import TestSupport

/// A private server, and bulltop's commands on it.
final class CommandBench {
    let server: PrivateRedis
    let connection: Connection

    init(_ program: ServerProgram = .debian) throws {
        server = try PrivateRedis(program: program)
        connection = try server.connect()
    }

    var url: String { "unix://\(server.socketPath)" }

    /// Runs a command, written with single blanks.
    func run(_ line: String, input: String = "") throws -> Program.Result {
        try run(line.split(separator: " ").map(String.init), input: input)
    }

    func run(_ words: [String], input: String = "") throws -> Program.Result {
        try Program.run(words, input: input, environment: ["BULLTOP_URL": url])
    }

    /// Returns the JSON that a command prints, where it succeeds.
    func json(_ line: String) throws -> JSONValue {
        let result = try run(line + " --json")
        guard result.status == 0, let json = JSONValue(Array(result.output.utf8)) else {
            throw TestFailure("\(line): \(result)")
        }
        return json
    }

    /// Sends commands to the server, written with single blanks.
    @discardableResult
    func send(_ lines: String...) throws -> [Reply] {
        try lines.map { try send(words: $0.split(separator: " ").map { Array($0.utf8) }) }
    }

    @discardableResult
    func send(words: [[UInt8]]) throws -> Reply {
        let name = String(decoding: words[0], as: UTF8.self)
        let reply = try connection.send(Command(name, arguments: Array(words.dropFirst())))
        if let error = reply.error { throw TestFailure("\(name): \(error.message)") }
        return reply
    }

    /// Adds a queue of BullMQ 6 with two waiting jobs, a delayed one and two failed ones, one of which has an attempt
    /// left.
    func addQueue(_ base: String = "bull:email", version: String = "6.2.0") throws {
        try send("HSET \(base):meta version bullmq:\(version) opts.maxLenEvents 10000")
        for id in 1...5 {
            try send(
                "HSET \(base):\(id) name send opts {\"attempts\":3} timestamp \(1_700_000_000_000 + id) delay 0 priority 0"
            )
            try send(words: ["HSET", "\(base):\(id)", "data", "{\"to\": \(id)}"].map { Array($0.utf8) })
        }
        try send("LPUSH \(base):wait 1 2", "ZADD \(base):delayed \(1_900_000_000_000 * 4_096) 3")
        try send("ZADD \(base):failed 1700000000100 4 1700000000200 5", "SET \(base):id 5")
        try send(words: ["HSET", "\(base):4", "failedReason", "Timeout of 30 s"].map { Array($0.utf8) })
        try send(words: ["HSET", "\(base):5", "failedReason", "Card declined"].map { Array($0.utf8) })
        try send(
            "HSET \(base):5 finishedOn 1700000000200 processedOn 1700000000150 atm 3 ats 3 stacktrace [\"at_a\\nb\"]")
    }

    /// Returns everything that the server holds.
    func keyspace() throws -> Keyspace { try snapshot(of: connection) }
}

/// A run of bulltop that continues until it is ended.
final class RunningCommand {
    private let child: Child
    private let directory: String

    /// Starts a run; standard input is the file or pipe of this path.
    convenience init(_ line: String, on bench: CommandBench, input: String = "/dev/null") throws {
        try self.init(words: line.split(separator: " ").map(String.init), on: bench, input: input)
    }

    init(words: [String], on bench: CommandBench, input: String = "/dev/null") throws {
        directory = try Scratch.directory()
        child = try Child(
            Program.path, words, input: input, output: directory + "/output",
            errors: directory + "/errors",
            environment: Program.environment.merging(["BULLTOP_URL": bench.url]) { $1 })
    }

    deinit {
        child.send(SIGKILL)
        _ = child.wait()
        Scratch.remove(directory)
    }

    /// Waits until it has printed a text.
    func wait(for text: String) throws {
        do { try wait(until: { try output.contains(text) }) } catch {
            throw TestFailure("never printed '\(text)': \(try output)")
        }
    }

    /// Waits until something is so.
    func wait(until isSo: () throws -> Bool) throws {
        for _ in 0..<1_200 {
            if try isSo() { return }
            usleep(25_000)
        }
        throw TestFailure("never so: \(try output)")
    }

    var output: String { get throws { try String(contentsOfFile: directory + "/output", encoding: .utf8) } }
    var errors: String { get throws { try String(contentsOfFile: directory + "/errors", encoding: .utf8) } }

    func send(_ signal: Int32) { child.send(signal) }

    /// Returns the exit status; nil while the program runs.
    func poll() -> Int32? { child.poll() }

    /// Waits for the end, and returns the exit status.
    func status() -> Int32 { child.wait() }
}
