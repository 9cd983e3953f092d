import Foundation
import Testing

/// A file that holds what was drawn when somebody last looked at it and found it good.
struct GoldenFile {
    let name: String

    /// Compares with the file, or writes it where `UPDATE_GOLDEN=1` asks for that; never in CI.
    func expect(_ drawn: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let environment = ProcessInfo.processInfo.environment
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).txt")
        if environment["UPDATE_GOLDEN"] == "1" {
            guard environment["CI"] == nil else {
                Issue.record("UPDATE_GOLDEN is refused in CI", sourceLocation: sourceLocation)
                return
            }
            try drawn.write(to: file, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(drawn == golden, "\(name) is drawn differently", sourceLocation: sourceLocation)
    }
}
