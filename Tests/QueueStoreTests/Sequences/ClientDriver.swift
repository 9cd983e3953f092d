import Foundation
import Queues
import TestSupport

/// The official client as a process that performs one operation after the other, on the second of two servers or, where
/// a worker acts, on both.
final class ClientDriver {
    /// The maximum time of an operation, in s.
    private static let patience = 60

    private let child: Child
    private let directory: String
    private let input: Int32
    private let output: Int32
    private var received: [UInt8] = []

    init(_ family: ClientFamily, ours: PrivateRedis, theirs: PrivateRedis) throws {
        directory = try Scratch.directory()
        let paths = ["/input", "/output"].map { [directory] in directory + $0 }
        // Both ends are opened, so that neither side waits for the other to open its end.
        let ends = paths.map { mkfifo($0, 0o600) == 0 ? open($0, O_RDWR | O_CLOEXEC) : -1 }
        guard ends.allSatisfy({ $0 >= 0 }) else { throw TestFailure("no pipes: \(String(cString: strerror(errno)))") }
        (input, output) = (ends[0], ends[1])
        child = try Child(
            PythonClient.interpreter(family),
            [
                PythonClient.modules + "/sequence.py", family.number, ours.socketPath,
                theirs.socketPath,
            ], input: paths[0], output: paths[1], errors: directory + "/errors",
            environment: PythonClient.environment)
    }

    deinit {
        child.send(SIGKILL)
        _ = child.wait()
        close(input)
        close(output)
        Scratch.remove(directory)
    }

    /// Performs an operation, and returns the client's word for its outcome.
    func perform(_ operation: [String: JSONValue], now: Int64) throws -> String {
        let members = operation.merging(["now": .number(Double(now))]) { $1 }
        let line = Array((JSONValue.object(members).text + "\n").utf8)
        guard write(input, line, line.count) == line.count else { throw TestFailure("the client takes no operations") }
        guard let answer = try readLine() else {
            throw TestFailure("no answer in \(Self.patience) s to \(String(decoding: line, as: UTF8.self))")
        }
        guard case .string(let word)? = JSONValue(answer) else {
            throw TestFailure("the client said \(String(decoding: answer, as: UTF8.self))")
        }
        return word
    }

    /// Returns the next line of answers; nil where none comes in time.
    private func readLine() throws -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let limit = ContinuousClock.now + .seconds(Self.patience)
        while ContinuousClock.now < limit {
            if let end = received.firstIndex(of: 0x0A) {
                defer { received.removeSubrange(...end) }
                return Array(received[..<end])
            }
            var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            if poll(&waiting, 1, 500) > 0 {
                let count = read(output, &buffer, buffer.count)
                received += buffer.prefix(max(0, count))
            } else if let status = child.poll() {
                let words = (try? String(contentsOfFile: directory + "/errors", encoding: .utf8)) ?? ""
                throw TestFailure("the client ended with \(status):\n\(words)")
            }
        }
        return nil
    }
}

extension JSONValue {
    /// Creates a text in the form of the fixtures: one that is not UTF-8 is an object with `base64`.
    init(bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let isText = Array(text.utf8) == bytes
        self = isText ? .string(text) : .object(["base64": .string(Data(bytes).base64EncodedString())])
    }
}
