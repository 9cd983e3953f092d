import Foundation
import Redis
import TestSupport
import Testing

/// A list of whole jobs that a signal stops ends behind a job, and says that something is missing.
@Suite struct InterruptedListTests {
    @Test(
        arguments: ["export big --state completed", "jobs big --state completed --limit 20000 --jsonl"],
        [1, 2])
    func aSignalEndsItBehindAJob(line: String, signals: Int) throws {
        let bench = try CommandBench()
        let script = """
            redis.call('HSET', 'bull:big:meta', 'version', 'bullmq:6.2.0')
            for id = 1, 20000 do
                redis.call('HSET', 'bull:big:' .. id, 'name', 'n', 'data', '{"n":' .. id .. '}', 'opts', '{}', 'timestamp', id)
                redis.call('ZADD', 'bull:big:completed', id, id)
            end
            """
        if let error = try bench.connection.send(Command("EVAL", script, "0")).error {
            throw TestFailure(error.message)
        }
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        // The pipe holds less than the list: the command waits for us before its end.
        let pipe = directory + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        _ = fcntl(reader, F_SETFL, 0)
        let words = line.split(separator: " ").map(String.init) + ["--url", bench.url]
        let child = try Child(Program.path, words, output: pipe, errors: directory + "/errors")
        var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4_096))
        while case let count = read(reader, &buffer, buffer.count), count > 0 {
            if bytes.isEmpty { for _ in 0..<signals { child.send(SIGINT) } }
            bytes += buffer[..<count]
        }
        #expect(child.wait() == 1)
        #expect(bytes.last == UInt8(ascii: "\n"))
        let jobs = bytes.split(separator: UInt8(ascii: "\n"))
        #expect(!jobs.isEmpty && jobs.count < 20_000 && jobs.allSatisfy { JSONValue(Array($0)) != nil })
        let errors = try String(contentsOfFile: directory + "/errors", encoding: .utf8)
        #expect(errors.contains("stopped: printed "), "\(errors)")
    }
}
