import Foundation
import TestSupport

/// What the official Python client needed for the same reading.
struct Client: Decodable {
    /// Median wall time, ms.
    var milliseconds: Double
    /// The server's CPU time of one reading, ms.
    var serverMilliseconds: Double
    /// Commands of one reading, those inside scripts included.
    var commands: Double

    /// Runs `client.py` of this folder.
    static func measure(_ server: PrivateRedis, _ arguments: String...) throws -> Client {
        let script = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "client.py"),
            encoding: .utf8)
        let output = try PythonClient.run(.bullmq6, script: script, arguments: [server.socketPath] + arguments)
        return try JSONDecoder().decode(Client.self, from: Data(output.utf8))
    }
}
