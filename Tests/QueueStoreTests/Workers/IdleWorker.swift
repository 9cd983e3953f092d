import Foundation
import Queues
import Redis
import TestSupport

/// A worker of the official client that waits for jobs of one queue.
final class IdleWorker {
    private let child: Child
    private let directory: String
    private let connection: Connection
    private let queue: String

    /// Starts the worker, and returns when its blocking call has reached the server.
    init(_ family: ClientFamily, on queue: String, of bench: Bench) throws {
        self.queue = queue
        directory = try Scratch.directory()
        let arguments = [
            PythonClient.modules + "/work.py", bench.redis.socketPath, family.number, queue,
        ]
        child = try Child(
            PythonClient.interpreter(family), arguments, output: directory + "/output", errors: directory + "/errors",
            environment: PythonClient.environment)
        connection = try bench.redis.connect(timeouts: Timeouts(connect: 5_000, reply: 60_000))
        try waitUntilIdle()
    }

    deinit {
        child.send(SIGKILL)
        _ = child.wait()
        Scratch.remove(directory)
    }

    /// Waits until the worker blocks, in a call that does not end by itself within ten minutes.
    func waitUntilIdle() throws {
        for _ in 0..<600 {
            let clients = try connection.send(Command("CLIENT", "LIST")).text ?? ""
            if clients.split(separator: "\n").contains(where: { $0.contains(" flags=b") }) { return }
            if child.poll() != nil { break }
            // A pause that the server keeps.
            _ = try connection.send(Command("BLPOP", "no such list", "0.05"))
        }
        let words = (try? String(contentsOfFile: directory + "/errors", encoding: .utf8)) ?? ""
        throw TestFailure("the worker never waited for a job:\n\(words)")
    }

    /// Returns the id of the newest event of the queue.
    func latestEvent() throws -> String {
        let events = try connection.send(Command("XREVRANGE", "bull:\(queue):events", "+", "-", "COUNT", "1"))
        return events.array?.first?.array?.first?.text ?? "0-0"
    }

    /// Waits for the event that a job was completed, for at most 30 s.
    func awaitCompletion(of job: JobID, after start: String) throws -> Bool {
        var last = start
        while true {
            let reply = try connection.send(
                Command("XREAD", "BLOCK", "30000", "STREAMS", "bull:\(queue):events", last))
            guard let entries = reply.array?.first?.array?.last?.array, !entries.isEmpty else { return false }
            for entry in entries {
                last = entry.array?.first?.text ?? last
                let fields = entry.array?.last?.array?.compactMap { $0.bytes?.text } ?? []
                let pairs = stride(from: 0, to: fields.count - 1, by: 2).map { (fields[$0], fields[$0 + 1]) }
                let event = Dictionary(pairs, uniquingKeysWith: { $1 })
                if event["event"] == "completed", event["jobId"] == job.bytes.text { return true }
            }
        }
    }
}
