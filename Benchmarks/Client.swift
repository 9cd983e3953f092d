import Foundation
import TestSupport

/// The cost of the same reading for the official Python client.
struct Client: Decodable {
    /// The median wall time, in ms.
    var milliseconds: Double
    /// The server's CPU time for one reading, in ms.
    var serverMilliseconds: Double
    /// The number of commands of one reading, with those inside scripts.
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
